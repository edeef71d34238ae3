import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Unit } from '../../lib/model/unit';
import { buildUnit } from '../../lib/synth/build';
import { BuiltOnce } from '../../lib/synth/built-once';
import { FieldTracer } from '../../lib/synth/traced-fields';
import { unit } from '../deliver/fleet';

function built(build: (scope: Construct) => void) {
  const of: Unit = unit('scorers', { settings: ['dynamic-scoring', 'scorers', 'sample'] }, { build });
  if (of.content.type !== 'constructs') throw new Error('constructs');
  return buildUnit(of, of.content);
}

const object = (scope: Construct, id: string, name = id) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'demo' } });

test('every object comes with its origin, in the order of the constructs', () => {
  const { rendered, problem } = built((scope) => {
    const part = new Construct(scope, 'part');
    object(part, 'b');
    object(scope, 'a');
  });
  expect(problem).toBeUndefined();
  expect(rendered.map(({ manifest, origin }) => [manifest.metadata.name, origin])).toEqual([
    [
      'b',
      { cluster: 'worker01', unit: 'scorers', construct: 'part/b', settings: ['dynamic-scoring', 'scorers', 'sample'] },
    ],
    ['a', { cluster: 'worker01', unit: 'scorers', construct: 'a', settings: ['dynamic-scoring', 'scorers', 'sample'] }],
  ]);
});

test('no hash and no construct path gets into a name', () => {
  const { rendered } = built((scope) => new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }));
  expect(rendered[0]?.manifest.metadata.name).toBe('scorers-settings');
});

describe('a construct that throws', () => {
  class Picky extends Construct {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      object(this, 'inner');
      throw new Error('got 7 nodes; at most 5\n    at somewhere');
    }
  }

  test('is a finding with the settings, the unit and the construct, without a stack, and renders nothing', () => {
    const { rendered, problem } = built((scope) => {
      object(scope, 'before');
      new Picky(new Construct(scope, 'sample'), 'workload');
    });
    expect(rendered).toEqual([]);
    expect(problem).toMatchObject({
      code: 'build-failed',
      settings: ['dynamic-scoring', 'scorers', 'sample'],
      path: 'dynamic-scoring.scorers.sample',
      message: 'in scorers/sample/workload/inner: got 7 nodes; at most 5',
    });
  });

  test('before it made anything is named by its unit', () => {
    expect(built(() => { throw new Error('no'); }).problem?.message).toBe('in scorers: no'); // prettier-ignore
  });

  test('with what is no Error is told all the same', () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    expect(built(() => { throw 'just text'; }).problem?.message).toBe('in scorers: just text'); // prettier-ignore
  });
});

test('a construct that finds itself invalid is a finding at its path', () => {
  const { rendered, problem } = built((scope) => {
    const part = new Construct(scope, 'part');
    part.node.addValidation({ validate: () => ['got no port; add one'] });
    object(part, 'a');
  });
  expect(rendered).toEqual([]);
  expect(problem?.message).toBe('in scorers/part: got no port; add one');
});

test('two constructs of one name are a finding', () => {
  const { problem } = built((scope) => {
    object(scope, 'a');
    object(scope, 'a');
  });
  expect(problem?.message).toMatch(/^in scorers\/a: There is already a Construct with name 'a'/);
});

describe('units that are alike', () => {
  /** Builds the unit on each cluster, and counts how often that was done in full. */
  function builtOn(clusters: readonly string[], data: (cluster: string) => Record<string, string>) {
    const tracer = new FieldTracer(undefined);
    let builds = 0;
    const once = new BuiltOnce(tracer, (of) => {
      builds++;
      return of.content.type === 'constructs' ? buildUnit(of, of.content, tracer) : { rendered: [] };
    });
    const all = clusters.map((cluster) => {
      const build = (scope: Construct) => {
        const metadata = { name: 'settings', namespace: 'demo' };
        new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: data(cluster) });
      };
      return once.of(unit('scorers', { cluster, settings: ['clusters', cluster] }, { build, alike: 'settings' }));
    });
    return { builds, rendered: all.map(({ rendered: [item] }) => item!) };
  }

  const ten = Array.from({ length: 10 }, (_, at) => `edge-${at}`);

  test('are built three times, two to compare and one to prove it, and have their own names and origins', () => {
    const { builds, rendered } = builtOn(ten, (cluster) => ({ url: `https://${cluster}.example.com/${cluster}` }));
    expect(builds).toBe(3);
    expect(rendered[7]).toEqual({
      manifest: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { url: 'https://edge-7.example.com/edge-7' },
        metadata: { name: 'settings', namespace: 'demo' },
      },
      origin: { cluster: 'edge-7', unit: 'scorers', construct: 'settings', settings: ['clusters', 'edge-7'] },
    });
  });

  test('share one manifest where nothing tells the cluster', () => {
    const { rendered } = builtOn(ten, () => ({ of: 'edge-0, as it happens' }));
    expect(new Set(rendered.map(({ manifest }) => manifest)).size).toBe(1);
  });

  test('are each built by themselves where the first two differ in more than their names', () => {
    const { builds, rendered } = builtOn(ten, (cluster) => ({ length: `${cluster} ${cluster === 'edge-0' ? 1 : 2}` }));
    expect(builds).toBe(10);
    expect(rendered[9]?.manifest.data).toEqual({ length: 'edge-9 2' });
  });

  test('end the run where a third is not like them', () => {
    const odd = (cluster: string) => ({ value: cluster === 'edge-2' ? 'odd' : 'even' });
    expect(() => builtOn(ten, odd)).toThrow(
      new Error('edge-2/scorers is said to be built as edge-0/scorers, and is not'),
    );
  });
});
