import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { definitionName } from '../../kinds/resource-name';
import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const places = ['manifestConfigs[*].resourceIdentifier', 'deleteOption.selectivelyOrphans.orphaningRules[*]'].map(
  parsePattern,
);

const finding = findingKind({
  code: 'manifest-work-unmatched',
  why: 'An update strategy, feedback rule or orphaning rule that names no object of its ManifestWork does nothing, and nobody is notified.',
  fix: 'Name group, resource, namespace and name as the object in the ManifestWork has them.',
  messages: {
    unmatched: 'got {resource} {got}, which the ManifestWork does not carry',
  },
});

export const manifestWorkUnmatched: Rule<Fault> = {
  ...finding,
  kinds: workKinds,
  summary: 'Every setting of a ManifestWork for a single object names an object that it carries.',
  turnOff: 'When the setting prepares for an object that comes later.',

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
      const got = namespace === '' ? name : `${String(namespace)}/${String(name)}`;
      yield finding.fault('unmatched', { got, resource }, fieldAt(outer, path));
    }
  },

  judge: (faults) => faults,
};

function identifierOf({ manifest }: Located): string {
  const group = groupOf(manifest.apiVersion);
  const [resource] = definitionName({ group, kind: manifest.kind }).split('.');
  const { namespace = '', name } = manifest.metadata;
  return [group, irregular[manifest.kind] ?? resource, namespace, name].join('/');
}

/** Plurals that English spelling does not give. */
const irregular: Readonly<Record<string, string>> = { Endpoints: 'endpoints' };
