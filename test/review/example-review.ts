import type { Manifest } from '../../lib/model/manifest';
import { reviewEnvironment } from '../../lib/review/environment-review';
import type { EnvironmentRun, Review } from '../../lib/review/review';
import type { Example } from '../../lib/plan/consequence';
import { exampleTree, treeOf } from '../plan/example-tree';

/** A review of two sides of the environment `example`, whose hub is `hub01`. */
export function reviewOfExample(base: Example, head: Example, run?: EnvironmentRun): Review {
  const [before, after] = [treeOf(exampleTree(base), 'base'), treeOf(exampleTree(head), 'head')];
  const environment = reviewEnvironment('example', before, after, 'environments');
  const runs = new Map(run === undefined ? [] : [['example', run] as const]);
  return {
    base: 'a'.repeat(40),
    head: 'b'.repeat(40),
    headTree: after,
    environments: [environment],
    runs,
    notCurrent: [],
  };
}

/** A Deployment `demo/web` with a container of this image. */
export function web(image: string, more: object = {}, name = 'web'): Manifest {
  const labels = { app: name };
  const containers = [{ name: 'web', image }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'demo' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } }, ...more },
  };
}

/** The same on each of some clusters: `<cluster>/demo`. */
export function everywhere(clusters: readonly string[], manifests: (cluster: string) => readonly Manifest[]): Example {
  return {
    'hub01/hub': [],
    ...Object.fromEntries(clusters.map((cluster) => [`${cluster}/demo`, manifests(cluster)])),
  };
}
