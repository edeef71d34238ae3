import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inScratch, root, runCommand, runNodeIn, type Cost } from '../run';
import { environmentsOf } from '../synth-run';
import { ratioOf, type Measured } from '../target';

const clusters = 2000;
const program = join(root, 'bin/scorewright.js');
const mebi = 2 ** 20;

/** The image of one Deployment changes on each of 2,000 clusters: what the plan costs against a check of the same tree. */
export function plan(runs: number): Measured {
  const rounds = Array.from({ length: runs }, () => inScratch(round));
  const [planned, checked] = [rounds.map((one) => one.plan), rounds.map((one) => one.check)];
  const ratio = ratioOf(planned, checked);
  const peak = Math.max(...planned.map((cost) => cost.peak));
  const lines = Math.max(...planned.map(({ stdout }) => stdout.trimEnd().split('\n').length));
  const what = `plan of ${clusters} clusters with one image changed`;
  return {
    targets: [
      {
        what: `${what}, against synth --check`,
        target: 'at most 1.5 × CPU',
        measured: ratio.text,
        met: ratio.cpu <= 1.5,
      },
      {
        what: `${what}, peak memory`,
        target: 'at most 512 MiB',
        measured: `${Math.ceil(peak / mebi)} MiB`,
        met: peak <= 512 * mebi,
      },
      { what: `${what}, output`, target: 'at most 60 lines', measured: `${lines} lines`, met: lines <= 60 },
    ],
  };
}

function round(scratch: string): { readonly plan: Cost; readonly check: Cost } {
  environmentsOf(scratch, 'environments', { clusters });
  runNodeIn(scratch, program, 'synth');
  const check = runNodeIn(scratch, program, 'synth', '--check');
  const git = (...args: string[]) =>
    runCommand('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {}, scratch);
  git('init', '-q', '-b', 'main');
  deploy(scratch, 'v1');
  git('add', '-A');
  git('commit', '-q', '-m', 'base');
  deploy(scratch, 'v2');
  const cost = runNodeIn(scratch, program, 'plan');
  if (!cost.stdout.includes(`${clusters.toLocaleString('en')} rolled`)) throw new Error(cost.stdout.slice(0, 2000));
  return { plan: cost, check };
}

/** Adds to the scoring unit of each cluster a Deployment of this version. */
function deploy(scratch: string, version: string): void {
  const fleet = join(scratch, 'dist/fleet');
  const manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'dynamic-scoring' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: `registry.example.com/web:${version}` }] },
      },
    },
  };
  const text = JSON.stringify(manifest);
  for (const cluster of readdirSync(fleet).filter((name) => name.startsWith('edge-')))
    writeFileSync(join(fleet, cluster, 'dynamic-scoring/Deployment.dynamic-scoring.web.yaml'), text);
}
