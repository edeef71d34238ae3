import type { Located } from '../../graph/located';
import { isNamed } from '../../model/manifest';
import { refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { isKind } from '../../kinds/group-kind';
import { isTyped } from '../engine/object-rule';
import { workKinds, workSpec } from '../open-cluster-management/work-spec';
import { collisions, fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { isSameUnit } from './unit-order';

type Fact = Omit<Located, 'manifest'>;

const finding = findingKind({
  code: 'object-rendered-twice',
  why: 'Two owners of one object, such as two Applications or an Application and a ManifestWork, overwrite each other forever, and the first one that is pruned deletes the object for both.',
  fix: 'Render the object in one unit and refer to it from the other.',
  messages: {
    twice: 'unit {unit} renders it twice; keep one',
    both: 'unit {unit} and unit {other} both render it; render it in one of them',
  },
});

export const objectRenderedTwice: Rule<Fact> = {
  ...finding,
  profile: 'gitops',
  summary: 'Each object is rendered by one unit only, and only once.',
  turnOff: 'Never for long: while you move an object from one unit to another, say so in the reason.',

  *collect(_, { objects }) {
    const [outer] = objects;
    for (const { manifest, ref, path, uninstantiated, origin } of objects)
      if (!uninstantiated && isNamed(manifest) && !isSharedNamespace(ref, outer))
        yield { ref, path, uninstantiated, origin };
  },

  *judge(facts, { offers }) {
    // What one object alone brings is not there twice; only of the others are names put together.
    const doubtful = facts.filter(({ ref }) => offers.find(ref).length > 1);
    for (const [first, ...others] of collisions(doubtful, ({ ref }) => refKey(ref)))
      for (const fact of others) {
        const { unit } = fact.origin;
        yield isSameUnit(fact.origin, first.origin)
          ? finding.fault('twice', { unit }, fieldOf(fact, []))
          : finding.fault('both', { unit, other: first.origin.unit }, fieldOf(fact, []));
      }
  },
};

/** A namespace that a ManifestWork only creates may be there already. */
function isSharedNamespace(ref: Ref, carrier: Located): boolean {
  if (!isKind('/Namespace', ref) || !isTyped(carrier, ...workKinds)) return false;
  return (workSpec(carrier).spec.manifestConfigs ?? []).some(
    ({ resourceIdentifier, updateStrategy }) =>
      resourceIdentifier.name === ref.name && updateStrategy?.type === 'CreateOnly',
  );
}
