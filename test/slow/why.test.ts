import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { environmentFiles } from '../../lib/environment/environment-file';
import { at } from '../../lib/model/json';
import type { Path } from '../../lib/model/origin';
import { causeOfField } from '../../lib/synth/causes/cause-of-field';
import { absent, withValue } from '../../lib/synth/causes/other-values';
import { placeOf, unitOf } from '../../lib/synth/causes/place';
import { withName } from '../../lib/synth/causes/renaming';
import { leavesOf } from '../../lib/synth/causes/settings-of';
import { Variations } from '../../lib/synth/causes/variations';

/** Mulberry32: the same fields on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// A thousand take a quarter of an hour: they are asked by hand before a release.
test('a hundred random fields of the shipped environments are answered, and the named line moves the field', () => {
  const random = generator(20);
  const all = environmentFiles(path.join(__dirname, '../../environments')).flatMap((file) => {
    const variations = new Variations(file);
    return [...variations.objects()].flatMap(([place, { manifest }]) =>
      leavesOf(manifest).map(({ path: field }): { variations: Variations; place: string; field: Path } => ({
        variations,
        place,
        field,
      })),
    );
  });
  const unproved: string[] = [];
  const wrong: string[] = [];
  for (let asked = 0; asked < 100; asked++) {
    const { variations, place, field } = all[Math.floor(random() * all.length)]!;
    const unit = unitOf(place, field);
    const cause = causeOfField(variations, place, field);
    const name = `${place} ${field.join('/')}`;
    if (cause === undefined) wrong.push(name);
    else if (cause.proof === undefined) unproved.push(name);
    else {
      const { value, becomes } = cause.proof;
      const rest = (cause.dependents ?? []).reduce(
        (data, each) => withValue(data, each, absent),
        variations.source.data,
      );
      const [key = '', named] = cause.setting;
      const renamed = key === 'clusters' && cause.setting.length === 2 && value !== undefined;
      const after = renamed
        ? variations.of(withName(rest, String(named), value as string))
        : variations.of(withValue(rest, cause.setting, value === undefined ? absent : value));
      const kept = variations.of(rest, unit)?.get(place)?.manifest;
      const now = after?.get(renamed && becomes !== undefined ? placeOf(place, String(named), value as string) : place);
      if (after === undefined || !isDeepStrictEqual(at(kept, ...field), cause.value)) wrong.push(name);
      else if (isDeepStrictEqual(at(now?.manifest, ...field), cause.value)) wrong.push(name);
    }
  }
  expect(wrong).toEqual([]);
  expect(unproved).toEqual([]);
}, 1_800_000);
