import { prometheusRelease } from '../../../lib/environment/prometheus';
import type { HelmSource } from '../../../lib/model/unit';
import { chartOf, expanded, unitOf } from '../environment';

const both = 'charts: { kube-prometheus-stack: { on: worker01 }, kepler: { on: worker01 } }';

test('Kepler is installed at the newest release that EnergetiScope can read', () => {
  const chart = chartOf(unitOf(both, 'worker01', 'kepler'));
  expect(chart.source).toMatchObject({ chart: 'kepler', version: '0.5.14', releaseName: 'kepler' });
});

test.each([
  ['0.7.10', '0.5.7'],
  ['0.7.11', '0.5.10'],
  ['0.7.12', '0.5.13'],
  ['0.8.0', '0.5.14'],
])('release %s comes with chart %s', (release, version) => {
  const blocks = `charts: { kube-prometheus-stack: { on: worker01 }, kepler: { on: worker01, release: ${release} } }`;
  expect(chartOf(unitOf(blocks, 'worker01', 'kepler')).source).toMatchObject({ version });
});

test('its monitor carries the label by which Prometheus takes monitors up', () => {
  const { source } = chartOf(unitOf(both, 'worker01', 'kepler'));
  const stack = chartOf(unitOf(both, 'worker01', 'kube-prometheus-stack')).source;
  expect(source).toMatchObject({
    values: { serviceMonitor: { enabled: true, labels: { release: prometheusRelease } } },
  });
  expect(stack).toMatchObject({ releaseName: prometheusRelease });
});

test('it waits for the chart that brings the ServiceMonitor kind, in a privileged namespace', () => {
  const unit = unitOf(both, 'worker01', 'kepler');
  expect(chartOf(unit).after).toEqual(['kube-prometheus-stack']);
  expect(unit.namespaces).toMatchObject([{ name: 'kepler', podSecurity: 'privileged' }]);
});

test.each([
  ['0.10.0', '0.10.0'],
  ['"0.9"', '0.9'],
])('a newer release is rejected: %s', (written, shown) => {
  const blocks = `charts: { kube-prometheus-stack: { on: worker01 }, kepler: { on: worker01, release: ${written} } }`;
  expect(expanded(blocks).findings).toEqual([
    `environments/test.yaml:8:85 kepler-version charts.kepler.release: got "${shown}"; ` +
      'only 0.7.10, 0.7.11, 0.7.12, 0.8.0 export kepler_container_joules_total as EnergetiScope asks for it',
  ]);
});

test('a scrape interval below the timeout of a scrape is rejected', () => {
  const blocks = 'charts:\n  kube-prometheus-stack: { on: worker01 }\n  kepler: { on: worker01, interval: 2s }';
  expect(expanded(blocks).findings).toEqual([
    'environments/test.yaml:10:37 value-range charts.kepler.interval: got "2s"; a scrape may take 5s, so the interval is at least that',
  ]);
});

test('without Prometheus on its cluster it is rejected, with the line to add', () => {
  expect(
    expanded('charts: { kube-prometheus-stack: { on: eks01 }, kepler: { on: [worker01, eks01] } }').findings,
  ).toEqual([
    'environments/test.yaml:8:57 chart-missing charts.kepler: got kepler without monitoring.coreos.com; ' +
      'add charts.kube-prometheus-stack: { on: worker01 } (on worker01)',
  ]);
});

test('how long Prometheus keeps samples goes into the values only where it is said', () => {
  const values = (block: string) => {
    const unit = unitOf(`charts: { kube-prometheus-stack: ${block} }`, 'worker01', 'kube-prometheus-stack');
    return (chartOf(unit).source as HelmSource).values;
  };
  expect(values('{ on: worker01 }')).not.toHaveProperty('prometheus');
  expect(values('{ on: worker01, retention: 30d, storage: { size: 8Gi } }')).toMatchObject({
    prometheus: { prometheusSpec: { retention: '30d' } },
  });
});
