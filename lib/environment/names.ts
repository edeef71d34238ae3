import { fieldsOf } from '../model/json';
import { findingKind } from '../model/finding-kind';
import type { Platform, PlatformName } from '../model/platform';
import { derivedPlatforms } from './derived-platform';

/** What an environment file itself names, read before any schema: references inside the file are checked against it. */
export interface Names {
  readonly clusters: ReadonlyMap<string, NamedCluster>;
  /** The known platforms and those of the environment, by their names. @default - the known ones */
  readonly platforms?: ReadonlyMap<string, Platform>;
  /** Charts that give their own repository or chart. @default - every chart that the tool does not know */
  readonly ownCharts?: readonly string[];
}

/** The part of a cluster's entry that other blocks are checked against. */
export interface NamedCluster {
  /** Absent where it is missing or unknown. */
  readonly platform?: PlatformName | Platform;
  readonly role: 'hub' | 'managed';
  readonly labels: Readonly<Record<string, string>>;
}

/** No names at all: for the JSON schema, which cannot know them. */
export const noNames: Names = { clusters: new Map() };

/** Every platform that a cluster may name, by that name. */
export function platformsIn({ platforms = derivedPlatforms({}) }: Names): ReadonlyMap<string, Platform> {
  return platforms;
}

/** Reads the names from a document that may still be wrong in any way; what is malformed is left out. */
export function readNames(data: unknown): Names {
  const platforms = derivedPlatforms(Object.fromEntries(entries(field(data, 'platforms'))));
  const clusters = new Map<string, NamedCluster>();
  for (const [name, entry] of entries(field(data, 'clusters'))) {
    const labels = entries(field(entry, 'labels')).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    );
    const platform = platforms.get(String(field(entry, 'platform')));
    clusters.set(name, {
      ...(platform !== undefined && { platform }),
      role: field(entry, 'role') === 'hub' ? 'hub' : 'managed',
      labels: Object.fromEntries(labels),
    });
  }
  const ownCharts = entries(field(data, 'charts')).flatMap(([name, block]) =>
    entries(block).some(([key]) => key === 'repoURL' || key === 'chart') ? [name] : [],
  );
  return { clusters, platforms, ownCharts };
}

function field(data: unknown, key: string): unknown {
  return entries(data).find(([name]) => name === key)?.[1];
}

function entries(data: unknown): [string, unknown][] {
  return Object.entries(fieldsOf(data));
}

export const clusterUnknown = findingKind({
  code: 'cluster-unknown',
  why: 'Nothing can be placed on, or masked for, a cluster that the environment does not have.',
  fix: 'Use a name from `clusters`, or add the cluster there.',
  messages: { unknown: 'got {got:json}; {hint}' },
});
