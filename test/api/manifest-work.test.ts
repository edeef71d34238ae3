import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigMap } from '../../lib/constructs/config-map';
import { ManifestWork } from '../../lib/api/manifest-work';
import { ScorerDeployment } from '../../lib/constructs/scoring/scorer-deployment';
import { workLimitBytes } from '../../lib/model/work-limit';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { refusal } from '../constructs/app';
import { at, rendered } from '../constructs/rendered';

const scorer = { name: 'headroom', namespace: 'scoring', image: 'registry.example.com/headroom:1.2.0', port: 8000 };
const build = (scope: Construct) => {
  new ScorerDeployment(scope, 'scorer', scorer);
};
const kinds = (work: unknown) =>
  (at(work, 'spec', 'workload', 'manifests') as { kind: string }[]).map(({ kind }) => kind);

test('constructs travel in one work to the namespace of their cluster', () => {
  const [work, ...others] = rendered((scope) => new ManifestWork(scope, 'scorers', { cluster: 'worker01', build }));
  expect(others).toEqual([]);
  expect(work).toMatchObject({
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: { name: 'scorers', namespace: 'worker01' },
  });
  expect(kinds(work)).toEqual(['Deployment', 'Service']);
  expect(schemaFaults(work!)).toEqual([]);
});

test('a Chart of an App of its own travels whole', () => {
  const chart = new Chart(new App(), 'web', { namespace: 'web' });
  build(chart);
  const [work] = rendered(
    (scope) => new ManifestWork(scope, 'web', { cluster: 'worker01', name: 'web-1', from: chart }),
  );
  expect(work?.metadata.name).toBe('web-1');
  expect(kinds(work)).toEqual(['Deployment', 'Service']);
});

test('what is above the limit of the hub is parted, and every object is in one part', () => {
  const text = 'x'.repeat(200 * 1024);
  let names: readonly string[] = [];
  const works = rendered((scope) => {
    ({ names } = new ManifestWork(scope, 'data', {
      cluster: 'worker01',
      build: (inner) => {
        for (let at = 0; at < 6; at += 1)
          new ConfigMap(inner, `data-${at}`, { name: `data-${at}`, namespace: 'data', labels: {}, data: { text } });
      },
    }));
  });
  expect(works.length).toBeGreaterThan(2);
  expect(works.map(({ metadata }) => metadata.name)).toEqual(names);
  expect(works.flatMap(kinds)).toHaveLength(6);
  for (const work of works)
    expect(JSON.stringify(at(work, 'spec', 'workload', 'manifests')).length).toBeLessThan(workLimitBytes);
});

test('nothing to carry, and one object twice, are rejected', () => {
  const chart = new Chart(new App(), 'web');
  build(chart);
  expect(refusal((scope) => new ManifestWork(scope, 'work', { cluster: 'worker01' }))).toBe(
    'ManifestWork at app/work: from: got no object; add constructs in build, or give a Chart that has some',
  );
  expect(refusal((scope) => new ManifestWork(scope, 'work', { cluster: 'Worker', build }))).toContain(
    'ManifestWork at app/work: cluster: got "Worker"; a name has lower-case letters',
  );
  expect(refusal((scope) => new ManifestWork(scope, 'work', { cluster: 'worker01', from: chart, build }))).toMatch(
    /^ManifestWork at app\/work: from: got .*headroom twice; a work carries each object once$/,
  );
});
