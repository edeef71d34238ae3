import type { Located } from '../../graph/located';
import { outsideApi } from '../../model/group-kind';
import { markers } from '../../model/marker';
import type { Origin } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { isHook, unitKey } from './unit-order';

/** A hook; an object that changes with all that is tested; or only the unit of any other object, which is nearly every one. */
type Fact = { readonly hook: Omit<Located, 'manifest'> } | { readonly telling: Origin } | Origin;

const finding = findingKind({
  code: 'unit-of-hooks',
  why: 'An Application that holds nothing but hooks is always Synced, so Argo CD never syncs it by itself and the hooks never run.',
  fix: 'Add an object that changes whenever the hooks must run, such as a ConfigMap with a hash.',
  messages: {
    unchanging:
      'no object has the annotation {annotation}, so the tests run only once; annotate another object of the unit',
    hooks: 'got only hooks, which never run by themselves; add an object that changes when they must run',
  },
});

export const unitOfHooks: Rule<Fact> = {
  ...finding,
  profile: 'scorewright',
  ofAbsence: true,
  appliesTo: 'argo-cd',
  summary:
    'Every unit with hooks also holds an object that is not a hook, and a unit of smoke tests holds one that changes with the objects under test.',
  turnOff: 'When a person starts the hooks by syncing the Application.',

  *collect(_, { objects: [outer] }) {
    const { manifest, ref, path, uninstantiated, origin } = outer;
    if (isHook(outer)) yield { hook: { ref, path, uninstantiated, origin } };
    else yield origin;
    if (manifest.metadata.annotations?.[markers.tested] !== undefined) yield { telling: origin };
  },

  *judge(facts, fleet) {
    const others = new Set(facts.flatMap((fact) => ('unit' in fact ? [unitKey(fact)] : [])));
    const telling = new Set(facts.flatMap((fact) => ('telling' in fact ? [unitKey(fact.telling)] : [])));
    const told = new Set<string>();
    for (const hook of facts.flatMap((fact) => ('hook' in fact ? [fact.hook] : []))) {
      const unit = unitKey(hook.origin);
      if (told.has(unit)) continue;
      const isSmoke = fleet.unit(hook.origin)?.stage === 'smoke';
      if (others.has(unit) && (!isSmoke || telling.has(unit))) continue;
      told.add(unit);
      const ref = { cluster: hook.ref.cluster, ...outsideApi('Unit'), name: hook.origin.unit };
      const where = fieldOf({ ...hook, ref }, []);
      yield others.has(unit)
        ? finding.fault('unchanging', { annotation: markers.tested }, where)
        : finding.fault('hooks', {}, where);
    }
  },
};
