import { kindKey, type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { fieldsOf, isObject, objectsOf } from '../../model/json';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const finding = findingKind({
  code: 'definition-unfit',
  why: 'The API server rejects a CustomResourceDefinition whose name, scope or versions do not fit together, and then knows none of its objects.',
  fix: 'Name it plural.group, give it a scope, and mark exactly one version with storage: true, each with a schema.',
  messages: {
    name: 'got {got}; it must be {expected}, the plural and the group',
    scope: 'got {got:json}; must be "Namespaced" or "Cluster"',
    noVersion: 'got none; list at least one',
    storage: 'got {got} with storage: true; exactly one version is stored',
    schema: 'missing; each version needs its own openAPIV3Schema',
    twice: 'got {got} again; list each version once',
  },
});

export const definitionUnfit: Rule<Fault> = {
  ...finding,
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  summary: 'Every CustomResourceDefinition is one that the API server accepts.',
  turnOff: 'Never: the API server takes no other.',

  *collect(_, { objects }) {
    for (const located of objects)
      if (kindKey(located.manifest) === 'apiextensions.k8s.io/CustomResourceDefinition') yield* faultsOf(located);
  },

  judge: (faults) => faults,
};

function* faultsOf(located: Located): Iterable<Fault> {
  const { manifest, partial } = located;
  // An older version has another shape; version-removed reports it.
  if (manifest.apiVersion !== 'apiextensions.k8s.io/v1' || partial) return;
  const { group, names, scope, versions } = fieldsOf(manifest.spec);
  const { plural } = fieldsOf(names);
  const expected = `${String(plural)}.${String(group)}`;
  if (manifest.metadata.name !== expected)
    yield finding.fault('name', { got: manifest.metadata.name, expected }, fieldOf(located, ['metadata', 'name']));
  if (scope !== 'Namespaced' && scope !== 'Cluster')
    yield finding.fault('scope', { got: scope }, fieldOf(located, ['spec', 'scope']));
  const all = objectsOf(versions);
  const at = ['spec', 'versions'];
  if (all.length === 0) {
    yield finding.fault('noVersion', {}, fieldOf(located, at));
    return;
  }
  const stored = all.filter(({ storage }) => storage === true).map(({ name }) => name);
  if (stored.length !== 1) yield finding.fault('storage', { got: stored }, fieldOf(located, at));
  for (const [index, { name, schema }] of all.entries()) {
    if (all.findIndex((other) => other.name === name) < index)
      yield finding.fault('twice', { got: name }, fieldOf(located, [...at, index, 'name']));
    if (!isObject(fieldsOf(schema).openAPIV3Schema))
      yield finding.fault('schema', {}, fieldOf(located, [...at, index, 'schema']));
  }
}
