import { chartOf, expanded, unitOf } from '../environment';

const on = (cluster: string, options: string) => `charts: { kube-prometheus-stack: { on: ${cluster}${options} } }`;
const stack = (options: string, cluster = 'worker01') => unitOf(on(cluster, options), cluster, 'kube-prometheus-stack');

test('renders the same twice: no Grafana, whose password the chart draws anew each time', () => {
  expect(chartOf(stack('')).source).toMatchObject({ values: { grafana: { enabled: false } } });
  expect(chartOf(stack('')).source).not.toHaveProperty('values.prometheus');
});

test.each([
  ['worker01', '', 'standard', []],
  ['eks01', '', 'gp3', [{ ref: { cluster: 'eks01', kind: 'StorageClass', name: 'gp3' } }]],
  ['worker01', ', class: fast', 'fast', [{ ref: { cluster: 'worker01', kind: 'StorageClass', name: 'fast' } }]],
])('its samples lie on a volume of a class that is named: on %s%s of %s', (cluster, more, storageClassName, needs) => {
  const unit = stack(`, storage: { size: 8Gi${more} }`, cluster);
  expect(chartOf(unit).source).toMatchObject({
    values: {
      prometheus: {
        prometheusSpec: {
          storageSpec: {
            volumeClaimTemplate: {
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '8Gi' } },
                storageClassName,
              },
            },
          },
        },
      },
    },
  });
  expect(unit.needs).toMatchObject(needs);
});

test('samples that are to be kept and have no volume are warned of', () => {
  expect(expanded(on('worker01', ', retention: 30d')).findings).toEqual([
    'environments/test.yaml:8:61 warning samples-not-kept charts.kube-prometheus-stack.retention: ' +
      'got retention 30d without a volume; add storage: { size: 8Gi } (on worker01)',
  ]);
  expect(expanded(on('worker01', ', retention: 30d, storage: { size: 50Gi }')).findings).toEqual([]);
});
