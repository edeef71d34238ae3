import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inScratch, runShell, type Cost } from '../run';
import { environmentsOf, filesOf, synth } from '../synth-run';
import { atMost, ratioOf, type Measured } from '../target';

/** 2,000 manifests and a few. */
const clusters = 320;

/**
 * Against `kubectl kustomize`, as people use it: a folder with a kustomization for each cluster, since it takes no object twice,
 * and one call for each of these. It reads our manifests and prints them; it checks nothing and writes no file.
 */
export function kustomize(runs: number): Measured {
  const what = `${clusters} clusters, all checks, against kubectl kustomize for each cluster, unchecked`;
  if (spawnSync('kubectl', ['version', '--client']).status !== 0)
    return { targets: [{ what, target: 'at most 1 × CPU', measured: 'no kubectl here' }] };
  const rounds = Array.from({ length: runs }, () => inScratch(round));
  const ratio = ratioOf(
    rounds.map(({ ours }) => ours),
    rounds.map(({ theirs }) => theirs),
  );
  return { targets: [atMost(what, 1, ratio)] };
}

function round(scratch: string): Record<'ours' | 'theirs', Pick<Cost, 'seconds' | 'cpu'>> {
  const out = join(scratch, 'out');
  const ours = synth(environmentsOf(scratch, 'environments', { clusters }), out);
  const fleet = join(out, 'fleet');
  const folders = readdirSync(fleet).filter((name) => name.startsWith('edge-'));
  let count = 0;
  for (const folder of folders) {
    const resources = filesOf(join(fleet, folder)).filter((file) => file.endsWith('.yaml'));
    count += resources.length;
    writeFileSync(join(fleet, folder, 'kustomization.yaml'), JSON.stringify({ resources }));
  }
  const theirs = runShell('for folder in edge-*; do kubectl kustomize "$folder"; echo ---; done', fleet);
  const printed = theirs.stdout.match(/^kind: /gm)?.length ?? 0;
  if (printed !== count) throw new Error(`kustomize printed ${printed} of ${count}`);
  return { ours, theirs };
}
