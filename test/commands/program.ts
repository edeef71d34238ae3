import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { run } from '../../lib/commands/run';

// Under GitHub Actions findings are annotations, too; a test that wants them says so.
delete process.env.GITHUB_ACTIONS;
import { withoutProgress } from '../without-progress';

/** What a run of the program leaves behind for whoever called it. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  /**
   * Without warnings, which come and go with rules that are not what these tests are about, without the last line, and without
   * progress, which comes where the machine is busy.
   */
  readonly stderr: string;
  readonly warnings: readonly string[];
  /** The last line of a failed run, which names the command that explains its findings. */
  readonly hint: string;
}

/** Runs the program in this process, in a folder, as its command line would. */
export async function scorewright(cwd: string, ...args: string[]): Promise<Ran> {
  const { stderr, ...ran } = await everything(cwd, ...args);
  return { ...ran, ...parted(withoutProgress(stderr)) };
}

/** The same, with all that is said on standard error. */
export async function everything(cwd: string, ...args: string[]): Promise<Pick<Ran, 'status' | 'stdout' | 'stderr'>> {
  const before = { cwd: process.cwd(), argv: process.argv };
  let [stdout, stderr] = ['', ''];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true)),
  ];
  process.chdir(cwd);
  process.argv = ['node', 'scorewright', ...args];
  process.exitCode = undefined;
  try {
    await run(
      (await commandsFor(args)).reduce((program, command) => program.addCommand(command), new Command('scorewright')),
    );
    return { status: exitStatus(), stdout, stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before.cwd);
    process.argv = before.argv;
    process.exitCode = undefined;
  }
}

/** The command that a line names, or all of them where it names none: most lines need one, which loads much less. */
async function commandsFor(args: readonly string[]): Promise<Command[]> {
  const folder = path.join(__dirname, '../../lib/commands');
  const known = fs.readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const named = known.filter((file) => file === `${args[0]}.ts`);
  const modules = (named.length > 0 ? named : known).map(
    (file) => import(path.join(folder, file)) as Promise<Readonly<Record<string, unknown>>>,
  );
  return (await Promise.all(modules)).flatMap((module) =>
    Object.entries(module).flatMap(([name, make]) => (name.endsWith('Command') ? [(make as () => Command)()] : [])),
  );
}

function parted(stderr: string): Pick<Ran, 'stderr' | 'warnings' | 'hint'> {
  const lines = stderr.split(/(?<=\n)/);
  const hint = lines.at(-1)?.startsWith('why, and how to fix it: ') ? (lines.pop() ?? '') : '';
  const isWarning = (line: string) => /^(\S+ )?warning /.test(line);
  return { stderr: lines.filter((line) => !isWarning(line)).join(''), warnings: lines.filter(isWarning), hint };
}

function exitStatus(): number {
  return Number(process.exitCode ?? 0);
}

/** A new folder that is gone after all tests of the file. */
export function temporaryFolder(): string {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'scorewright-')));
  made.push(dir);
  return dir;
}

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) fs.rmSync(dir, { recursive: true, force: true });
});

/** A new project folder with these files. */
export function project(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = temporaryFolder();
  for (const [file, content] of Object.entries(files)) writeFile(dir, file, content);
  return dir;
}

export function writeFile(dir: string, file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  fs.writeFileSync(path.join(dir, file), content);
}

/** Every file below a folder with its text, and with the time of its last change where that matters. */
export function tree(dir: string, times = false): Record<string, string> {
  const entries = fs.readdirSync(dir, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile()) return [];
    const { mtimeNs, ino } = fs.statSync(file, { bigint: true });
    const text = fs.readFileSync(file, 'utf8');
    return [[path.relative(dir, file), times ? `${ino} ${mtimeNs} ${text}` : text] as const];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A small environment that is right, with a repository and so a hub of its own; `blocks` are added as they are. */
export function environment(name = 'kind', blocks = ''): string {
  return `environment: ${name}
gitops: { repoURL: https://github.com/acme/${name}.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { kube-prometheus-stack: { on: managed } }
rules: { mutable-image-tag: { severity: off, reason: the images are built here } }
dynamic-scoring:
  on: managed
  delivery: work
  scorers:
    sample: { on: worker01, expose: { nodePort: 30007 } }
${blocks}`;
}
