import { platformOf } from '../../platforms/catalogue';
import { z } from 'zod';
import { findingForm, formOf } from '../../review/words/finding-form';
import { byCluster, type Expansion } from '../../synth/expand';
import { isClean, type Outcome } from '../../synth/run';
import type { EnvironmentReport } from '../../synth/synth';

const names = z.array(z.string());
const count = z.int().nonnegative();

const limit = z.strictObject({
  limit: z.string(),
  name: z.string().describe('What comes nearest to the limit.'),
  value: z.number(),
  max: z.number(),
  unit: z.enum(['bytes', 'count']),
});

const cluster = z.strictObject({
  name: z.string(),
  platform: z.string(),
  role: z.enum(['hub', 'managed']),
  units: z.array(z.strictObject({ name: z.string(), component: z.string(), delivery: z.string() })),
});

const environment = z.strictObject({
  name: z.string(),
  clusters: z.array(cluster).describe('Empty where the file was refused.'),
  findings: z.array(findingForm),
  needs: z
    .array(
      z.strictObject({
        what: z.string(),
        keys: names.describe('Keys that it must hold; empty where any will do.'),
        clusters: names,
        why: z.string(),
      }),
    )
    .describe('What must exist before Argo CD can sync.'),
  bootstrap: z
    .nullable(z.strictObject({ changed: z.boolean(), retained: count }))
    .describe('The file that a person applies: whether it changes, and how many rights it only retains.'),
  behind: z
    .array(z.strictObject({ score: z.string(), keeps: names, clusters: names }))
    .describe('Agents that do not take in by themselves what changes.'),
  checked: count.describe('Objects held against schemas and rules.'),
  suppressed: z.array(
    z.strictObject({ code: z.string(), severity: z.enum(['error', 'warning', 'off']), reason: z.string(), count }),
  ),
  notRemembered: z.nullable(z.string()).describe('Why no run over it can be remembered.'),
  budget: z.array(limit),
});

/** What `scorewright synth --json` prints; `docs/synth.schema.json` is made of it. */
export const synthForm = z
  .strictObject({
    version: z.literal(1),
    clean: z.boolean().describe('No error, and with --check nothing that is not current.'),
    error: z.nullable(z.string()).describe('Why the command could not mean anything; all else is then empty.'),
    environments: z.array(environment),
    findings: z.array(findingForm).describe('Those that belong to no environment: about the output itself.'),
    changes: z
      .nullable(z.strictObject({ missing: names, stale: names, foreign: names }))
      .describe('How the output on disk differed; null where there was an error.'),
    gone: names.describe('Environments whose file is gone, and whose trees the run removes.'),
    published: z
      .nullable(z.strictObject({ written: count, removed: count, unchanged: count }))
      .describe('Numbers of files; null for --check, and where there was an error.'),
    budget: z.array(limit).describe('The change against what a pull request shows.'),
  })
  .describe('What `scorewright synth --json` prints. Every key is always there.');

export type SynthDocument = z.infer<typeof synthForm>;

/**
 * The outcome for programs: the same facts as the report, as one JSON document on stdout.
 *
 * @param doubts by environment, why no run over it can be remembered
 */
export function printJson(outcome: Outcome, doubts: ReadonlyMap<string, string> = new Map()): void {
  print(documentOf(outcome, doubts));
}

/** For a command that could not mean anything: the same form, so that programs need not know two. */
export function misuseDocument(error: string): SynthDocument {
  return { ...empty, error };
}

function print(document: SynthDocument): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}

const empty: SynthDocument = {
  version: 1,
  clean: false,
  error: null,
  environments: [],
  findings: [],
  changes: null,
  gone: [],
  published: null,
  budget: [],
};

function documentOf(outcome: Outcome, doubts: ReadonlyMap<string, string>): SynthDocument {
  const { findings, changes, gone = [], published = null, budget = [] } = outcome;
  return {
    ...empty,
    clean: isClean(outcome),
    environments: outcome.environments.map((report) => environmentOf(report, doubts.get(report.name))),
    findings: findings.map(formOf),
    changes:
      changes === undefined
        ? null
        : { missing: [...changes.missing], stale: [...changes.stale], foreign: [...changes.foreign] },
    gone: [...gone],
    published,
    budget: [...budget],
  };
}

function environmentOf(report: EnvironmentReport, doubt: string | undefined): z.infer<typeof environment> {
  const { name, expansion, findings, needs, bootstrap, behind = [], checked, suppressed, budget } = report;
  return {
    name,
    clusters: expansion === undefined ? [] : clusters(expansion),
    findings: findings.map(formOf),
    needs: needs.map(({ what, keys = [], clusters: on, why }) => ({ what, keys: [...keys], clusters: [...on], why })),
    bootstrap: bootstrap === undefined ? null : { changed: bootstrap.changed, retained: bootstrap.retained },
    behind: behind.map(({ score, keeps, clusters: on }) => ({ score, keeps: [...keeps], clusters: [...on] })),
    checked,
    suppressed: [...suppressed],
    notRemembered: doubt ?? null,
    budget: [...budget],
  };
}

function clusters({ fleet, units }: Expansion): z.infer<typeof cluster>[] {
  const all = byCluster(units);
  return fleet.clusters.map(({ name, role, ...cluster }) => ({
    name,
    platform: platformOf(cluster).name,
    role,
    units: (all.get(name) ?? []).map((unit) => ({
      name: unit.name,
      component: unit.component,
      delivery: unit.delivery,
    })),
  }));
}
