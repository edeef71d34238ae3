import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileRule } from '../../lib/schema/cel-environment';
import { celFaults } from '../../lib/schema/cel-rule';
import { withDefaults } from '../../lib/schema/defaults';
import type { CelRule, SchemaNode } from '../../lib/schema/known-kinds';
import { manifest, problems } from './manifests';

const schemas = join(__dirname, '../../imports/schemas');

const check = (node: SchemaNode, value: unknown, placeholders?: string) => {
  const schema = { node, resolve: (pointer: SchemaNode) => pointer };
  return celFaults(withDefaults(value, schema), schema, placeholders);
};
const withRule = (rule: Partial<CelRule>, properties: Record<string, SchemaNode> = {}): SchemaNode => ({
  type: 'object',
  properties,
  'x-kubernetes-validations': [{ rule: 'true', ...rule }],
});

/** Every rule of every committed schema. */
function everyRule(): CelRule[] {
  const rules: CelRule[] = [];
  for (const file of readdirSync(schemas))
    JSON.parse(readFileSync(join(schemas, file), 'utf8'), (key, value: CelRule[]) => {
      if (key === 'x-kubernetes-validations') rules.push(...value);
      return value;
    });
  return rules;
}

test('every rule of every imported kind parses', () => {
  const rules = everyRule();
  expect(rules.length).toBeGreaterThan(40);
  for (const rule of rules) {
    const run = () => compileRule(rule).holds({});
    // Without the fields that it speaks of a rule may fail to evaluate, but never to parse.
    try {
      run();
    } catch (error) {
      expect((error as Error).name).toBe('EvaluationError');
    }
  }
});

describe('rules of real kinds', () => {
  const route = (spec: object) =>
    manifest('route.openshift.io/v1', 'Route', { spec: { to: { kind: 'Service', name: 'web' }, ...spec } });
  const header = (value: string) => ({
    httpHeaders: { actions: { response: [{ name: 'x-frame', action: { type: 'Set', set: { value } } }] } },
  });

  test('a broken one gives its message, what was got and the place', () => {
    const tls = { termination: 'passthrough', insecureEdgeTerminationPolicy: 'Allow' };
    expect(problems(route({ tls }))).toEqual([
      'cel-rule spec.tls: got {"termination":"passthrough","insecureEdgeTerminationPolicy":"Allow"}; ' +
        'cannot have both spec.tls.termination: passthrough and spec.tls.insecureEdgeTerminationPolicy: Allow',
    ]);
  });
  test('one that holds is silent', () => {
    expect(problems(route({ tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Allow' } }))).toEqual([]);
  });
  test("Go's named character classes are understood", () => {
    expect(problems(route(header('deny')))).toEqual([]);
    expect(problems(route(header('de\nny')))).toEqual([
      expect.stringMatching(/^cel-rule spec\.httpHeaders\.actions\.response: .*HAProxy/),
    ]);
  });
  test('inside a ManifestWork a CEL condition needs its expression', () => {
    const work = (condition: string) =>
      manifest('work.open-cluster-management.io/v1', 'ManifestWork', {
        spec: {
          manifestConfigs: [
            {
              resourceIdentifier: { group: '', resource: 'configmaps', name: 'a', namespace: 'b' },
              conditionRules: [{ condition, type: 'CEL', celExpressions: ['true'] }],
            },
          ],
        },
      });
    expect(problems(work('Ready'))).toEqual([]);
    expect(problems(work(''))).toEqual([
      expect.stringMatching(/^cel-rule .*conditionRules\[0\]: .*; Condition is required for CEL rules$/),
    ]);
  });
  test('they wait until the shape is right', () => {
    expect(problems(route({ tls: { termination: 'passthrough', insecureEdgeTerminationPolicy: 7 } }))).toEqual([
      'schema-mismatch spec.tls.insecureEdgeTerminationPolicy: got 7; must be a string',
    ]);
  });
});

describe('how a rule is evaluated', () => {
  test('defaults are there, in nested objects too', () => {
    const node = withRule(
      { rule: 'self.a.size == 3 && self.kind == "x"' },
      {
        a: { type: 'object', default: {}, properties: { size: { type: 'integer', default: 3 } } },
        kind: { type: 'string', default: 'x' },
      },
    );
    expect(check(node, {})).toEqual([]);
    expect(check(node, { a: { size: 4 } })).toHaveLength(1);
  });
  test('numbers have the type of the schema', () => {
    const node = withRule(
      { rule: 'self.whole % 2 == 0 && self.part / 2.0 == 1.0' },
      {
        whole: { type: 'integer' },
        part: { type: 'number' },
      },
    );
    expect(check(node, { whole: 4, part: 2 })).toEqual([]);
    expect(check(node, { whole: 5, part: 2 })).toHaveLength(1);
  });
  test('field names that CEL cannot say are escaped, keys of a map are not', () => {
    const node = withRule(
      { rule: 'self.a__dash__b == 1 && self.__namespace__ == 2 && self.m["a-b"] == 3' },
      {
        'a-b': { type: 'integer' },
        namespace: { type: 'integer' },
        m: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    );
    expect(check(node, { 'a-b': 1, namespace: 2, m: { 'a-b': 3 } })).toEqual([]);
  });
  test('at every item of a list and value of a map', () => {
    const small: SchemaNode = {
      type: 'integer',
      'x-kubernetes-validations': [{ rule: 'self < 10', message: 'too big' }],
    };
    const node: SchemaNode = {
      type: 'object',
      properties: { list: { type: 'array', items: small }, map: { type: 'object', additionalProperties: small } },
    };
    expect(check(node, { list: [1, 20], map: { a: 3, b: 40 } })).toMatchObject([
      { code: 'cel-rule', path: ['list', 1], message: 'got 20; too big' },
      { code: 'cel-rule', path: ['map', 'b'], message: 'got 40; too big' },
    ]);
  });
  test('a rule about a change is not evaluated when the object is created', () => {
    expect(check(withRule({ rule: 'self == oldSelf' }), {})).toEqual([]);
    expect(check(withRule({ rule: 'false && self.size() > 0 // oldSelf' }), {})).toHaveLength(1);
  });
  test('unless it says that there may be no old value', () => {
    const rule = { rule: 'oldSelf.hasValue()', optionalOldSelf: true, message: 'must have been there' };
    expect(check(withRule(rule), {})).toMatchObject([
      { code: 'cel-rule', path: [], message: 'got {}; must have been there' },
    ]);
  });
  test('messageExpression wins over message, unless it fails; fieldPath leads to the field', () => {
    const rule = {
      rule: 'self.a > 5',
      message: 'plain',
      messageExpression: '"a is " + string(self.a)',
      fieldPath: '.a',
    };
    const properties = { a: { type: 'integer' } };
    expect(check(withRule(rule, properties), { a: 1 })).toMatchObject([
      { code: 'cel-rule', path: ['a'], message: 'got {"a":1}; a is 1' },
    ]);
    expect(check(withRule({ ...rule, messageExpression: 'self.none' }, properties), { a: 1 })[0]?.message).toBe(
      'got {"a":1}; plain',
    );
    expect(check(withRule({ rule: 'self.a > 5' }, properties), { a: 1 })[0]?.message).toBe(
      'got {"a":1}; failed rule: self.a > 5',
    );
  });
  test.each([
    ['a field that is not there', 'self.none.size() > 0', 'No such key: none'],
    ['a function that nobody knows', 'self.a.frobnicate()', "found no matching overload for 'dyn.frobnicate()'"],
    ['a syntax error', 'self.a >', 'Unexpected token'],
    ['no yes or no', 'self.a', 'it gives bigint, not true or false'],
  ])('one that cannot be evaluated is a problem: %s', (_, rule, reason) => {
    const [fault] = check(withRule({ rule }, { a: { type: 'integer' } }), { a: 1 });
    expect(fault).toMatchObject({ code: 'cel-rule', path: [] });
    expect(fault?.message).toContain(`got {"a":1}; the rule ${JSON.stringify(rule)} cannot be evaluated: `);
    expect(fault?.message).toContain(reason);
  });
  test('what a parameter will say is not known yet', () => {
    const node = withRule({ rule: 'self.a == "x"' }, { a: { type: 'string' } });
    expect(check(node, { a: '${A}' }, '${')).toEqual([]);
    expect(check(node, { a: '${A}' })).toHaveLength(1);
  });
  test('the object itself is left as it was', () => {
    const given = { a: {} };
    check(withRule({}, { a: { type: 'object', properties: { b: { type: 'integer', default: 1 } } } }), given);
    expect(given).toEqual({ a: {} });
  });
});
