/** A document of a file, with the offset at which its text begins. */
export interface DocumentText {
  readonly text: string;
  readonly start: number;
}

/**
 * The documents of a file, split as Kubernetes does: at every line that begins with `---`, before any parsing. A fault in one does
 * not affect the others, and memory holds one at a time. Empty documents are left out.
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

/** Whether the text has more than blanks, comments, and directives for the next document. */
function isDocument(text: string): boolean {
  return /^(?!\s*(?:#|%[A-Z]|\.\.\.\s*$))\s*\S/m.test(text);
}
