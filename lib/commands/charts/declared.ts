import { isClusterScoped } from '../../kinds/scope';
import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import { groupKindKey } from '../../model/group-kind';
import { at, fieldsOf, isObject, objectsOf } from '../../model/json';
import { groupOf } from '../../model/manifest';
import { groupOfDefinition } from '../../kinds/resource-name';
import { formatRef, type Ref } from '../../model/ref';
import type { Chart } from '../../model/unit';

export const chartDiffers = findingKind({
  code: 'chart-differs',
  why: 'Rights, namespaces and references of the fleet are made of what is declared of a chart; Argo CD would refuse the rest, or others would wait for it.',
  fix: 'Correct what is declared of the chart, or its values.',
  messages: {
    kind: 'got {kind} {name}, a kind that is not declared; Argo CD refuses it: add it to creates',
    namespace:
      'got {kind} {name} in namespace {namespace}; Argo CD lets the chart into {expected} only: add it to alsoIn',
    absent: 'got no {ref}, which is declared to be there; correct its values, or provides',
    group:
      'got no CustomResourceDefinition of {group}, which is declared to be defined; correct its values, or provides',
  },
});

/** An object as a chart renders it. */
export type ChartObject = Readonly<Record<string, unknown>>;

/** What a chart renders against what is declared of it. */
export function differences(objects: readonly ChartObject[], chart: Chart, provides: readonly Ref[]): Fault[] {
  const created = new Set(chart.creates.map(groupKindKey));
  const allowed = [chart.namespace, ...chart.alsoIn];
  const faults = objects.flatMap((object): Fault[] => {
    const kind = kindOf(object);
    const name = String(at(object, 'metadata', 'name'));
    const shown = kind.group === '' ? kind.kind : groupKindKey(kind);
    if (!created.has(groupKindKey(kind))) return [chartDiffers.fault('kind', { kind: shown, name })];
    const said = at(object, 'metadata', 'namespace');
    const namespace = typeof said === 'string' ? said : chart.namespace;
    if (isNamespaced(kind, chart) && !allowed.includes(namespace))
      return [chartDiffers.fault('namespace', { kind: shown, name, namespace, expected: allowed })];
    return [];
  });
  return [
    ...faults,
    ...provides
      .filter((ref) => !objects.some((object) => isThat(object, ref, chart.namespace)))
      .map((ref) => chartDiffers.fault('absent', { ref: formatRef(ref) })),
    ...chart.providesGroups
      .filter((group) => !objects.some((object) => definesGroup(object, group)))
      .map((group) => chartDiffers.fault('group', { group })),
  ];
}

function kindOf({ apiVersion, kind }: ChartObject) {
  return { group: groupOf(String(apiVersion)), kind: String(kind) };
}

function isNamespaced(kind: ReturnType<typeof kindOf>, { creates }: Chart): boolean {
  const declared = creates.find((each) => groupKindKey(each) === groupKindKey(kind));
  return !(declared?.clusterScoped ?? isClusterScoped(kind));
}

function isThat(object: ChartObject, ref: Ref, own: string): boolean {
  const metadata = fieldsOf(object.metadata);
  if (groupKindKey(kindOf(object)) !== groupKindKey(ref) || metadata.name !== ref.name) return false;
  if (ref.namespace !== undefined && (metadata.namespace ?? own) !== ref.namespace) return false;
  if (ref.port === undefined) return true;
  return objectsOf(at(object, 'spec', 'ports')).some(({ port }) => port === ref.port);
}

function definesGroup(object: ChartObject, group: string): boolean {
  return (
    object.kind === 'CustomResourceDefinition' && groupOfDefinition(String(at(object, 'metadata', 'name'))) === group
  );
}

/** The images of the pods of an object, wherever its template lies. */
export function imagesIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => imagesIn(item, key));
  if (!isObject(value)) return [];
  const image = /^(init)?containers$/i.test(key) && typeof value.image === 'string' ? [value.image] : [];
  return [...image, ...Object.entries(value).flatMap(([name, inner]) => imagesIn(inner, name))];
}
