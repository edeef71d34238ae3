/** A document of a file, with the offset at which its text begins. */
export interface DocumentText {
  readonly text: string;
  readonly start: number;
}

/**
 * The documents of a file, cut as Kubernetes cuts them: at every line that begins with `---`, before any parser looks. A fault in
 * one says nothing of the others, and memory holds one at a time. Those without a word in them are left out.
 */
export function* splitDocuments(text: string): Iterable<DocumentText> {
  const separator = /^---(?=[ \t\r\n]|$)/gm;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    separator.lastIndex = start;
    const found = separator.exec(text);
    const end = found?.index ?? text.length;
    const part = text.slice(start, end);
    if (isDocument(part)) yield { text: part, start };
    if (found === null) return;
    start = separator.lastIndex;
  }
}

/** Not blank, not comments alone, no directives in front of the document that follows. */
function isDocument(text: string): boolean {
  return /^(?!\s*(?:#|%[A-Z]|\.\.\.\s*$))\s*\S/m.test(text);
}
