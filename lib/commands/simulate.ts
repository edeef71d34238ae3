import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatFindings } from '../model/finding';
import { historyChart } from '../placement/history-chart';
import type { Side } from '../placement/moves';
import { changed, itemsOf, withKnownScores, type Change } from '../placement/what-if';
import { chosenEnvironments, Misuse } from '../synth/run';
import { simulatedEnvironment, type SimulatedEnvironment } from '../synth/simulated';
import { endMisuse } from './end-misuse';
import { changeForms, parseChange, parseSet } from './simulate/change-syntax';
import { readHistory } from './simulate/history-file';
import { readHub } from './simulate/hub-file';
import { jsonText } from './simulate/json-text';
import { page } from './simulate/page';
import { simulate, type Simulation } from './simulate/simulation';

interface Options {
  readonly env?: readonly string[];
  readonly environments: string;
  readonly scores?: string;
  readonly set?: readonly string[];
  readonly whatIf?: readonly string[];
  readonly history?: string;
  readonly chart?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** `scorewright simulate`: which clusters strategies choose, why, and when they would move. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Show which clusters each strategy chooses, the sum term by term, and when it would move.')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--scores <file>', 'what stands on the hub, as kubectl prints it (default: the declared ranges)')
    .option('--set <score=value...>', 'scores to put in their place: score=value or cluster/score=value')
    .option('--what-if <change...>', `before and after: ${changeForms.join(' ')}`)
    .option('--history <file>', 'scores over time: how often each strategy would have moved')
    .option('--chart <dir>', 'write the history of each strategy there, as SVG')
    .option('--at <time>', 'the time at which scores have expired or not (default: now)')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', examples)
    .action((options: Options, command: Command) => {
      try {
        run(options);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

const examples = `
Examples:
  scorewright simulate --env kind
  kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json > hub.json
  scorewright simulate --env kind --scores hub.json
  scorewright simulate --env kind --scores hub.json --what-if drain:worker01
  scorewright simulate --env kind --scores hub.json --what-if weight:roomy-web/Steady=3
  scorewright simulate --env kind --set worker01/cluster-headroom=40 worker02/cluster-headroom=55
  scorewright simulate --env kind --history scores.csv --chart charts`;

function run(options: Options): void {
  const { env, environments, json } = options;
  const found = chosenEnvironments({ environments, ...(env && { only: env }) }).map(simulatedEnvironment);
  const errors = found.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error');
  for (const line of formatFindings(errors)) process.stderr.write(`${line}\n`);
  if (errors.length > 0) {
    process.exitCode = 1;
    return;
  }
  const simulations = found.map((environment) => simulateOne(environment, options, found.length > 1));
  const lines = json ? [jsonText(simulations)] : simulations.flatMap(page);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function simulateOne(environment: SimulatedEnvironment, options: Options, several: boolean): Simulation {
  const { name, placements, expect, engines } = environment;
  if (several && (options.set ?? options.whatIf ?? options.scores ?? options.history) !== undefined)
    throw new Misuse('got several environments; name the one that this is about with --env');
  const state = options.scores === undefined ? environment.state : readHub(options.scores, environment.state);
  const declared: Side = { placements, state };
  const needsScores = options.scores === undefined && options.set !== undefined;
  const given = needsScores ? withKnownScores(declared, expect) : declared;
  // What is set is how things stand; what might happen comes on top of it, each change after those before it.
  const side = (options.set ?? []).reduce((before, text) => changed(before, parseSet(text, before)), given);
  const changes: Change[] = [];
  let after = side;
  for (const text of options.whatIf ?? []) {
    const change = parseChange(text, after);
    changes.push(change);
    after = changed(after, change);
  }
  const items = (resource: string) => itemsOf(placements, resource).map(({ scoreName }) => scoreName);
  const clusters = side.state.clusters.map(({ metadata }) => metadata.name);
  const samples = options.history === undefined ? undefined : readHistory(options.history, engines, items, clusters);
  const simulation = simulate({ environment: name, side, expect, changes, samples, now: timeOf(options.at) });
  if (options.chart !== undefined) writeCharts(options.chart, simulation);
  return simulation;
}

function writeCharts(folder: string, { strategies }: Simulation): void {
  const replays = strategies.flatMap(({ replay }) => replay ?? []);
  if (replays.length === 0) throw new Misuse('--chart: got no history to draw; add --history');
  try {
    mkdirSync(folder, { recursive: true });
    for (const replay of replays)
      writeFileSync(join(folder, `${replay.placement.replace('/', '.')}.svg`), historyChart(replay));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Misuse(`--chart: got ${folder}, where no file can be written (${code}); name another folder`);
  }
}

function timeOf(text: string | undefined): Date {
  const time = text === undefined ? new Date() : new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new Misuse(`--at: got ${text ?? ''}; write a time as in 2026-12-01T08:00:00Z`);
  return time;
}
