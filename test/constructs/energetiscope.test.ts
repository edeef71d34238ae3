import { EnergetiScopePredictor } from '../../lib/constructs/energetiscope/predictor';
import { EnergetiScopeTraining, type EnergetiScopeTrainingProps } from '../../lib/constructs/energetiscope/training';
import { Claim } from '../../lib/constructs/pvc';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { refusal } from './app';
import { at, rendered } from './rendered';

const namespace = 'energy';
const volume = { name: 'models' };
const training: EnergetiScopeTrainingProps = {
  ...{ namespace, volume },
  prometheus: 'http://prometheus.monitoring.svc:9090/',
};
const kinds = (manifests: readonly Manifest[]) => manifests.map(({ kind }) => kind);
const ofKind = (manifests: readonly Manifest[], kind: string) => manifests.find((each) => each.kind === kind);

describe('EnergetiScopeTraining', () => {
  test('is one Job, with an account that may read the workloads it lists', () => {
    const manifests = rendered((scope) => new EnergetiScopeTraining(scope, 'training', training));
    expect(kinds(manifests)).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Job']);
    const pod = at(ofKind(manifests, 'Job'), 'spec', 'template', 'spec');
    const steps = [...(at(pod, 'initContainers') as object[]), ...(at(pod, 'containers') as object[])];
    expect(steps.map((step) => at(step, 'name'))).toEqual(['collect', 'label', 'join', 'train']);
    expect(at(steps[1], 'env')).toContainEqual({ name: 'PROMETHEUS', value: 'http://prometheus.monitoring.svc:9090' });
    expect(JSON.stringify(pod)).toContain('"claimName":"models"');
    expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('on a schedule it is a CronJob, and with an account that is given it makes none', () => {
    const manifests = rendered(
      (scope) =>
        new EnergetiScopeTraining(scope, 'training', {
          ...training,
          ...{ once: false, schedule: '0 3 * * *', serviceAccount: 'reader', release: '20260811T030000Z' },
        }),
    );
    expect(kinds(manifests)).toEqual(['CronJob']);
    expect(at(manifests[0], 'spec', 'schedule')).toBe('0 3 * * *');
    expect(JSON.stringify(manifests)).toContain('"name":"PINNED","value":"20260811T030000Z"');
  });

  test('pods stay together on the node of a ReadWriteOnce claim, and are free with ReadWriteMany', () => {
    const affinity = (access: 'ReadWriteOnce' | 'ReadWriteMany') => {
      const manifests = rendered((scope) => {
        const claim = new Claim(scope, 'claim', { name: 'models', namespace, settings: { size: '5Gi', access } });
        new EnergetiScopeTraining(scope, 'training', { ...training, volume: claim });
      });
      return at(ofKind(manifests, 'Job'), 'spec', 'template', 'spec', 'affinity');
    };
    expect(affinity('ReadWriteOnce')).toMatchObject({ podAffinity: {} });
    expect(affinity('ReadWriteMany')).toBeUndefined();
  });

  test('what can never train is rejected', () => {
    const message = (props: Partial<EnergetiScopeTrainingProps>) =>
      refusal((scope) => new EnergetiScopeTraining(scope, 'training', { ...training, ...props })).split('\n');
    expect(message({ once: false })).toEqual([
      'EnergetiScopeTraining at app/training: once: got false; write once: true, or add a schedule',
    ]);
    expect(message({ window: '6 hours', collect: { kinds: [] } })).toEqual([
      'EnergetiScopeTraining at app/training: window: got "6 hours"; write a duration longer than zero, such as 30s, 15m, 6h or 1h30m',
      'EnergetiScopeTraining at app/training: collect.kinds: got []; name at least one kind',
    ]);
    expect(message({ volume: { name: 'models', access: 'ReadOnlyMany' } })[0]).toMatch(
      /volume\.access: got "ReadOnlyMany"/,
    );
  });
});

describe('EnergetiScopePredictor', () => {
  test('is a server beside the volume, its Service and an account without rights', () => {
    let url = '';
    const manifests = rendered((scope) => {
      ({ url } = new EnergetiScopePredictor(scope, 'predictor', { namespace, volume }));
    });
    expect(kinds(manifests)).toEqual(['ServiceAccount', 'Deployment', 'Service']);
    expect(url).toBe('http://energetiscope-predict.energy.svc:8000');
    expect(at(ofKind(manifests, 'Deployment'), 'spec', 'progressDeadlineSeconds')).toBe(604_800);
    expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('holds a release, and is opened by a NodePort', () => {
    const manifests = rendered(
      (scope) =>
        new EnergetiScopePredictor(scope, 'predictor', {
          ...{ namespace, volume, release: '20260811T030000Z', expose: { nodePort: 30_100 } },
        }),
    );
    expect(JSON.stringify(ofKind(manifests, 'Deployment'))).toContain('/app/artifacts/releases/20260811T030000Z');
    expect(manifests.filter(({ kind }) => kind === 'Service').map(({ spec }) => at(spec, 'type'))).toEqual([
      'ClusterIP',
      'NodePort',
    ]);
  });

  test('rejects Skupper, and a release of no form', () => {
    const message = (props: object) =>
      refusal((scope) => new EnergetiScopePredictor(scope, 'predictor', { namespace, volume, ...props }));
    expect(message({ expose: { skupper: 80 } })).toBe(
      'EnergetiScopePredictor at app/predictor: expose: got skupper, whose Service would have the name of the predictor; use another way',
    );
    expect(message({ release: 'latest' })).toBe(
      'EnergetiScopePredictor at app/predictor: release: got "latest"; write the name of a folder under releases/, as 20260811T030000Z',
    );
  });
});
