import { isKind } from '../kinds/group-kind';
import { findingKind } from '../model/finding-kind';
import { compare, type Fault } from '../model/finding';
import type { Manifest } from '../model/manifest';
import { formatRef, refKey, type Ref } from '../model/ref';
import { markers } from '../model/marker';
import { edgesOf } from './edges';
import { impliedNeeds } from './implied-needs';
import { waitsForOutside } from './last-wave';
import { refOf, type Located } from './located';
import { offersOf } from './offers';
import { cycles, levels, type Need } from './order';

export const waveCycle = findingKind({
  code: 'wave-cycle',
  why: 'Objects that wait for one another in a ring cannot be put into waves: none of them would ever be made first.',
  fix: 'Take out one of the references that the message names.',
  messages: {
    ring: 'got {got}; each waits for the next, so take one of these references out',
  },
});

export const waveAfterUnknown = findingKind({
  code: 'wave-after-unknown',
  why: '`scorewright.dev/after` names an object that its unit does not have, so the order that it asks for means nothing.',
  fix: 'Name an object of the same unit.',
  messages: {
    unknown: 'got {got}: {object}; name an object of the same unit',
  },
});

export const waveBlocked = findingKind({
  code: 'wave-blocked',
  why: 'The health of the object that is waited for hangs on something outside its unit: the wait may never end.',
  fix: 'Let nothing of the same unit wait for it.',
  messages: {
    blocked: 'got a wait for {object}, which {why}; nothing of its unit may wait for it',
  },
});

/** What keeps a unit from syncing in waves, and the object concerned. */
export type WaveFault = Fault<{ readonly object: Ref }>;

/** The waves of one unit's manifests, and their faults. */
export interface Waves {
  /** One wave per manifest, in their order; from 0 and without gaps. */
  readonly waves: readonly number[];
  /** Sorted; the waves are still usable with any of them. */
  readonly faults: readonly WaveFault[];
}

/**
 * The sync waves of one unit. The target of a `before` edge is in an earlier wave than its user; `with` puts both
 * in one, a PersistentVolumeClaim in that of its first consumer; `late` orders nothing. Objects whose health hangs on
 * something outside, claims without a consumer among them, come last. The order of the manifests changes nothing. Linear in
 * the number of objects and references.
 */
export function waves(manifests: readonly Manifest[]): Waves {
  const objects = manifests.map(locate);
  const refs = objects.map(({ ref }) => ref);
  const { needs, claimants, faults } = readNeeds(objects);
  for (const { first, way } of cycles(needs, refs))
    faults.push(waveCycle.fault('ring', { got: way }, { object: first }));

  const outside = objects.map(({ manifest, ref }, at) =>
    isKind('/PersistentVolumeClaim', ref) && !claimants.has(at)
      ? 'is not bound before something outside the unit uses it'
      : waitsForOutside(manifest),
  );
  objects.forEach(({ ref }, user) => {
    for (const { to, strict } of needs[user] ?? []) {
      const target = refs[to];
      const why = outside[to];
      if (strict && target && why !== undefined) faults.push(blocked(ref, target, why));
    }
  });

  const level = lastLevels(needs, outside);
  const highest = new Map<number, number>();
  const atMost = (claim: number, wave: number): void => {
    if (claimants.has(claim)) highest.set(claim, Math.min(highest.get(claim) ?? wave, wave));
  };
  needs.forEach((list, user) => {
    for (const { to, strict } of list) atMost(to, (level[user] ?? 0) - (strict ? 1 : 0));
  });
  for (const [claim, wave] of highest) level[claim] = Math.max(level[claim] ?? 0, wave);
  return { waves: withoutGaps(level), faults: faults.sort(byObject) };
}

/** Inside one unit the cluster is the same for all. */
function locate(manifest: Manifest): Located {
  const origin = { cluster: '', unit: '', settings: [] };
  return { manifest, ref: refOf(manifest, ''), path: [], uninstantiated: false, origin };
}

interface UnitNeeds {
  readonly needs: Need[][];
  /** Claims that pods of the unit mount. */
  readonly claimants: ReadonlySet<number>;
  readonly faults: WaveFault[];
}

function readNeeds(objects: readonly Located[]): UnitNeeds {
  const providers = new Map<string, number[]>();
  objects.forEach((located, at) => {
    for (const { ref } of offersOf(located)) {
      const key = refKey(ref);
      providers.set(key, [...(providers.get(key) ?? []), at]);
    }
  });
  const needs: Need[][] = objects.map(() => []);
  const claimants = new Set<number>();
  const faults: WaveFault[] = [];
  objects.forEach((located, user) => {
    for (const { to, instead, order, via } of edgesOf(located)) {
      const targets = providers.get(refKey(to)) ?? (instead && providers.get(refKey(instead))) ?? [];
      if (via === 'after' && targets.length === 0) faults.push(unknownAfter(located.ref, to));
      if (order === 'late') continue;
      for (const target of targets) {
        if (target === user) continue;
        needs[user]?.push({ to: target, strict: order === 'before' });
        if (order === 'with' && isKind('/PersistentVolumeClaim', to)) claimants.add(target);
      }
    }
  });
  for (const { user, ...need } of impliedNeeds(objects, needs)) needs[user]?.push(need);
  return { needs, claimants, faults };
}

/** Levels with everything that hangs on the outside, and whatever waits for it, above all the rest. */
function lastLevels(needs: readonly (readonly Need[])[], outside: readonly (string | undefined)[]): number[] {
  // A level of 1 tells apart what cannot be reached without an object from outside.
  const late = levels(
    needs.map((list) => list.map(({ to }) => ({ to, strict: false }))),
    (at) => (outside[at] === undefined ? 0 : 1),
  );
  const inner = levels(needs, () => 0);
  const ends = inner.filter((_, at) => late[at] === 0).map((level) => level + 1);
  const floor = ends.reduce((highest, end) => Math.max(highest, end), 0);
  return levels(needs, (at) => (late[at] === 0 ? 0 : floor));
}

function withoutGaps(level: readonly number[]): number[] {
  const numbers = new Map([...new Set(level)].sort((a, b) => a - b).map((value, at) => [value, at]));
  return level.map((value) => numbers.get(value) ?? 0);
}

function unknownAfter(object: Ref, to: Ref): WaveFault {
  return waveAfterUnknown.fault('unknown', { got: markers.after, object: formatRef(to) }, { object });
}

function blocked(object: Ref, target: Ref, why: string): WaveFault {
  return waveBlocked.fault('blocked', { object: formatRef(target), why }, { object });
}

function byObject(a: WaveFault, b: WaveFault): number {
  return compare(a.code, b.code) || compare(refKey(a.object), refKey(b.object)) || compare(a.message, b.message);
}
