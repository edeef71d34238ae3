import { below, verdict, type Changed, type Fields, type Meaning, type Verdict } from '../changed';

/** An immutable ConfigMap or Secret stays what it is: its content and the mark itself. */
export function* ofImmutable(changed: Changed, parts: readonly string[]): Iterable<Verdict> {
  if (changed.old.immutable !== true) return;
  for (const part of ['immutable', ...parts])
    for (const field of below(changed, part))
      yield verdict(
        {
          class: 'refused',
          why: 'it is immutable, and so is the mark that says so',
          fix: 'Give it another name (a hash of its content in it), and change what refers to it in the same commit.',
        },
        field,
      );
}

export const configMap: Meaning = {
  kinds: ['/ConfigMap'],
  source: 'pkg/apis/core/validation/validation.go:7904-7918',
  judge: (changed) => ofImmutable(changed, ['data', 'binaryData']),
  bad: {
    old: settings({ immutable: true, data: { a: '1' } }),
    new: settings({ immutable: true, data: { a: '2' } }),
    says: ['refused /data/a'],
  },
  good: { old: settings({ data: { a: '1' } }), new: settings({ data: { a: '2' } }) },
};

function settings(fields: Fields) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' }, ...fields };
}
