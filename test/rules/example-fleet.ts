import type { Finding } from '../../lib/model/finding';
import type { Fleet } from '../../lib/model/fleet';
import { stages } from '../../lib/model/unit';
import type { Expect } from '../../lib/placement/outlook';
import { catalogue } from '../../lib/rules/catalogue';
import type { Rule } from '../../lib/rules/engine/rule';
import type { RuleInput, RuleUnit } from '../../lib/rules/engine/rule-fleet';
import { RuleRun, type RuleSetting } from '../../lib/rules/engine/run';
import type { Units } from './examples';

const cluster = { platform: 'kind', labels: {}, nodes: 1 } as const;
const hub = { ...cluster, name: 'hub01', role: 'hub' } as const;

export const fleet: Fleet = {
  environment: 'example',
  gitops: { repoURL: 'https://git.example/fleet.git', revision: 'refs/heads/main', path: 'dist' },
  hub,
  clusters: [
    hub,
    { ...cluster, name: 'worker01', role: 'managed', address: '172.18.0.3' },
    { ...cluster, name: 'worker02', role: 'managed', nodes: 2, appsDomain: 'apps.w2.example' },
    { ...cluster, name: 'worker03', role: 'managed', platform: 'eks' },
    { ...cluster, name: 'ocp01', role: 'managed', platform: 'openshift' },
  ],
};

/** What examples say of two scores: one never changes, the other wanders. */
const expectedScore: Expect = (resourceName) => {
  if (resourceName === 'fixed-load') return { min: 50, max: 50 };
  return resourceName === 'noisy-load' ? { min: 0, max: 100, noise: 5 } : undefined;
};

export function input(changes: Partial<RuleInput> = {}): RuleInput {
  return {
    fleet,
    units: [],
    present: [],
    pods: [],
    agents: [],
    positionOf: () => undefined,
    expectedScore,
    ...changes,
  };
}

interface Options {
  readonly changes?: Partial<RuleInput>;
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  readonly rules?: readonly Rule[];
}

/** A run that has collected every manifest of an example. */
export function runOf(units: Units, { changes = {}, settings = {}, rules = catalogue }: Options = {}): RuleRun {
  const known = Object.keys(units).map((key): RuleUnit => {
    const [own, name] = key.split('/') as [string, string];
    const stage = stages.find((each) => each === name) ?? 'workloads';
    return { name, cluster: own, stage, delivery: 'argo' };
  });
  const run = new RuleRun(input({ units: known, ...changes }), settings, rules);
  for (const [key, manifests] of Object.entries(units)) {
    const [own, unit] = key.split('/') as [string, string];
    for (const manifest of manifests) run.collect({ manifest, origin: { cluster: own, unit, settings: [] } });
  }
  return run;
}

/** What one rule finds in an example, each as `path: message`. */
export function findings(rule: Rule, units: Units, changes: Partial<RuleInput> = {}): string[] {
  return runOf(units, { changes, rules: [rule] })
    .judge()
    .map(lineOf);
}

export function lineOf({ path, message }: Finding): string {
  return `${path}: ${message}`;
}
