import { z } from 'zod';
import type { FindingKind } from '../model/finding';
import { compare } from '../model/finding';
import type { Cluster, Fleet } from '../model/fleet';
import { refuseTwins } from './duplicate-entry';
import { clusterUnknown, type Names } from './names';
import { refuse } from './refusal';
import { suggestion } from './suggestion';
import { labels } from './values/label-syntax';

export const placementEmpty: FindingKind = {
  code: 'placement-empty',
  why: 'A placement that selects no cluster renders nothing, which is hardly what its author meant.',
  fix: 'Name a cluster, or give one the label that the placement asks for; remove the block if nothing is wanted.',
};

const words = ['all', 'hub', 'managed'] as const;
type Word = (typeof words)[number];

/** The one word that places everything: a cluster, a list of them, `managed`, `hub`, `all`, or labels to match. */
export type On = string | readonly string[] | { readonly labels: Readonly<Record<string, string>> };

/** The name of one cluster of this environment. */
export function clusterName(names: Names): z.ZodType<string> {
  return z
    .string()
    .superRefine((name, context) => {
      if (!names.clusters.has(name)) refuse(context, unknownCluster(name, [...names.clusters.keys()]));
    })
    .meta({ description: 'The name of a cluster of this environment.' });
}

/** The schema of `on`. */
export function on(names: Names): z.ZodType<On> {
  const nameOrWord = z
    .string()
    .superRefine((name, context) => {
      if ((words as readonly string[]).includes(name)) {
        if (matching(name, names).length === 0) refuse(context, nothingPlaced('no cluster has that role'));
      } else if (!names.clusters.has(name)) {
        refuse(context, unknownCluster(name, [...names.clusters.keys(), ...words]));
      }
    })
    .meta({ description: 'A cluster of this environment, or "managed", "hub" or "all".' });
  const list = z.array(clusterName(names)).min(1, { error: 'name at least one cluster' }).superRefine(refuseTwins);
  const byLabels = z.strictObject({ labels }).superRefine((selector, context) => {
    if (matching(selector, names).length === 0) {
      refuse(context, nothingPlaced('no cluster has these labels'), ['labels']);
    }
  });
  return z
    .union([nameOrWord, list, byLabels])
    .meta({ description: 'Where it runs: a cluster, a list of clusters, "managed", "hub", "all", or { labels: … }.' });
}

/** The clusters that a placement selects, sorted by name. */
export function placed(where: On, fleet: Fleet): readonly Cluster[] {
  const selects = selector(where);
  return fleet.clusters.filter((cluster) => selects(cluster.name, cluster));
}

function matching(where: On, names: Names): string[] {
  const selects = selector(where);
  return [...names.clusters.entries()]
    .filter(([name, cluster]) => selects(name, cluster))
    .map(([name]) => name)
    .sort(compare);
}

type Candidate = Pick<Cluster, 'role' | 'labels'>;

function selector(where: On): (name: string, cluster: Candidate) => boolean {
  if (typeof where === 'string') {
    return (words as readonly string[]).includes(where) ? byWord(where as Word) : (name) => name === where;
  }
  if (isList(where)) {
    const chosen = new Set(where);
    return (name) => chosen.has(name);
  }
  const wanted = Object.entries(where.labels);
  return (_name, cluster) => wanted.every(([key, value]) => cluster.labels[key] === value);
}

function byWord(word: Word): (name: string, cluster: Candidate) => boolean {
  return (_name, cluster) => word === 'all' || cluster.role === word;
}

function isList(where: On): where is readonly string[] {
  return Array.isArray(where);
}

function unknownCluster(name: string, known: readonly string[]) {
  return { code: clusterUnknown.code, message: suggestion(name, known, 'clusters') };
}

function nothingPlaced(why: string) {
  return { code: placementEmpty.code, message: `${why}; name one that does, or remove the block` };
}
