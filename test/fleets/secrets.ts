import * as fc from 'fast-check';
import { sealedValue } from '../sealed-value';
import { some, someOf, type Draft, type Site } from './site';

/** The block `secrets` with the operators that it asks for. */
export function anySecrets(all: readonly Site[]): fc.Arbitrary<Draft> {
  const store = fc.constantFrom(
    { name: 'vault' },
    { aws: { region: 'us-east-1', role: 'arn:aws:iam::123456789012:role/fleet-secrets' } },
  );
  const external = fc
    .tuple(store, some({ path: fc.constantFrom('fleet/kind', 'a_b') }))
    .map(([chosen, path]): Draft => ({
      block: { backend: 'external-secrets', store: chosen, ...path },
      charts: { 'external-secrets': all },
    }));
  const sealed = fc
    .record({ some: someOf(all), token: fc.boolean(), empty: fc.boolean() })
    .map(({ some: chosen, token, empty }): Draft => {
      // A Secret that is sealed for one cluster is missed on every other that reads it.
      const entries = all.flatMap((site) => {
        const secrets = {
          ...(token && { 'dynamic-scoring/api-auth-secret': { token: sealedValue('token') } }),
          ...(chosen.includes(site) && {
            'demo/sealed.a': { 'tls.crt': sealedValue('certificate'), tls_key: sealedValue('key') },
          }),
        };
        return Object.keys(secrets).length === 0 ? [] : [[site, secrets] as const];
      });
      if (empty) return { block: { backend: 'sealed-secrets' } };
      return {
        block: {
          backend: 'sealed-secrets',
          sealed: Object.fromEntries(entries.map(([{ name }, secrets]) => [name, secrets])),
        },
        charts: { 'sealed-secrets': entries.map(([site]) => site) },
        external: entries.flatMap(([{ name: on }, secrets]) =>
          Object.keys(secrets).map((name) => ({
            ...{ on, kind: 'Namespace', name: name.split('/')[0] ?? '', why: 'is sealed for before anything needs it' },
          })),
        ),
      };
    });
  return fc.oneof(fc.constant({ block: { backend: 'existing' } }), external, sealed);
}
