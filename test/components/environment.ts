import { Source } from '../../lib/environment/source';
import { loadEnvironment } from '../../lib/environment/loader';
import { inWaves } from '../../lib/deliver/object-waves';
import { formatFindings } from '../../lib/model/finding';
import type { Manifest } from '../../lib/model/manifest';
import type { Chart, Constructs, Unit } from '../../lib/model/unit';
import { buildUnit } from '../../lib/synth/build';
import { expand } from '../../lib/synth/expand';
import { composedSchema } from '../../lib/synth/load';

/** What an environment file of this text becomes, without publishing anything. */
export interface Expanded {
  /** Every finding as the user sees it. */
  readonly findings: readonly string[];
  readonly units: readonly Unit[];
}

/** Three kind clusters, then the blocks of the test; line 8 is the first of theirs. */
export const fleet = `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  eks01: { platform: eks }
  ocp01: { platform: openshift, appsDomain: apps.ocp01.example.com }
`;

const known = new Map<string, Expanded>();

/** The same text is read once. */
export function expanded(blocks: string): Expanded {
  const before = known.get(blocks);
  if (before !== undefined) return before;
  const now = read(blocks);
  known.set(blocks, now);
  return now;
}

function read(blocks: string): Expanded {
  const source = new Source('environments/test.yaml', fleet + blocks);
  const loaded = loadEnvironment('test', source, composedSchema);
  if (loaded.settings === undefined) return { findings: formatFindings(loaded.findings), units: [] };
  const { findings, units } = expand(loaded.settings, source);
  return { findings: formatFindings(findings), units };
}

/** The unit of that name; fails where there is a finding or no such unit. */
export function unitOf(blocks: string, cluster: string, name: string): Unit {
  const { findings, units } = expanded(blocks);
  expect(findings).toEqual([]);
  return units.find((unit) => unit.cluster === cluster && unit.name === name)!;
}

/** What a unit renders. */
export function manifestsOf(unit: Unit): Manifest[] {
  const { rendered, problem } = buildUnit(unit, unit.content as Constructs);
  expect(problem).toBeUndefined();
  return rendered.map(({ manifest }) => manifest);
}

/** The objects of a unit as `Kind/name`, by the sync wave that delivery gives them. */
export function wavesOf(unit: Unit): string[][] {
  const { rendered } = buildUnit(unit, unit.content as Constructs);
  const { files, faults } = inWaves(rendered);
  expect(faults).toEqual([]);
  const waves: string[][] = [];
  for (const { manifest } of files) {
    const wave = Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    (waves[wave] ??= []).push(`${manifest.kind}/${manifest.metadata.name}`);
  }
  return waves.map((names) => names.sort());
}

export function chartOf(unit: Unit): Chart {
  expect(unit.content.type).toBe('chart');
  return unit.content as Chart;
}
