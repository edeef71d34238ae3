import { find, isObject, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { definitionName } from '../../graph/scope';
import { groupOf, type Manifest } from '../../model/manifest';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const places = ['manifestConfigs[*].resourceIdentifier', 'deleteOption.selectivelyOrphans.orphaningRules[*]'].map(
  parsePattern,
);

/** Whatever a ManifestWork says of single objects, it says of one that it carries. */
export const manifestWorkUnmatched: Rule<Fault> = {
  code: 'manifest-work-unmatched',
  kinds: workKinds,
  severity: 'error',
  why: 'An update strategy, a feedback rule or an orphaning rule that names no object of its work does nothing, and nobody is told.',
  fix: 'Name group, resource, namespace and name as the object in the work has them.',

  *collect(_, { objects: [outer, ...inner] }) {
    const work = workSpec(outer);
    if (!work) return;
    const carried = new Set(inner.map(identifierOf));
    for (const { value, path } of places.flatMap((place) => find(place, work.value, work.path))) {
      if (!isObject(value)) continue;
      const { group = '', resource, namespace = '', name } = value;
      const identifier = [group, resource, namespace, name].map(String).join('/');
      // A star stands for any name.
      if (carried.has(identifier) || name === '*' || namespace === '*') continue;
      const inside = namespace === '' ? '' : `${String(namespace)}/`;
      yield faultAt(outer, path, `got ${String(resource)} ${inside}${String(name)}, which the work does not carry`);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'hub01/demo': [work({ group: 'apps', resource: 'deployment', namespace: 'demo', name: 'web' })] },
    findings: [
      'ManifestWork worker01/demo spec.manifestConfigs[0].resourceIdentifier: got deployment demo/web, which the work does not carry',
    ],
  },
  good: { 'hub01/demo': [work({ group: 'apps', resource: 'deployments', namespace: 'demo', name: 'web' })] },
};

function identifierOf({ manifest }: Located): string {
  const group = groupOf(manifest.apiVersion);
  const [resource] = definitionName(group, manifest.kind).split('.');
  const { namespace = '', name } = manifest.metadata;
  return [group, irregular[manifest.kind] ?? resource, namespace, name].join('/');
}

/** Plurals that English spelling does not give. */
const irregular: Readonly<Record<string, string>> = { Endpoints: 'endpoints' };

function work(resourceIdentifier: object): Manifest {
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' } };
  return {
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: { name: 'demo', namespace: 'worker01' },
    spec: { workload: { manifests: [web] }, manifestConfigs: [{ resourceIdentifier }] },
  };
}
