import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../model/manifest';

/** What constructs render, for an object that carries others: in an App of their own, so that they are no objects here. */
export function embedded(build: (scope: Construct) => void): readonly Manifest[] {
  const chart = new Chart(new App(), 'embedded', { disableResourceNameHashes: true });
  build(chart);
  return chart.toJson() as Manifest[];
}
