import { scorerSettings } from '../../../lib/components/dynamic-scoring/scorer-settings';
import { defineScorer } from '../../../lib/scoring/scorer';
import { engine } from '../../scoring/build';
import { worker } from '../../constructs/clusters';

test('a scorer of which only the answers are known runs nowhere in the fleet', () => {
  const outside = defineScorer({ id: 'outside', engines: [engine({ id: 'outside' })] });
  const schema = scorerSettings(outside, { clusters: new Map([[worker.name, worker]]) });
  const messages = (settings: object) =>
    (schema.safeParse(settings).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  expect(messages({ external: 'http://scorers.example.com:8000' })).toEqual([]);
  expect(messages({ on: worker.name, expose: { nodePort: 30001 } })).toEqual([
    'on: got "worker01"; the tool knows nothing to run there; write where the scorer answers, external: http://…',
  ]);
});
