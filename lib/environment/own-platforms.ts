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
  why: 'A platform takes the settings that it lacks from the one under `like`; without that one they are unknown.',
  fix: 'Write a platform that the tool knows, or one of `platforms` that leads to one.',
  messages: {
    unknown: 'got {got:json}; {hint}',
    cycle: 'got {got:json}, which is like {name} again; write a platform that the tool knows',
  },
});

export const platformTaken = findingKind({
  code: 'platform-taken',
  why: 'A platform under the name of a known one would change what that word means in every other environment.',
  fix: 'Give it a name of its own, and name that at the clusters.',
  messages: { taken: 'got {name}, which the tool knows already; choose another name, with like: {name}' },
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
          // One finding for all that are on the way.
          for (const each of ancestors(name, own)) told.add(each);
          reject(context, (got) => platformLike.fault('cycle', { got, name }), [name, 'like']);
        }
      }
    })
    .default({})
    .meta({ description: 'Platforms of your own, each like another: what is different about it, and nothing else.' });
}
