import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import type { Names } from '../../environment/names';
import { on } from '../../environment/placement';
import { reject } from '../../environment/rejection';
import { chartRepository, chartVersion } from '../../environment/values/chart-syntax';
import { dnsLabel, kindName, objectName, splitObjectName } from '../../environment/values/name-syntax';
import { port } from '../../environment/values/port-range';
import { kindNamed } from '../../kinds/kind-named';
import { factsOf } from '../../kinds/kind-table';
import { isClusterScoped } from '../../kinds/scope';
import { outsideApi, groupKindKey } from '../../model/group-kind';
import type { ChartKind } from '../../model/unit';
import type { ChartDefinition } from './chart-definition';
import { values } from './chart-settings';

export const chartScope = findingKind({
  code: 'chart-scope',
  why: 'An AppProject lists namespaced and cluster-scoped kinds separately, and the scope of this kind is unknown.',
  fix: 'Write the kind as `{ kind: group/Kind, scope: Cluster }`, or with `scope: Namespaced`.',
  messages: {
    unknown: 'got {got:json}, an unknown kind; write { kind: {kind}, scope: Cluster } or scope: Namespaced',
  },
});

export const chartSecurity = findingKind({
  code: 'chart-security',
  why: 'A namespace that permits more than restricted carries the reason, so that its readers find it.',
  fix: 'Add `why`, or leave `podSecurity` out.',
  messages: { unexplained: 'got {got:json} without a reason; write why its pods need it, as why: TEXT' },
});

const created = z.union(
  [
    kindName.superRefine((kind, context) => {
      if (factsOf(kindNamed(kind)) === undefined) reject(context, (got) => chartScope.fault('unknown', { got, kind }));
    }),
    z.strictObject({
      kind: kindName,
      scope: z.enum(['Cluster', 'Namespaced']).meta({ description: 'Whether its objects have a namespace.' }),
    }),
  ],
  { error: 'write a kind such as apps/Deployment, or { kind: group/Kind, scope: Cluster }' },
);

const offered = z.strictObject({
  kind: kindName,
  name: objectName,
  port: port.optional().meta({ description: 'A port of the Service; one entry for each.' }),
});

/** A chart that the tool does not know, with the facts that only its installation would show. */
export const ownChart = (names: Names) =>
  z
    .strictObject({
      on: on(names),
      repoURL: chartRepository,
      chart: z.string().min(1).meta({ description: 'The name of the chart in its repository.' }),
      version: chartVersion,
      releaseName: dnsLabel
        .optional()
        .meta({ description: 'The name of the release; its own name where it is left out.' }),
      namespace: dnsLabel.meta({ description: 'Where its objects are installed.' }),
      alsoIn: z.array(dnsLabel).default([]).meta({ description: 'Further namespaces that it writes to.' }),
      values: values.default({}).meta({ description: 'Values of the chart.' }),
      creates: z
        .array(created)
        .min(1)
        .meta({
          description: 'Kinds that it may create: its AppProject permits just them.',
          examples: [['Deployment', 'Service', 'ServiceAccount']],
        }),
      provides: z.array(offered).default([]).meta({
        description: 'What others may refer to once it is healthy; kind APIGroup for custom resources that it defines.',
      }),
      after: z
        .array(dnsLabel)
        .default([])
        .meta({ description: 'Charts of the same cluster that are healthy before it.' }),
      podSecurity: z.enum(['restricted', 'baseline', 'privileged']).default('restricted').meta({
        description: 'Pod Security level of its namespace.',
      }),
      why: z.string().min(1).optional().meta({ description: 'Why its pods need more than restricted.' }),
    })
    .superRefine(({ podSecurity, why }, context) => {
      if (podSecurity !== 'restricted' && why === undefined)
        reject(context, (got) => chartSecurity.fault('unexplained', { got }), ['podSecurity']);
    })
    .meta({ description: 'A chart of your own.' });

/** The settings of one chart of the user's own, as parsed. */
export type OwnChart = z.output<ReturnType<typeof ownChart>>;

/** The definition of such a chart, in the same form as one that the tool knows. */
export function ownDefinition(name: string, block: OwnChart): ChartDefinition {
  const { repoURL, chart, version, namespace, alsoIn, after, podSecurity, why, provides, releaseName = name } = block;
  const refs = provides.map(({ kind, name: object, port: number }) => ({
    ...kindNamed(kind),
    ...splitObjectName(object),
    ...(number !== undefined && { port: number }),
  }));
  const isGroup = (ref: (typeof refs)[number]) => groupKindKey(ref) === groupKindKey(outsideApi('APIGroup'));
  return {
    name,
    description: `The chart ${chart} of the environment.`,
    own: true,
    chart: {
      type: 'chart',
      source: { type: 'helm', repoURL, chart, version, releaseName, values: block.values },
      namespace,
      alsoIn,
      after,
      providesGroups: refs.filter(isGroup).map((ref) => ref.name),
      creates: block.creates.map(kindOf),
      ignoreDifferences: [],
    },
    namespaces: [{ name: namespace, podSecurity, ...(why !== undefined && { why }) }],
    provides: (cluster) => refs.filter((ref) => !isGroup(ref)).map((ref) => ({ cluster, ...ref })),
  };
}

function kindOf(entry: OwnChart['creates'][number]): ChartKind {
  const { kind, scope } = typeof entry === 'string' ? { kind: entry } : entry;
  const named = kindNamed(kind);
  return {
    group: named.group,
    kind: named.kind,
    clusterScoped: scope === undefined ? isClusterScoped(named) : scope === 'Cluster',
  };
}
