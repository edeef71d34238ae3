import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { hint } from '../model/words';
import { isPlatformName } from '../platforms/catalogue';
import { ancestors } from './derived-platform';
import { platformsIn, type Names } from './names';
import { ownPlatform } from './own-platform';
import { reject } from './rejection';
import { dnsLabel } from './values/name-syntax';

export const platformLike = findingKind({
  code: 'platform-like',
  why: 'A platform takes its missing settings from the one under `like`; without that one they are unknown.',
  fix: 'Write a platform that the tool knows, or one under `platforms` that is derived from it.',
  messages: {
    unknown: 'got {got:json}; {hint}',
    cycle: 'got {got:json}, which is itself derived from {name}; write a platform that the tool knows',
  },
});

export const platformTaken = findingKind({
  code: 'platform-taken',
  why: 'A name that the tool knows must mean the same platform in every environment.',
  fix: 'Give it another name, and write that name at its clusters.',
  messages: { taken: 'got {name}, which the tool already knows; choose another name, with like: {name}' },
});

/** The block `platforms`: platforms of the environment, each derived from another. */
export function ownPlatforms(names: Names) {
  const platforms = platformsIn(names);
  return z
    .record(dnsLabel, ownPlatform)
    .superRefine((own, context) => {
      const told = new Set<string>();
      for (const [name, { like }] of Object.entries(own)) {
        if (isPlatformName(name)) {
          reject(context, () => platformTaken.fault('taken', { name }), [name]);
        } else if (!platforms.has(like)) {
          const known = [...platforms.keys()].filter((each) => each !== name);
          reject(context, (got) => platformLike.fault('unknown', { got, ...hint(like, known, 'platforms') }), [
            name,
            'like',
          ]);
        } else if (ancestors(name, own).includes(name) && !told.has(name)) {
          // One finding for the whole cycle.
          for (const each of ancestors(name, own)) told.add(each);
          reject(context, (got) => platformLike.fault('cycle', { got, name }), [name, 'like']);
        }
      }
    })
    .default({})
    .meta({ description: 'Your own platforms: each gives only what differs from the platform under `like`.' });
}
