import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
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
    properties: { clusters: properties.clusters },
    allOf: [{ $ref }],
  });
}

const hub01 = { platform: 'kind', role: 'hub' };
const worker01 = { platform: 'kind', labels: { power: 'kepler' } };

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
