import { below, judged, valueAt, verdict, type Fields, type Meaning } from '../changed';

/** What an ExternalSecret asks for comes into its Secret at the next refresh, unless the Secret may not change. */
export const externalSecret: Meaning = {
  kinds: ['external-secrets.io/ExternalSecret'],
  source:
    'external-secrets apis/externalsecrets/v1/externalsecret_types.go:44-62, externalsecret_controller.go:90, 479',

  *judge(changed) {
    const fixed =
      valueAt(changed.old, 'spec.target.immutable') === true && valueAt(changed.new, 'spec.target.immutable') === true;
    if (fixed)
      for (const field of below(changed, 'spec'))
        if (field.path[1] !== 'refreshInterval' && String(field.path[2]) !== 'name')
          yield verdict(
            {
              class: 'refused',
              why: 'target.immutable: the controller could not update the Secret, and never converges',
              fix: 'Give the target another name, and change what reads it in the same commit.',
            },
            field,
          );
    yield* judged(changed, [
      {
        at: 'spec.target.name',
        class: 'danger',
        why: 'a new Secret is made; the old one is collected with creationPolicy Owner, and whoever reads it finds nothing',
        fix: 'Change what reads the Secret in the same commit.',
      },
      {
        at: 'spec.target.creationPolicy',
        class: 'in-place',
        why: 'with Owner the Secret goes with the ExternalSecret; with Orphan it stays',
      },
    ]);
  },

  bad: { old: database({ name: 'db' }), new: database({ name: 'other' }), says: ['danger /spec/target/name'] },
  good: {
    old: database({ name: 'db' }),
    new: { ...database({ name: 'db' }), metadata: { name: 'db', namespace: 'demo', labels: { a: 'b' } } },
  },
};

function database(target: Fields) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'db', namespace: 'demo' },
    spec: { secretStoreRef: { name: 'vault' }, target },
  };
}
