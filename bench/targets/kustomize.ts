import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { inScratch, median, runCommand, settle } from '../run';
import { environmentsOf, filesOf, synth } from '../synth-run';
import { against, type Measured } from '../target';

/** 2,000 manifests and a few. */
const clusters = 320;

/** Against `kubectl kustomize`, which reads our own files and prints them again. */
export function kustomize(runs: number): Measured {
  const what = '2000 manifests against kubectl kustomize';
  const target = 'at least 20 × faster';
  if (spawnSync('kubectl', ['version', '--client']).status !== 0)
    return { targets: [{ what, target, measured: 'no kubectl here' }] };
  const rounds = Array.from({ length: runs }, () => inScratch(round));
  const ours = median(rounds.map((one) => one.ours));
  const theirs = median(rounds.map((one) => one.theirs));
  return {
    targets: [{ what, target, measured: against(ours, theirs, theirs / ours), met: theirs / ours >= 20 }],
  };
}

function round(scratch: string): { ours: number; theirs: number } {
  const out = join(scratch, 'out');
  const { seconds: ours, manifests } = synth(environmentsOf(scratch, 'environments', { clusters }), out);
  if (manifests < 2000) throw new Error(`only ${manifests} manifests`);
  const input = join(scratch, 'kustomize');
  const resources = unlike(out, input);
  writeFileSync(join(input, 'kustomization.yaml'), JSON.stringify({ resources }));
  settle();
  const started = performance.now();
  const printed = runCommand('kubectl', ['kustomize', input]);
  const theirs = (performance.now() - started) / 1000;
  const count = printed.split(/^---$/m).length;
  if (count < resources.length) throw new Error(`kustomize printed ${count} of ${resources.length}`);
  return { ours, theirs };
}

/** Copies our manifests, each under a name of its own: kustomize takes no object twice, be it for two clusters. */
function unlike(out: string, input: string): string[] {
  mkdirSync(input);
  return filesOf(out)
    .filter((file) => file.endsWith('.yaml') && !file.includes('/files/') && !file.includes('argocd/'))
    .map((file, at) => {
      const manifest = parse(readFileSync(join(out, file), 'utf8')) as { metadata: { name: string } };
      manifest.metadata.name += `-${at}`;
      writeFileSync(join(input, `${at}.yaml`), stringify(manifest));
      return `${at}.yaml`;
    });
}
