import { isClusterScoped } from '../../kinds/scope';
import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import { groupKindKey, type GroupKind } from '../../model/group-kind';
import { at, fieldsOf, isObject, objectsOf } from '../../model/json';
import { groupOf } from '../../model/manifest';
import { groupOfDefinition } from '../../kinds/resource-name';
import { formatRef, type Ref } from '../../model/ref';
import type { Chart } from '../../model/unit';

export const chartDiffers = findingKind({
  code: 'chart-differs',
  why: 'The declaration of a chart gives it its permissions and namespaces, and lets others refer to its objects. Argo CD would reject whatever else it renders, and others would wait for whatever it does not.',
  fix: 'Correct the declaration of the chart, or its values.',
  messages: {
    kind: 'got {kind} {name}, a kind that is not declared; Argo CD rejects it: add it to creates',
    namespace:
      'got {kind} {name} in namespace {namespace}; Argo CD lets the chart into {expected} only: add it to alsoIn',
    absent: 'got no {ref}, which provides declares; correct its values, or provides',
    group: 'got no CustomResourceDefinition of {group}, which provides declares; correct its values, or provides',
  },
});

/** An object as a chart renders it. */
export type ChartObject = Readonly<Record<string, unknown>>;

/** The differences between a rendered chart and its declaration. */
export function differences(objects: readonly ChartObject[], chart: Chart, provides: readonly Ref[]): Fault[] {
  const created = new Set(chart.creates.map(groupKindKey));
  const allowed = [chart.namespace, ...chart.alsoIn];
  const faults = objects.flatMap((object): Fault[] => {
    const kind = kindOf(object);
    const name = String(at(object, 'metadata', 'name'));
    const shown = kind.group === '' ? kind.kind : groupKindKey(kind);
    if (!created.has(groupKindKey(kind))) return [chartDiffers.fault('kind', { kind: shown, name })];
    const written = at(object, 'metadata', 'namespace');
    const namespace = typeof written === 'string' ? written : chart.namespace;
    if (isNamespaced(object, chart) && !allowed.includes(namespace))
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

function kindOf({ apiVersion, kind }: ChartObject): GroupKind {
  return { group: groupOf(String(apiVersion)), kind: String(kind) };
}

/** Whether an object of a chart has a namespace, by its declaration or else by its kind. */
export function isNamespaced(object: ChartObject, { creates }: Chart): boolean {
  const kind = kindOf(object);
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

/** The images of an object's pods, at any depth. */
export function imagesIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => imagesIn(item, key));
  if (!isObject(value)) return [];
  const image = /^(init)?containers$/i.test(key) && typeof value.image === 'string' ? [value.image] : [];
  return [...image, ...Object.entries(value).flatMap(([name, inner]) => imagesIn(inner, name))];
}
