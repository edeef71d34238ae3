import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../../model/finding';
import { block, fenced, unfenced, withBlocks } from './blocks';

/** The README with what the program really says in its marked blocks. */
export function readme(root: string): string {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const example = unfenced(block(text, 'example'));
  const made = inFolder({ 'demo.yaml': example }, (folder) => {
    const { stdout } = scorewright(root, folder, ['synth']);
    return { report: stdout, files: tree(folder).join('\n') };
  });
  const broken = inFolder({ 'demo.yaml': example.replace('30007', '80') }, (folder) =>
    scorewright(root, folder, ['synth'], 1),
  );
  return withBlocks(text, {
    closing: fenced(closing(root)),
    files: fenced(made.files),
    report: fenced(made.report),
    finding: fenced(broken.stderr),
    options: fenced(scorewright(root, root, ['synth', '--help']).stdout),
  });
}

/** How a run ends in a fresh clone, where everything is current. */
function closing(root: string): string {
  return inFolder({}, (folder) => {
    cpSync(join(root, 'environments'), join(folder, 'environments'), { recursive: true });
    scorewright(root, folder, ['synth']);
    const { stdout } = scorewright(root, folder, ['synth']);
    return stdout.slice(stdout.lastIndexOf('\n\n') + 2);
  });
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** What the program prints. @throws Error where it ends in another way than the README shows */
function scorewright(root: string, folder: string, words: readonly string[], expected = 0): Output {
  const program = join(root, 'bin/scorewright.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== expected) throw new Error(`scorewright ${words.join(' ')} ended with ${status}: ${stderr}`);
  return { stdout, stderr };
}

function inFolder<T>(environments: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-docs-'));
  try {
    mkdirSync(join(folder, 'environments'));
    for (const [name, text] of Object.entries(environments)) writeFileSync(join(folder, 'environments', name), text);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the run wrote: for each folder, how many objects of which kind. */
function tree(folder: string, depth = 0): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name));
  const files = counted(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const folders = entries.filter((entry) => entry.isDirectory() && (depth > 0 || entry.name !== 'environments'));
  const indent = '  '.repeat(depth);
  return [
    ...files.map((line) => indent + line),
    ...folders.flatMap(({ name }) => {
      const [first = '', ...others] = tree(join(folder, name), depth + 1);
      // What holds one thing is one line with it.
      return others.length === 0 ? [`${indent}${name}/  ${first.trim()}`] : [`${indent}${name}/`, first, ...others];
    }),
  ];
}

/** `Deployment ×2`, by the first part of the files' names; files that hold no object of their own by their whole name. */
function counted(files: readonly string[]): string[] {
  const kinds = new Map<string, number>();
  for (const file of files) {
    const kind = /^[A-Z]/.test(file) ? file.slice(0, file.indexOf('.')) : file;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds]
    .sort(([a], [b]) => compare(a, b))
    .map(([kind, number]) => (number === 1 ? kind : `${kind} ×${number}`));
}
