import type { Manifest } from '../../lib/model/manifest';
import { catalogue } from '../../lib/rules/catalogue';
import { findings } from './example-fleet';
import { codes, examplesOf } from './examples';

/** One object of each kind that an example has. */
const kinds = new Map(
  codes
    .flatMap(examplesOf)
    .flatMap(({ units }) => Object.values(units).flat())
    .map((manifest) => [`${manifest.apiVersion}/${manifest.kind}`, manifest]),
);

function policyOf(part: object): Manifest {
  return {
    apiVersion: 'policy.open-cluster-management.io/v1',
    kind: 'ConfigurationPolicy',
    metadata: { name: 'parts', namespace: 'worker01' },
    spec: { 'object-templates': [{ complianceType: 'musthave', objectDefinition: part }] },
  };
}

test('no rule stumbles over an object of which a policy gives only parts', () => {
  for (const { apiVersion, kind, metadata } of kinds.values())
    for (const spec of [undefined, {}]) {
      const part = { apiVersion, kind, metadata, ...(spec && { spec }) };
      for (const rule of catalogue) expect(() => findings(rule, { 'hub01/parts': [policyOf(part)] })).not.toThrow();
    }
});

test('what is given is still judged', () => {
  const rule = catalogue.find(({ code }) => code === 'rbac-too-broad')!;
  const part = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'all' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }],
  };
  expect(findings(rule, { 'hub01/parts': [policyOf(part)] })).toEqual([
    'ClusterRole all spec.object-templates[0].objectDefinition.rules[0].verbs: got *; list what is used',
  ]);
});
