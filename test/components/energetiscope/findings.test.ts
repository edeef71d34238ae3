import { expanded } from '../environment';
import { kind } from './blocks';

/** The findings about the block with these lines; they begin at line 11 of the file. */
const findings = (more: string): readonly string[] => expanded(kind(more)).findings;

test('nothing is found where nothing but the cluster is said', () => {
  expect(findings('')).toEqual([]);
});

describe('a value is rejected', () => {
  test.each([
    [
      'a schedule that is no cron expression',
      '  training: { schedule: "every night" }\n',
      '11:25 cron energetiscope.training.schedule: got "every night"; a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"',
    ],
    [
      'a schedule of the pre-scoring with an hour that no day has',
      '  prescoring: { schedule: "0 25 * * *", deployments: [energy/energetiscope-predict] }\n',
      '11:27 cron energetiscope.prescoring.schedule: got "0 25 * * *"; its hour is "25": use *, 0-23, a list or a step as */5',
    ],
    [
      'an unknown target',
      '  training: { target: total_energy }\n',
      '11:23 unknown-value energetiscope.training.target: got "total_energy"; did you mean "total_energy_j"?',
    ],
    [
      'an unknown kind',
      '  collector: { kinds: [Deploymnet] }\n',
      '11:24 unknown-value energetiscope.collector.kinds[0]: got "Deploymnet"; did you mean "Deployment"?',
    ],
    [
      'a kind named twice',
      '  training: { collect: { kinds: [Pod, Pod] } }\n',
      '11:33 value-range energetiscope.training.collect.kinds: got ["Pod","Pod"]; name each kind once',
    ],
    [
      'a target against its mode',
      '  training: { target: total_energy_j, mode: window }\n',
      '11:45 target-mode energetiscope.training.mode: got "window"; target total_energy_j comes from mode job; write that, or leave mode out',
    ],
    [
      'a target that no Kepler can train',
      '  training: { target: avg_power_w }\n',
      '11:23 target-untrainable energetiscope.training.target: got "avg_power_w"; no release of Kepler exports kepler_container_power_watt; use total_energy_j or energy_step_j',
    ],
    [
      'a window shorter than a step',
      '  training: { window: 30s }\n',
      '11:23 window-points energetiscope.training.window: got "30s"; a window holds at least one step, which is 60s',
    ],
    [
      'a window of too many points',
      '  training: { window: 30d, step: 1m }\n',
      '11:23 window-points energetiscope.training.window: got "30d"; at a step of 1m that is 43200 points, and Prometheus gives 11000: use a step of 236s or more',
    ],
    [
      'neighbours below one',
      '  training: { neighbors: 0 }\n',
      '11:26 value-range energetiscope.training.neighbors: got 0; it must be at least 1',
    ],
    [
      'a training that never is',
      '  training: { once: false }\n',
      '11:21 training-never energetiscope.training.once: got false; write once: true, or add a schedule',
    ],
    [
      'a negative size',
      '  storage: { size: -1Gi }\n',
      '11:20 value-range energetiscope.storage.size: got "-1Gi"; a size is more than 0, as "128Mi"',
    ],
    [
      'a volume for one pod only',
      '  storage: { size: 5Gi, access: ReadWriteOncePod }\n',
      '11:33 claim-access energetiscope.storage.access: got "ReadWriteOncePod"; several pods share the volume and one of them writes it; use ReadWriteOnce or ReadWriteMany',
    ],
    [
      'a shared volume of a class that has none',
      '  storage: { size: 5Gi, access: ReadWriteMany }\n',
      '11:33 claim-class energetiscope.storage.access: got "ReadWriteMany"; the usual class mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce',
    ],
    [
      'a shared volume of a block class by its name',
      '  storage: { size: 5Gi, access: ReadWriteMany, class: gp3 }\n',
      '11:33 claim-class energetiscope.storage.access: got "ReadWriteMany"; class gp3 mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce',
    ],
    [
      'a volume that two nodes would fight for',
      '  predictor: { nodeSelector: { pool: small } }\n  training: { nodeSelector: { pool: big } }\n',
      '12:29 claim-nodes energetiscope.training.nodeSelector: got {"pool":"big"}; predictor asks for pool=small, and a ReadWriteOnce volume is on one; give both the same nodeSelector',
    ],
    [
      'a volume that a node of its own would hold from the others',
      '  predictor: { nodeSelector: { pool: small } }\n',
      '11:30 claim-nodes energetiscope.predictor.nodeSelector: got {"pool":"small"}; training asks for any node, and a ReadWriteOnce volume is on one; give both the same nodeSelector',
    ],
    [
      'a collector that stores what it sees on another node',
      '  collector: { store: true, nodeSelector: { pool: small } }\n',
      '11:43 claim-nodes energetiscope.collector.nodeSelector: got {"pool":"small"}; predictor asks for any node, and a ReadWriteOnce volume is on one; give both the same nodeSelector',
    ],
    [
      'a Prometheus that is neither the chart nor a URL',
      '  prometheus: kube-prometheus\n',
      '11:15 wrong-type energetiscope.prometheus: got "kube-prometheus"; write kube-prometheus-stack for the chart on the same cluster, platform for its own, or { url: http://… }',
    ],
    [
      'a release that is no folder of the volume',
      '  predictor: { release: latest }\n',
      '11:25 value-range energetiscope.predictor.release: got "latest"; write the name of a folder under releases/, as 20260811T030000Z',
    ],
    [
      'a Deployment without its namespace',
      '  prescoring: { schedule: "0 * * * *", deployments: [nginx] }\n',
      '11:54 name-syntax energetiscope.prescoring.deployments[0]: got "nginx"; write namespace/name of a Deployment',
    ],
    [
      'an unknown setting',
      '  training: { neighbours: 3 }\n',
      '11:15 unknown-key energetiscope.training.neighbours: got an unknown key; did you mean "neighbors"?',
    ],
  ])('%s', (_what, more, expected) => {
    expect(findings(more)).toEqual([`environments/test.yaml:${expected}`]);
  });

  test.each([
    [
      'parts on the same labels',
      '  predictor: { nodeSelector: { a: x, b: y } }\n  training: { nodeSelector: { b: y, a: x } }\n',
    ],
    ['a collector that stores nothing on its own node', '  collector: { nodeSelector: { pool: small } }\n'],
    [
      'parts on different nodes of a shared file system',
      '  storage: { size: 5Gi, access: ReadWriteMany, class: efs }\n  training: { nodeSelector: { pool: big } }\n',
    ],
    ['the mode that fits', '  training: { target: energy_step_j, mode: window }\n'],
    ['as many points as Prometheus gives', '  training: { window: 660000s, step: 60s }\n'],
  ])('but not %s', (_what, more) => {
    expect(findings(more)).toEqual([]);
  });
});

const alone = (charts: string, more = ''): readonly string[] =>
  expanded(`charts: { ${charts} }\nenergetiscope:\n  on: worker01\n${more}`).findings;

describe('what the block needs and nothing provides is rejected', () => {
  test('the chart Prometheus, with the line to add', () => {
    expect(alone('kube-prometheus-stack: { on: eks01 }')).toEqual([
      'environments/test.yaml:9:1 prometheus-unknown energetiscope.prometheus: got kube-prometheus-stack, which is not on worker01; ' +
        'add `kube-prometheus-stack: { on: worker01 }` to charts, or write { url: http://… } (on worker01)',
      'environments/test.yaml:10:7 kepler-missing energetiscope.on: got no Kepler on worker01; add `kepler: { on: worker01 }` to charts, ' +
        'or add `{ on: worker01, kind: Service, name: kepler/kepler, why: … }` to external (on worker01)',
    ]);
  });

  test("OpenShift's monitoring, to which the label step can send no token", () => {
    const url = 'https://thanos-querier.openshift-monitoring.svc:9091';
    const block = `energetiscope:\n  on: ocp01\n  prometheus: { url: "${url}" }\n`;
    expect(expanded(block).findings).toEqual([
      `environments/test.yaml:10:22 source-unauthorized energetiscope.prometheus.url: got ${url}, which answers nobody without a token, and the label step can send none; write the URL of another (on ocp01)`,
    ]);
  });

  test('a Prometheus of the cluster by a URL that nobody declared', () => {
    const block = '  prometheus: { url: "http://prometheus.metrics.svc.cluster.local:9090" }\n';
    expect(alone('', block)).toEqual([
      'environments/test.yaml:11:22 prometheus-unknown energetiscope.prometheus.url: got http://prometheus.metrics.svc.cluster.local:9090; ' +
        'nothing provides Service metrics/prometheus:9090 on worker01: correct it, or ' +
        'add `{ on: worker01, kind: Service, name: metrics/prometheus, why: … }` to external (on worker01)',
    ]);
  });

  test.each([
    ['one that is declared', 'http://prometheus.metrics.svc:9090'],
    ['one beside it by its short name', 'http://prom:9090'],
    ['one outside the cluster', 'https://prometheus.example.com'],
    ['one by its address', 'http://172.18.0.1:9090'],
  ])('but not %s', (_what, url) => {
    const external = `external:
  - { on: worker01, kind: Service, name: metrics/prometheus, why: ours }
  - { on: worker01, kind: Service, name: energy/prom, why: ours }
`;
    expect(alone('', `  prometheus: { url: "${url}" }\n  training: { target: avg_power_w }\n${external}`)).toEqual([]);
  });

  test('a port that the Prometheus does not have', () => {
    const url = 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9091';
    expect(alone('kube-prometheus-stack: { on: worker01 }', `  prometheus: { url: "${url}" }\n`)).toEqual([
      expect.stringContaining(
        'nothing provides Service monitoring/kube-prometheus-kube-prome-prometheus:9091 on worker01',
      ),
    ]);
  });

  test('a Deployment to annotate', () => {
    expect(findings('  prescoring: { schedule: "0 * * * *", deployments: [shop/cart] }\n')).toEqual([
      'environments/test.yaml:11:54 prescoring-unknown energetiscope.prescoring.deployments[0]: got "shop/cart", which nothing renders on worker01; ' +
        'correct it, or add `{ on: worker01, kind: Deployment, name: shop/cart, why: … }` to external (on worker01)',
    ]);
  });

  test.each([
    [
      'a load balancer on kind',
      '{ loadBalancer: internal }',
      'got loadBalancer on worker01, which is kind and gives it no address; use nodePort or skupper',
    ],
    [
      'a Route on kind',
      '{ route: edge }',
      'got route on worker01, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper',
    ],
    [
      'Skupper, whose Service would have the same name',
      '{ skupper: 8000 }',
      "got skupper; its Service would have the name of the predictor's own: use nodePort, ingress, route or loadBalancer",
    ],
  ])('%s', (_what, expose, message) => {
    expect(findings(`  predictor: { expose: ${expose} }\n`)).toEqual([
      `environments/test.yaml:11:24 predictor-exposure energetiscope.predictor.expose: ${message} (on worker01)`,
    ]);
  });
});

describe('a window longer than Prometheus remembers', () => {
  const stack = 'kube-prometheus-stack: { on: worker01';
  const told = (window: string, retention: string) =>
    expanded(kind(`  training: { window: ${window}, step: 5m }\n`).replace(stack, `${stack}${retention}`)).findings;

  test('is rejected', () => {
    expect(told('12h', ', retention: 6h')).toEqual([
      'environments/test.yaml:11:23 window-retention energetiscope.training.window: got 12h, but Prometheus forgets after 6h; shorten it, or set charts.kube-prometheus-stack.retention (on worker01)',
    ]);
    expect(told('10d', '')).toHaveLength(1);
    expect(told('9d', '')).toEqual([]);
    expect(told('10d', ', retention: 30d')).toEqual([]);
  });

  test('is nobody’s to judge of a Prometheus that is only given', () => {
    const given = kind(
      '  prometheus: { url: "http://prometheus.example.com:9090" }\n  training: { window: 20d, step: 5m }\n',
    );
    expect(expanded(given).findings).toEqual([]);
  });
});
