import { dnsLabel, dnsSubdomain } from '../../lib/environment/values/name-syntax';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { catalogue } from '../../lib/rules/catalogue';
import { builtIn } from '../../lib/scoring/catalogue';
import { schemaDocument } from '../../lib/synth/editor-schema';

interface Schema {
  readonly properties: Readonly<Record<string, object>>;
  readonly $defs: Readonly<Record<string, object>>;
}

const schema = JSON.parse(schemaDocument([])) as Schema;

/** Only the part at `ref`: all the rest takes a second to compile. */
function part($ref: string): ValidateFunction {
  const { $defs, properties } = schema;
  return new Ajv2020({ strict: false }).compile({
    $defs,
    properties: { clusters: properties.clusters, energetiscope: properties.energetiscope },
    allOf: [{ $ref }],
  });
}

const hub01 = { platform: 'kind', role: 'hub' };
const worker01 = { platform: 'kind', labels: { power: 'kepler' } };

test('settings that differ by cluster are part of the block, with its types', () => {
  const accepts = part('#/properties/energetiscope');
  const block = (set: object) => ({ on: 'managed', for: [{ on: { labels: { stage: 'dev' } }, set }] });
  expect(accepts(block({ image: 'ghcr.io/acme/es:2', training: { window: '6h' } }))).toBe(true);
  expect(accepts(block({ training: { window: 6 } }))).toBe(false);
  expect(accepts(block({ imgae: 'ghcr.io/acme/es:2' }))).toBe(false);
  expect(accepts(block({ on: 'dev01' }))).toBe(false);
});

describe('clusters, as editors check them', () => {
  const accepts = part('#/properties/clusters');

  test.each([{ hub01, worker01 }, { file: 'clusters.yaml' }, { file: worker01, hub01 }])('%j', (clusters) => {
    expect(accepts(clusters)).toBe(true);
  });

  test.each([
    { file: '../clusters.yaml' },
    { file: 'clusters.yaml', worker01 },
    { worker01: { platfrom: 'kind' } },
    { Worker: worker01 },
    [],
  ])('not %j', (clusters) => {
    expect(accepts(clusters)).toBe(false);
  });
});

describe('an inventory, by the part of the schema that README names', () => {
  const accepts = part('#/$defs/clusters');

  test('holds clusters, whatever they are called', () => {
    expect(accepts({ hub01, environment: worker01, plugins: worker01 })).toBe(true);
    expect(accepts({ hub01, environment: 'kind' })).toBe(false);
    expect(accepts({ file: 'more.yaml' })).toBe(false);
  });

  test('has properties of its own, or yaml-language-server would take those of the whole', () => {
    expect(schema.$defs.clusters).toMatchObject({ type: 'object', properties: {} });
  });
});

test('a part of an environment has every key except those of the environment file, and none is required', () => {
  const keys = Object.keys(schema.properties).filter((key) => key !== 'environment' && key !== 'base');
  expect(Object.keys((schema.$defs.part as Schema).properties)).toEqual(keys);
  expect(schema.$defs.part).toMatchObject({ required: [], additionalProperties: false });
});

describe('what an editor shows', () => {
  const whole = JSON.parse(schemaDocument(builtIn)) as Part;

  /** A part of the schema, as far as it is read here. */
  interface Part {
    readonly $ref?: string;
    readonly $defs?: Readonly<Record<string, Part>>;
    readonly description?: string;
    readonly properties?: Readonly<Record<string, Part>>;
    readonly title?: string;
    readonly default?: unknown;
    readonly examples?: readonly unknown[];
    readonly pattern?: string;
  }

  const target = ({ $ref = '' }: Part) =>
    whole.$defs?.[$ref.slice('#/$defs/'.length)] ?? whole.properties?.[$ref.slice('#/properties/'.length)];
  const descriptionOf = (part: Part): string | undefined =>
    part.description ?? (part.$ref === undefined ? undefined : descriptionOf(target(part) ?? {}));

  function* partsOf(node: unknown, path: string): Generator<{ part: Part; path: string }> {
    if (typeof node !== 'object' || node === null) return;
    yield { part: node, path };
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'default' && key !== 'examples') yield* partsOf(value, `${path}/${key}`);
    }
  }

  const parts = [...partsOf(whole, '')];

  test('every key has a description', () => {
    const keys = parts.flatMap(({ part, path }) =>
      path.endsWith('/properties')
        ? []
        : Object.entries(part.properties ?? {}).map(([key, value]) => ({ key: `${path}/${key}`, value })),
    );
    expect(keys.length).toBeGreaterThan(500);
    expect(keys.filter(({ value }) => descriptionOf(value) === undefined).map(({ key }) => key)).toEqual([]);
  });

  test('a default is in the schema, and not only in the description', () => {
    const told = parts.filter(({ part: { description = '', default: standard } }) => {
      return /(^|[.;] )(Default: )?["\d.-]+ by default/.test(description) && standard === undefined;
    });
    expect(told.map(({ path }) => path)).toEqual([]);
    expect(parts.filter(({ part }) => typeof part.default === 'number').length).toBeGreaterThan(10);
  });

  test('a value that has a form of its own, and not that of a name, comes with an example', () => {
    const names = new Set([dnsLabel, dnsSubdomain].map((schema) => schema.meta()?.pattern));
    const formed = parts.filter(({ part: { pattern }, path }) => {
      return pattern !== undefined && !names.has(pattern) && !/\/(propertyNames|additionalProperties)$/.test(path);
    });
    const bare = formed.filter(({ part }) => part.examples === undefined && part.default === undefined);
    expect(formed.length).toBeGreaterThan(20);
    expect(bare.map(({ path, part }) => `${path} ${part.pattern ?? ''}`)).toEqual([]);
  });

  test('every shared part is named after a key, and found by its name', () => {
    expect(Object.keys(whole.$defs ?? {}).filter((name) => name.startsWith('__') || name.includes('/'))).toEqual([]);
    expect(Object.entries(whole.$defs ?? {}).filter(([, { title = '' }]) => title === '')).toEqual([]);
    const dangling = parts.filter(({ part }) => part.$ref !== undefined && target(part) === undefined);
    expect(dangling).toEqual([]);
  });

  test('a rule says why it is there', () => {
    const rules = target(whole.properties?.rules ?? {}) ?? whole.properties?.rules;
    for (const { code, why } of catalogue) expect(descriptionOf(rules?.properties?.[code] ?? {})).toBe(why);
  });
});
