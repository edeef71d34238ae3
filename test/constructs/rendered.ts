import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../../lib/model/manifest';

/** What a unit made of these constructs would render. */
export function rendered(build: (scope: Construct) => void): Manifest[] {
  const chart = new Chart(new App(), 'unit');
  build(chart);
  return chart.toJson() as Manifest[];
}

/** The only object that is rendered. */
export function renderedOne(build: (scope: Construct) => void): Manifest {
  const manifests = rendered(build);
  expect(manifests).toHaveLength(1);
  return manifests[0]!;
}

/** A field by its path; `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value);
}
