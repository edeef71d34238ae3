import type { JsonSchema } from '../../lib/import/json-schema';
import { mendConversion, mendEnums, type Mended } from '../../lib/import/mend-crd';
import { readCrds } from '../../lib/import/read-crd';

const mend = (schema: JsonSchema): { schema: JsonSchema; mended: Mended } => {
  const mended: Mended = [];
  return { schema: mendEnums(schema, 'Widget v1', mended), mended };
};

describe('an enumeration with null', () => {
  test('of nothing else means that the field must be absent', () => {
    const tls: JsonSchema = { properties: { tls: { enum: [null] } } };
    expect(mend({ type: 'object', allOf: [{ anyOf: [tls, { properties: { path: { maxLength: 0 } } }] }] })).toEqual({
      schema: {
        type: 'object',
        allOf: [{ anyOf: [{ not: { required: ['tls'] } }, { properties: { path: { maxLength: 0 } } }] }],
      },
      mended: ['Widget v1.tls: got an enumeration of null alone; the field must be absent'],
    });
  });
  test('leaves the fields beside, and what is forbidden already', () => {
    const schema: JsonSchema = {
      properties: { a: { enum: [null] }, b: { type: 'string' } },
      not: { required: ['c'] },
    };
    expect(mend(schema).schema).toEqual({
      properties: { b: { type: 'string' } },
      not: { required: ['c'] },
      allOf: [{ not: { required: ['a'] } }],
    });
  });
  test('keeps its other values, and whether the field is nullable', () => {
    expect(mend({ properties: { size: { type: 'string', nullable: true, enum: ['small', null] } } })).toEqual({
      schema: { properties: { size: { type: 'string', nullable: true, enum: ['small'] } } },
      mended: ['Widget v1.size: got null in an enumeration; left it out'],
    });
  });
  test('is refused where nothing can be absent', () => {
    expect(() => mend({ properties: { list: { items: { enum: [null] } } } })).toThrow(
      'Widget v1.list: got an enumeration of null alone, which no value meets',
    );
  });
  test('is the only thing that is changed', () => {
    const schema: JsonSchema = { type: 'object', properties: { a: { enum: ['x', 'y'] } }, not: { required: ['b'] } };
    expect(mend(schema)).toEqual({ schema, mended: [] });
  });
});

describe('a conversion webhook', () => {
  const of = (webhook: object): Mended => {
    const mended: Mended = [];
    mendConversion({ strategy: 'Webhook', webhook }, 'Widget', mended);
    return mended;
  };
  test.each([
    [{ service: { namespace: 'system', name: 'hook' } }, 'Service system/hook'],
    [{ url: 'https://hook.example.com/convert' }, 'https://hook.example.com/convert'],
    [{}, 'no server'],
  ])('%j is named', (clientConfig, server) => {
    expect(of({ clientConfig })).toEqual([
      `Widget: got a conversion webhook at ${server}, which may not be there; left it out`,
    ]);
  });
  test('is told by a CRD that is read', () => {
    const mended: Mended = [];
    const crd = JSON.stringify({
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        conversion: { strategy: 'None' },
        versions: [{ name: 'v1', schema: { openAPIV3Schema: { properties: { a: { enum: ['x', null] } } } } }],
      },
    });
    const kind = { group: 'example.com', kind: 'Widget', versions: ['v1'], scope: 'Namespaced' } as const;
    const [read] = readCrds(crd, [kind], 'widgets.yaml', mended);
    expect(read).toMatchObject({ plural: 'widgets', schema: { properties: { a: { enum: ['x'] } } } });
    expect(mended).toEqual(['Widget v1.a: got null in an enumeration; left it out']);
  });
});
