/** A part of a document between the lines `<!-- NAME -->` and `<!-- /NAME -->`. */
function pattern(name: string): RegExp {
  return new RegExp(`(<!-- ${name} -->\n)([^]*?)(<!-- /${name} -->)`);
}

/** @throws where the document has no block of that name */
export function block(document: string, name: string): string {
  const text = pattern(name).exec(document)?.[2];
  if (text === undefined) throw new Error(`no block ${name}: it stands between <!-- ${name} --> and <!-- /${name} -->`);
  return text;
}

/** The document with the text of each named block replaced; everything else stays as its author wrote it. */
export function withBlocks(document: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((text, [name, content]) => {
    block(text, name);
    return text.replace(pattern(name), (_, open: string, _old: string, close: string) => `${open}${content}\n${close}`);
  }, document);
}

/** A fenced code block. */
export function fenced(text: string, language = ''): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The text inside a fenced code block. */
export function unfenced(text: string): string {
  return text.replace(/^```.*\n/, '').replace(/```\n$/, '');
}
