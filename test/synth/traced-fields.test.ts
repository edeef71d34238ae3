import { FieldTracer } from '../../lib/synth/traced-fields';

const written = {
  energetiscope: {
    namespace: 'energy',
    replicas: 3,
    predictor: { expose: { nodePort: 30007 }, replicas: 2, release: '20260811T030000Z', class: 'ab' },
    collector: { nodePort: 30008, twice: ['equal-text', 'equal-text'] },
  },
};

const traced = (manifest: object, ...settings: string[]) =>
  new FieldTracer(written)
    .fields(manifest, settings)
    .map(({ field, from }) => `${field.join('.')} < ${from.join('.')}`);

test('a field comes from the setting of its name and value, first among those of the construct', () => {
  const manifest = { spec: { replicas: 2, ports: [{ nodePort: 30007 }] } };
  expect(traced(manifest, 'energetiscope', 'predictor')).toEqual([
    'spec.replicas < energetiscope.predictor.replicas',
    'spec.ports.0.nodePort < energetiscope.predictor.expose.nodePort',
  ]);
});

test('a field comes from what stands beside the settings of the construct, but not from those of another', () => {
  const manifest = { metadata: { namespace: 'energy' }, spec: { replicas: 3, nodePort: 30008 } };
  expect(traced(manifest, 'energetiscope', 'predictor')).toEqual([
    'metadata.namespace < energetiscope.namespace',
    'spec.replicas < energetiscope.replicas',
  ]);
});

test('under another name only a text counts, and only where it is long enough and the only one', () => {
  const manifest = { args: ['20260811T030000Z', 'ab', 'equal-text'], periodSeconds: 2, port: 30007 };
  expect(traced(manifest, 'energetiscope')).toEqual(['args.0 < energetiscope.predictor.release']);
});

test('nothing is traced to settings that nobody wrote', () => {
  expect(traced({ spec: { replicas: 2 } }, 'serving')).toEqual([]);
  expect(new FieldTracer(undefined).fields({ replicas: 2 }, ['serving'])).toEqual([]);
});

test('a setting is found by name and value, else the settings stand for it', () => {
  const tracer = new FieldTracer(written);
  expect(tracer.setting('namespace', 'energy', ['energetiscope'])).toEqual(['energetiscope', 'namespace']);
  expect(tracer.setting('namespace', 'other', ['energetiscope'])).toEqual(['energetiscope']);
});
