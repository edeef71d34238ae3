import { z } from 'zod';
import { changeClasses } from '../../kinds/changed';
import { findingForm, formOf } from './finding-form';
import type { EnvironmentReview } from '../environment-review';
import type { EnvironmentRun, Review } from '../review';
import { itemsOf, labelOf, outliersOf } from './items';

const word = z.enum(['none', ...changeClasses]);
const names = z.array(z.string());

const edit = z.strictObject({
  field: z
    .string()
    .describe('A JSON pointer with the keys of list items in place of their numbers; empty for all of it.'),
  what: z.enum(['added', 'removed', 'changed', 'order', 'lines']),
  old: z.unknown().describe('null for a new field, and for a whole object. Values of Secrets are hidden.'),
  new: z.unknown().describe('null for a removed field, and for a whole object.'),
  lines: names.describe('For a text of several lines: removed lines after `-`, added lines after `+`.'),
});

const entry = z.strictObject({
  class: word.describe('As in docs/plan.md; `none` for a change that no cluster acts on.'),
  objects: names.describe('The objects that change alike on the same clusters: `Deployment demo/web`.'),
  clusters: names.describe('The clusters on which they change in this way.'),
  of: z.int().describe('How many clusters have them.'),
  edits: z.array(edit),
  whys: names,
  fixes: names,
  line: z.nullable(z.string()).describe('The line of the environment that fits the change best: `file:line:column`.'),
  deviating: names.describe('Clusters that change in another way, where more than half change in this one.'),
});

const environment = z.strictObject({
  name: z.string(),
  clusters: z.int(),
  files: z.int().describe('Files of dist/ and argocd/ that differ.'),
  totals: z.partialRecord(z.enum(changeClasses), z.int()),
  stops: z.array(
    z.strictObject({ what: z.string(), clusters: names, why: z.string(), consent: z.nullable(z.string()) }),
  ),
  deviating: z
    .array(z.strictObject({ clusters: names, of: z.int(), objects: names }))
    .describe('Clusters that differ from the others, the fewest first.'),
  entries: z.array(entry).describe('The gravest first.'),
  moves: z
    .array(
      z.strictObject({
        placement: z.string(),
        what: z.enum(['added', 'removed', 'moved', 'may-move', 'refused', 'not-simulated']),
        certain: z.boolean().describe('Whether the strategy moves whatever the scores are.'),
        leaves: names,
        joins: names,
        reason: z.nullable(z.string()),
      }),
    )
    .describe('Strategies that choose other clusters, or may.'),
  run: z
    .nullable(
      z.strictObject({
        findings: z.array(findingForm),
        needs: z.array(z.strictObject({ what: z.string(), clusters: names, why: z.string() })),
        limits: z.array(z.strictObject({ name: z.string(), value: z.number(), max: z.number(), unit: z.string() })),
      }),
    )
    .describe('The results of a run over the head; null where the head is a commit.'),
});

/** The output of `scorewright review --json`; `docs/review.schema.json` is made from it. */
export const reviewForm = z
  .strictObject({
    version: z.literal(1),
    error: z.nullable(z.string()).describe('Why the command could not mean anything; all else is then empty.'),
    base: z.nullable(z.string()).describe('The hash of a commit.'),
    head: z.nullable(z.string()).describe('The hash of a commit, or `working tree`.'),
    notCurrent: names.describe('Files that differ from what the environments render.'),
    environments: z.array(environment),
  })
  .describe('The output of `scorewright review --json`. Every key is always there.');

export type ReviewDocument = z.infer<typeof reviewForm>;

/** A review for programs. */
export function reviewDocument({ base, head, environments, runs, notCurrent }: Review): ReviewDocument {
  return {
    version: 1,
    error: null,
    base,
    head,
    notCurrent: [...notCurrent],
    environments: environments.map((each) => environmentDocument(each, runs.get(each.name))),
  };
}

/** The document of a command that could not mean anything. */
export function misuseDocument(error: string): ReviewDocument {
  return { version: 1, error, base: null, head: null, notCurrent: [], environments: [] };
}

function environmentDocument(review: EnvironmentReview, run: EnvironmentRun | undefined): z.infer<typeof environment> {
  const { name, clusters, files, plan } = review;
  return {
    name,
    clusters: clusters.length,
    files,
    totals: plan.totals,
    stops: plan.brakes.map(({ what, clusters: on, why, consent = null }) => ({
      what,
      clusters: [...on],
      why,
      consent,
    })),
    deviating: outliersOf(review).map(({ clusters: few, of, ways }) => ({
      clusters: [...few],
      of,
      objects: ways.flatMap(({ subject, deviation }) => {
        const variant = deviation.variant ?? subject.variants[0];
        return variant === undefined ? [] : [labelOf(variant)];
      }),
    })),
    entries: itemsOf(review).map((item) => ({
      class: item.class,
      objects: [...item.objects],
      clusters: [...item.clusters],
      of: item.of,
      edits: item.edits.map(({ field, what, old = null, new: now = null, lines = [] }) => ({
        field,
        what,
        old,
        new: now,
        lines: [...lines],
      })),
      whys: [...item.whys],
      fixes: [...item.fixes],
      line: item.line,
      deviating: [...item.deviating],
    })),
    moves: (plan.moves ?? []).map(({ placement, what, certain, leaves, joins, reason = null }) => ({
      placement,
      what,
      certain,
      leaves: [...leaves],
      joins: [...joins],
      reason,
    })),
    run: run === undefined ? null : runDocument(run),
  };
}

function runDocument({ findings, needs, limits }: EnvironmentRun): NonNullable<z.infer<typeof environment>['run']> {
  return {
    findings: findings.map(formOf),
    needs: needs.map(({ what, clusters, why }) => ({ what, clusters: [...clusters], why })),
    limits: [...limits],
  };
}
