import fc from 'fast-check';
import { builtIn, enginesOf, findEngine } from '../../lib/scoring/catalogue';
import { engineResources, serverAddress } from '../../lib/scoring/engine-resource';
import { engineUuid, nameUuid } from '../../lib/scoring/engine-uuid';

test('name-based UUIDs follow RFC 9562: its own example', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(nameUuid(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('an id gives the same UUID forever: whoever noted one finds the engine again', () => {
  expect(engineUuid('static/performance')).toBe('dd003547-e485-5ec7-b4f1-8805543c61b0');
});

test('every UUID is of version 5 and the RFC variant, and two ids have two', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(engineUuid(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(engineUuid(one) === engineUuid(other)).toBe(one === other);
    }),
  );
});

test('the resource of an engine has the fields of the blueprint, its metainfo also as text, and links that the server completes', () => {
  const engine = findEngine('static/powerconsumption')!;
  const uuid = engineUuid(engine.id);
  const metadata = {
    algorithm: 'table',
    direction: 'higher-is-better',
    features: '',
    goal: 'energy',
    outputs: 'power_thrift',
    range: '10 to 90',
    trainingRecords: '0',
    unit: 'points',
  };
  expect(engineResources([engine])).toEqual([
    {
      uuid,
      name: 'static/powerconsumption',
      description: engine.description,
      metainfo: JSON.stringify(metadata),
      metadata,
      links: [
        { rel: 'self', href: `${serverAddress}/v1/scoring_engines/${uuid}` },
        { rel: 'bookmark', href: `${serverAddress}/scoring_engines/${uuid}` },
      ],
    },
  ]);
});

test('resources are sorted by name, whatever the order of the engines', () => {
  const engines = enginesOf(builtIn);
  const names = engineResources(engines).map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(engineResources([...engines].reverse())).toEqual(engineResources(engines));
});
