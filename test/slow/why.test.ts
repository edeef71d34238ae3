import path from 'node:path';
import { environmentFiles } from '../../lib/environment/environment-file';
import { at } from '../../lib/model/json';
import type { Path } from '../../lib/model/origin';
import { causeOfField } from '../../lib/synth/causes/cause-of-field';
import { absent } from '../../lib/synth/causes/other-values';
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
    const unit = place.split(' ')[0];
    const cause = causeOfField(variations, place, field, unit);
    const name = `${place} ${field.join('/')}`;
    if (cause === undefined) wrong.push(name);
    else if (cause.by === 'program') unproved.push(name);
    else if (cause.proof === undefined) {
      // Others need what the line asks for, so that no environment without it can be built.
      if (variations.varied(cause.setting, absent, unit) !== undefined) wrong.push(name);
    } else {
      const after = variations.varied(
        cause.setting,
        cause.proof.value === undefined ? absent : cause.proof.value,
        unit,
      );
      if (JSON.stringify(at(after?.get(place)?.manifest, ...field)) === JSON.stringify(cause.value)) wrong.push(name);
    }
  }
  expect(wrong).toEqual([]);
  // What is made of a setting that is not there, as the name of a namespace that a default gives.
  expect(unproved.length).toBeLessThan(5);
}, 1_800_000);
