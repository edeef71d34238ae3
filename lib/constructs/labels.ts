import { compare } from '../model/finding';

/** Labels, or annotations, of an object. */
export type Labels = Readonly<Record<string, string>>;

/** Who an object belongs to; becomes the labels that Kubernetes recommends. */
export interface Belonging {
  /** Name of the workload; unique within its namespace. */
  readonly name: string;
  /** Its role, as `scorer` or `predictor`. */
  readonly component: string;
  /** The component of the environment that asked for it, as `dynamic-scoring`. */
  readonly partOf: string;
}

/** The `app.kubernetes.io/*` labels of an object. */
export function standardLabels({ name, component, partOf }: Belonging): Labels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/managed-by': 'scorewright',
  };
}

/** The same labels in one order, whatever order a person wrote them in. */
export function sortedLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => compare(a, b)));
}

/** The labels by which Services and controllers find a workload's pods, unless an upstream interface fixes others. */
export function standardSelector(name: string): Labels {
  return { 'app.kubernetes.io/name': name };
}
