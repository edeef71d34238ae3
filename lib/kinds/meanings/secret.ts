import { judged, type Fields, type Meaning } from '../changed';
import { ofImmutable } from './config-map';

/** A Secret keeps its type; an immutable one keeps its content as well. */
export const secret: Meaning = {
  kinds: ['/Secret'],
  source: 'pkg/apis/core/validation/validation.go:7842-7860',

  *judge(changed) {
    yield* judged(changed, [
      {
        at: 'type',
        class: 'refused',
        why: 'a Secret keeps its type for good',
        fix: 'Give the Secret another name, and change what refers to it in the same commit.',
      },
    ]);
    yield* ofImmutable(changed, ['data']);
  },

  bad: { old: token({ type: 'Opaque' }), new: token({ type: 'kubernetes.io/tls' }), says: ['refused /type'] },
  good: { old: token({ data: { a: 'YQ==' } }), new: token({ data: { a: 'Yg==' } }) },
};

function token(fields: Fields) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token', namespace: 'demo' }, ...fields };
}
