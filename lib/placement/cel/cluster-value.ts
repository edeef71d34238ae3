import type { ManagedCluster } from '../objects';
import { canonicalQuantity } from '../../model/canonical-quantity';
import { parseQuantity } from '../../model/quantity';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A cluster as an expression sees it: the Go object written out again, so empty fields are missing, but for those that are
 * always written; whole numbers are integers, and quantities stand in their canonical form.
 */
export function clusterValue({ metadata, spec, status }: ManagedCluster): Fields {
  const { allocatable, capacity, conditions, version, ...reported } = status ?? {};
  return {
    metadata: metadataOf(metadata),
    spec: { hubAcceptsClient: false, ...compact(spec ?? {}), ...taintsOf(spec) },
    status: {
      ...compact(reported),
      conditions: value(conditions ?? null),
      version: version === null || version === undefined ? {} : value(version),
      ...quantities('allocatable', allocatable),
      ...quantities('capacity', capacity),
    },
  };
}

/** Of labels and annotations, unlike of fields, an empty one is there. */
function metadataOf({ labels, annotations, ...metadata }: ManagedCluster['metadata']): Fields {
  return { ...compact(metadata), ...(!isEmpty(labels) && { labels }), ...(!isEmpty(annotations) && { annotations }) };
}

function taintsOf(spec: ManagedCluster['spec']): Fields {
  const taints = spec?.taints ?? [];
  return taints.length === 0 ? {} : { taints: taints.map((taint) => ({ timeAdded: null, ...compact(taint) })) };
}

function quantities(name: string, amounts: Readonly<Record<string, string | number>> | null | undefined): Fields {
  if (amounts === null || amounts === undefined || Object.keys(amounts).length === 0) return {};
  return {
    [name]: Object.fromEntries(
      Object.entries(amounts).map(([key, each]) => [key, canonicalQuantity(parseQuantity(each))]),
    ),
  };
}

function compact(fields: object): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, each]: [string, unknown]) => (isEmpty(each) ? [] : [[name, value(each)]])),
  );
}

function value(each: unknown): unknown {
  if (typeof each === 'number') return Number.isInteger(each) ? BigInt(each) : each;
  if (Array.isArray(each)) return each.map(value);
  return typeof each === 'object' && each !== null ? compact(each) : each;
}

function isEmpty(each: unknown): boolean {
  if (each === null || each === undefined || each === '') return true;
  return typeof each === 'object' && Object.keys(each).length === 0;
}
