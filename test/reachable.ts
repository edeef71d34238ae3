import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sourceFiles } from '../lib/commands/docs/finding-kinds';

const root = join(__dirname, '..');
/** What a user starts or imports. */
const entries = [
  'main.ts',
  'lib/index.ts',
  // A file of its own in the build, which `bin/scorewright.js` asks first.
  'lib/remember/replay.ts',
  ...sourceFiles(join(root, 'lib/api')).map((path) => relative(root, path)),
];

/** The sources of `lib` by path, and which of them an entry of the package leads to, however it names them. */
export function reachable(): { readonly reached: readonly string[]; readonly sources: ReadonlyMap<string, string> } {
  const sources = new Map(
    sourceFiles(join(root, 'lib')).map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );
  const reached = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const text = sources.get(path) ?? readFileSync(join(root, path), 'utf8');
    for (const [, target = ''] of text.matchAll(/(?:from|import\(|require\(|load\()\s*'(\.[^']*)'/g)) {
      const file = `${join(dirname(path), target)}.ts`;
      if (existsSync(join(root, file))) open.push(file);
    }
  }
  return { reached: [...reached].filter((path) => sources.has(path)), sources };
}
