import fc from 'fast-check';
import type { Manifest } from '../../lib/model/manifest';
import { fileName } from '../../lib/publish/file-name';

const manifest = (apiVersion: string, kind: string, name: string, namespace?: string): Manifest => ({
  apiVersion,
  kind,
  metadata: namespace === undefined ? { name } : { name, namespace },
});

describe('fileName', () => {
  test.each([
    [manifest('apps/v1', 'Deployment', 'sample', 'scoring'), false, 'Deployment.scoring.sample.yaml'],
    [manifest('v1', 'Namespace', 'scoring'), false, 'Namespace.scoring.yaml'],
    [manifest('apps/v1', 'Deployment', 'sample', 'scoring'), true, 'Deployment.apps.scoring.sample.yaml'],
    [manifest('v1', 'Event', 'sample', 'scoring'), true, 'Event.core.scoring.sample.yaml'],
    [
      manifest('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'scorers.example.com'),
      false,
      'CustomResourceDefinition.scorers.example.com.yaml',
    ],
    [
      manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:agent~é'),
      false,
      'ClusterRole.system%3Aagent%7E%C3%A9.yaml',
    ],
  ])('%j', (object, sharedKind, expected) => {
    expect(fileName(object, sharedKind)).toBe(expected);
  });

  test('a name that no file system takes is cut to 255 bytes and told apart by a hash', () => {
    const names = ['a', 'b'].map((end) => fileName(manifest('v1', 'Secret', 'x'.repeat(252) + end, 'ns'), false));
    expect(names[0]).toMatch(/^Secret\.ns\.x{207}~[0-9a-f]{32}\.yaml$/);
    expect(names.map((name) => name.length)).toEqual([255, 255]);
    expect(names[0]).not.toBe(names[1]);
  });

  test('two objects never have one file', () => {
    const part = fc.oneof(
      fc.stringMatching(/^[ab.:%~E2]{1,4}$/),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.stringMatching(/^[ab]{200}[ab:]{60}$/),
    );
    const namespaced = fc.tuple(fc.constantFrom('apps', 'apps.a', 'apps.a.b'), fc.constant('Set'), part, part);
    const clustered = fc.tuple(fc.constantFrom('core', 'b'), fc.constant('Role'), part, fc.constant(undefined));
    const object = fc.oneof(namespaced, clustered);
    fc.assert(
      fc.property(object, object, (a, b) => {
        const [first, second] = [a, b].map(([group, kind, name, namespace]) =>
          fileName(manifest(`${group}/v1`, kind, name, namespace), true),
        );
        const [third, fourth] = [a, b].map(([, kind, name, namespace]) =>
          fileName(manifest('apps/v1', kind, name, namespace), false),
        );
        const same = JSON.stringify(a) === JSON.stringify(b);
        const sameInGroup = JSON.stringify(a.slice(1)) === JSON.stringify(b.slice(1));
        expect([first === second, third === fourth]).toEqual([same, sameInGroup]);
        expect(Math.max(...[first, second, third, fourth].map((name) => Buffer.byteLength(name!)))).toBeLessThan(256);
        expect(first).toMatch(/^[A-Za-z0-9._%~-]+\.yaml$/);
      }),
      { numRuns: 2000 },
    );
  });
});
