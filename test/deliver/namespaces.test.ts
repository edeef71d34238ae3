import { manifestWorks } from '../../lib/deliver/manifest-work';
import {
  mergeNamespaces,
  namespaceFaults,
  namespacesUnitOf,
  ownedNamespacesUnitOf,
} from '../../lib/deliver/namespaces';
import type { NamespaceNeed, Unit } from '../../lib/model/unit';
import { platforms } from '../../lib/platforms/catalogue';
import { buildUnit } from '../../lib/synth/build';
import { unit } from './fleet';

const restricted: NamespaceNeed = { name: 'demo', podSecurity: 'restricted' };
const privileged: NamespaceNeed = { name: 'demo', podSecurity: 'privileged', why: 'it reads the host' };

function manifests(units: readonly Unit[]) {
  const of = namespacesUnitOf('worker01', units);
  if (of?.content.type !== 'constructs') return undefined;
  return buildUnit(of, of.content).rendered.map(({ manifest }) => manifest);
}

test('each namespace once, sorted, restricted and saying so', () => {
  const units = [
    unit('a', { namespaces: [restricted, { name: 'another', podSecurity: 'restricted' }] }),
    unit('b', { namespaces: [restricted] }),
  ];
  expect(mergeNamespaces(units).map(({ name }) => name)).toEqual(['another', 'demo']);
  expect(manifests(units)?.[1]).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'demo',
      labels: {
        'app.kubernetes.io/managed-by': 'scorewright',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  });
});

test('a laxer level stands with its reason', () => {
  expect(manifests([unit('a', { namespaces: [privileged] })])?.[0]?.metadata).toMatchObject({
    annotations: { 'scorewright.dev/pod-security-reason': 'it reads the host' },
    labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
  });
});

test('what others read on it comes from every unit, and never changes its level', () => {
  const labels = { 'opendatahub.io/dashboard': 'true', 'pod-security.kubernetes.io/enforce': 'privileged' };
  const units = [
    unit('a', { namespaces: [{ ...restricted, labels }] }),
    unit('b', { namespaces: [{ ...restricted, annotations: { 'openshift.io/display-name': 'Demo' } }] }),
  ];
  expect(manifests(units)?.[0]?.metadata).toMatchObject({
    annotations: { 'openshift.io/display-name': 'Demo' },
    labels: { 'opendatahub.io/dashboard': 'true', 'pod-security.kubernetes.io/enforce': 'restricted' },
  });
});

test('two units that want different levels are a finding at the stricter one', () => {
  const units = [unit('strict', { namespaces: [restricted] }), unit('lax', { namespaces: [privileged] })];
  for (const order of [units, units.toReversed()]) {
    expect(
      namespaceFaults(order, platforms.kind).map(({ code, message, unit: { name } }) => [code, message, name]),
    ).toEqual([
      [
        'namespace-conflict',
        'got namespace demo, which unit lax needs as privileged; one of the two must move',
        'strict',
      ],
    ]);
  }
  expect(
    namespaceFaults([unit('a', { namespaces: [restricted] }), unit('b', { namespaces: [restricted] })], platforms.kind),
  ).toEqual([]);
});

test('a level that the platform denies is a finding at the unit that needs it', () => {
  const strict = { name: 'onprem', podSecurity: 'baseline' } as const;
  const units = [
    unit('lax', { namespaces: [privileged] }),
    unit('other', { namespaces: [{ ...restricted, name: 'b' }] }),
  ];
  expect(namespaceFaults(units, strict).map(({ code, message, unit: { name } }) => [code, message, name])).toEqual([
    [
      'pod-security-denied',
      'got namespace demo, which unit lax needs as privileged; platform onprem allows baseline at most',
      'lax',
    ],
  ]);
});

test('the unit goes first; by ManifestWork only where all units do; where none needs a namespace there is no unit', () => {
  const work = unit('a', { delivery: 'work', namespaces: [restricted] });
  const argo = unit('b', { namespaces: [restricted] });
  expect(namespacesUnitOf('worker01', [work])).toMatchObject({
    name: 'namespaces',
    stage: 'namespaces',
    delivery: 'work',
    cluster: 'worker01',
  });
  expect(namespacesUnitOf('worker01', [work, argo])).toMatchObject({ delivery: 'argo' });
  const set = unit('c', { delivery: 'workReplicaSet', namespaces: [restricted] });
  expect(namespacesUnitOf('worker01', [set])).toMatchObject({ delivery: 'workReplicaSet' });
  expect(namespacesUnitOf('worker01', [set, work])).toMatchObject({ delivery: 'work' });
  expect(namespacesUnitOf('worker01', [set, argo])).toMatchObject({ delivery: 'argo' });
  expect(namespacesUnitOf('worker01', [unit('c')])).toBeUndefined();
});

describe('a namespace that somebody else brings by ManifestWork too', () => {
  const shared: NamespaceNeed = { name: 'shared', podSecurity: 'baseline', why: 'theirs', alsoFrom: 'the add-on' };
  const managed = { name: 'worker01', role: 'managed' } as const;
  const users = [
    unit('a', { namespaces: [restricted, shared] }),
    unit('b', { namespaces: [{ name: 'shared', podSecurity: 'baseline', why: 'theirs' }] }),
  ];

  test('is owned by a work of ours besides: the agent deletes what no work owns any more, and a work does not own what it orphans', () => {
    const of = ownedNamespacesUnitOf(managed, users);
    if (of?.content.type !== 'constructs') throw new Error('it has content');
    expect(of).toMatchObject({ name: 'owned-namespaces', delivery: 'work', stage: 'beside' });
    const [work, ...others] = manifestWorks(of, buildUnit(of, of.content).rendered);
    expect(others).toEqual([]);
    // Argo CD must not take it away either: the namespace would go with it.
    expect(work?.manifest.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
    expect(work?.manifest.spec).toEqual({
      manifestConfigs: [
        { resourceIdentifier: { name: 'shared', resource: 'namespaces' }, updateStrategy: { type: 'CreateOnly' } },
      ],
      workload: {
        manifests: [
          expect.objectContaining({
            kind: 'Namespace',
            metadata: {
              annotations: { 'scorewright.dev/pod-security-reason': 'theirs' },
              labels: expect.objectContaining({ 'pod-security.kubernetes.io/enforce': 'baseline' }) as object,
              name: 'shared',
            },
          }),
        ],
      },
    });
  });

  test('goes the way of the other units where all go by replica set, and is nobody’s on the hub', () => {
    const sets = [unit('c', { delivery: 'workReplicaSet', namespaces: [shared] })];
    expect(ownedNamespacesUnitOf(managed, sets)).toMatchObject({ delivery: 'workReplicaSet' });
    expect(ownedNamespacesUnitOf({ name: 'hub01', role: 'hub' }, users)).toBeUndefined();
    expect(ownedNamespacesUnitOf(managed, [unit('c', { namespaces: [restricted] })])).toBeUndefined();
  });
});
