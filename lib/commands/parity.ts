import { Command } from 'commander';
import { formatFindings } from '../model/finding';
import { list, shorten } from '../model/words';
import { chosenEnvironments } from '../synth/run';
import { endMisuse } from './end-misuse';
import { parityOf, verdicts, type ParityRow, type Verdict } from './parity/compare';
import { observe } from './parity/observed';
import { grouped, table } from './report/table';

interface Options {
  readonly environments: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `scorewright parity`: the differences between environments, or between the clusters of one, that nobody declared. */
export function parityCommand(): Command {
  return new Command('parity')
    .description('Compare the settings and the rendered fields of environments, or of the clusters of one.')
    .argument('[environment...]', 'the environments to compare; with a single one, its clusters (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--all', 'also print the declared differences: by `for`, or by a fact of a cluster')
    .option('--json', 'print every row as JSON')
    .addHelpText(
      'after',
      `
Names, addresses, domains and labels of clusters, platforms, the environment's name and its place in Git are facts. A difference
that follows from facts alone, or from an entry of \`for\`, is declared. Fields are compared on clusters of one platform and role
that have the unit.

Exit status: 0 every difference is declared; 1 one is not, or an environment is rejected; 2 wrong usage.

Examples:
  scorewright parity staging prod
  scorewright parity fleet --all        ring by ring: the differences between clusters`,
    )
    .action((names: string[], options: Options, command: Command) => {
      try {
        process.exitCode = parity(names, options);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function parity(names: readonly string[], { environments, all = false, json = false }: Options): 0 | 1 {
  const files = chosenEnvironments({ environments, ...(names.length > 0 && { only: names }) });
  const observed = files.map(observe);
  const findings = observed.flatMap((each) => each.findings).filter(({ severity }) => severity === 'error');
  if (findings.length > 0) {
    for (const line of formatFindings(findings)) process.stderr.write(`${line}\n`);
    return 1;
  }
  const rows = parityOf(observed);
  const lines = json
    ? [JSON.stringify({ rows }, undefined, 2)]
    : [
        ...text(
          observed.map(({ name }) => name),
          rows,
          all,
        ),
      ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return rows.some(({ verdict }) => verdict === 'otherwise') ? 1 : 0;
}

const words: Readonly<Record<Verdict, string>> = {
  equal: 'equal',
  declared: 'differ by a declared variable (for, a fact of a cluster)',
  otherwise: 'differ otherwise',
};

function* text(names: readonly string[], rows: readonly ParityRow[], all: boolean): Iterable<string> {
  const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict);
  const counts = verdicts.map((verdict) => `${grouped(of(verdict).length)} ${words[verdict]}`);
  yield `parity of ${names.length === 1 ? `the clusters of ${names.join()}` : list(names)}: ${counts.join('; ')}`;
  for (const verdict of all ? (['otherwise', 'declared'] as const) : (['otherwise'] as const)) {
    if (of(verdict).length === 0) continue;
    yield '';
    yield words[verdict];
    for (const { what, values } of of(verdict)) {
      yield `  ${what}`;
      yield* table(
        values.map((each) =>
          [list(each.of), shorten(each.value), list(each.places)].slice(0, each.places.length > 0 ? 3 : 2),
        ),
        '    ',
      );
    }
  }
}
