import type { Located } from '../../graph/located';
import { pluralOf } from '../../kinds/resource-name';
import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';
import { workKinds, workSpec } from './work-spec';

const finding = findingKind({
  code: 'manifest-work-unmatched',
  why: 'An update strategy, feedback rule or orphaning rule that names no object of its ManifestWork does nothing, and nobody is notified.',
  fix: 'Name group, resource, namespace and name as the object in the ManifestWork has them.',
  messages: {
    unmatched: 'got {resource} {got}, which the ManifestWork does not carry',
  },
});

export const manifestWorkUnmatched = objectRule({
  ...finding,
  kinds: workKinds,
  summary: 'Every setting of a ManifestWork for a single object names an object that it carries.',
  turnOff: 'When the setting prepares for an object that comes later.',

  *collect(located, { objects: [, ...inner] }): Iterable<Fault> {
    if (located.path.length > 0) return;
    const carried = new Set(inner.map(identifierOf));
    for (const { identifier, at } of identifiersIn(workSpec(located))) {
      const { group = '', resource, namespace = '', name } = identifier;
      // A star stands for any name.
      if (carried.has([group, resource, namespace, name].join('/')) || name === '*' || namespace === '*') continue;
      const got = namespace === '' ? name : `${namespace}/${name}`;
      yield finding.fault('unmatched', { got, resource }, fieldOf(located, at));
    }
  },

  judge: (faults) => faults,
});

/** Where a work names single objects that it carries. */
function identifiersIn({ spec, path }: ReturnType<typeof workSpec>) {
  const { manifestConfigs = [], deleteOption } = spec;
  const orphaned = deleteOption?.selectivelyOrphans?.orphaningRules ?? [];
  return [
    ...manifestConfigs.map(({ resourceIdentifier }, index) => ({
      identifier: resourceIdentifier,
      at: [...path, 'manifestConfigs', index, 'resourceIdentifier'],
    })),
    ...orphaned.map((identifier, index) => ({
      identifier,
      at: [...path, 'deleteOption', 'selectivelyOrphans', 'orphaningRules', index],
    })),
  ];
}

function identifierOf({ manifest }: Located): string {
  const group = groupOf(manifest.apiVersion);
  const { namespace = '', name } = manifest.metadata;
  return [group, pluralOf({ group, kind: manifest.kind }), namespace, name].join('/');
}
