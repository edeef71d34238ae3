import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { compare } from '../model/finding';
import { clusterNamed, type Cluster, type Fleet } from '../model/fleet';
import { refuseTwins } from './duplicate-entry';
import { clusterUnknown, type Names } from './names';
import { reject, type Raise } from './rejection';
import { hint } from '../model/words';
import { labels } from './values/label-syntax';

export const placementEmpty = findingKind({
  code: 'placement-empty',
  why: 'A placement that selects no cluster renders nothing, which is hardly what its author meant.',
  fix: 'Name a cluster, or give one the label that the placement asks for; remove the block if nothing is wanted.',
  messages: {
    role: 'got {got:json}; no cluster has that role; name one that does, or remove the block',
    labels: 'got {got:json}; no cluster has these labels; name one that does, or remove the block',
  },
});

const words = ['all', 'hub', 'managed'] as const;
type Word = (typeof words)[number];

/** The one word that places everything: a cluster, a list of them, `managed`, `hub`, `all`, or labels to match. */
export type On = string | readonly string[] | { readonly labels: Readonly<Record<string, string>> };

/** The name of one cluster of this environment. */
export function clusterName(names: Names): z.ZodType<string> {
  return z
    .string()
    .superRefine((name, context) => {
      if (!names.clusters.has(name)) reject(context, unknownCluster(name, [...names.clusters.keys()]));
    })
    .meta({ description: 'The name of a cluster of this environment.' });
}

/** The schema of `on`. */
export function on(names: Names): z.ZodType<On> {
  const nameOrWord = z
    .string()
    .superRefine((name, context) => {
      if (isWord(name)) {
        if (!selectsAny(byWord(name), names)) reject(context, nothingPlaced('role'));
      } else if (!names.clusters.has(name)) {
        reject(context, unknownCluster(name, [...names.clusters.keys(), ...words]));
      }
    })
    .meta({ description: 'A cluster of this environment, or "managed", "hub" or "all".' });
  const list = z.array(clusterName(names)).min(1, { error: 'name at least one cluster' }).superRefine(refuseTwins);
  const byLabels = z
    .strictObject({ labels: labels.meta({ description: 'Labels that a cluster must have, all of them.' }) })
    .superRefine((selector, context) => {
      if (!selectsAny(byLabelsOf(selector), names)) {
        reject(context, nothingPlaced('labels'), ['labels']);
      }
    });
  return z
    .union([nameOrWord, list, byLabels])
    .meta({ description: 'Where it runs: a cluster, a list of clusters, "managed", "hub", "all", or { labels: … }.' });
}

/** The clusters that a placement selects, sorted by name. */
export function placed(where: On, fleet: Fleet): readonly Cluster[] {
  if (typeof where !== 'string' && !isList(where)) return selected(byLabelsOf(where), fleet);
  if (typeof where === 'string' && isWord(where)) return selected(byWord(where), fleet);
  // Where thousands of blocks each name their cluster, going over the whole fleet for each would take minutes.
  const names = new Set(typeof where === 'string' ? [where] : where);
  return [...names].sort(compare).flatMap((name) => clusterNamed(name, fleet) ?? []);
}

/** The names of the clusters that a placement selects, as the environment's own names show them. */
export function selectedNames(where: On, { clusters }: Names): readonly string[] {
  if (isList(where)) return where;
  if (typeof where === 'string' && !isWord(where)) return [where];
  const selects = typeof where === 'string' ? byWord(where) : byLabelsOf(where);
  return [...clusters].flatMap(([name, cluster]) => (selects(cluster) ? [name] : [])).sort(compare);
}

type Selector = (cluster: Pick<Cluster, 'role' | 'labels'>) => boolean;

function byWord(word: Word): Selector {
  return ({ role }) => word === 'all' || role === word;
}

function byLabelsOf({ labels: asked }: { readonly labels: Readonly<Record<string, string>> }): Selector {
  const wanted = Object.entries(asked);
  return (cluster) => wanted.every(([key, value]) => cluster.labels[key] === value);
}

function selected(selects: Selector, fleet: Fleet): readonly Cluster[] {
  return fleet.clusters.filter(selects);
}

function selectsAny(selects: Selector, names: Names): boolean {
  for (const cluster of names.clusters.values()) if (selects(cluster)) return true;
  return false;
}

function isWord(name: string): name is Word {
  return (words as readonly string[]).includes(name);
}

function isList(where: On): where is readonly string[] {
  return Array.isArray(where);
}

function unknownCluster(name: string, known: readonly string[]): Raise {
  return (got) => clusterUnknown.fault('unknown', { got, ...hint(name, known, 'clusters') });
}

function nothingPlaced(id: 'role' | 'labels'): Raise {
  return (got) => placementEmpty.fault(id, { got });
}
