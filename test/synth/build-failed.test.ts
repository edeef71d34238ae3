import type { Component } from '../../lib/components/component';
import { environment, project, scorewright } from '../commands/program';

jest.mock('../../lib/components/catalogue', () => {
  const { components }: { components: readonly Component<unknown, unknown>[] } = jest.requireActual(
    '../../lib/components/catalogue',
  );
  const { fragile }: { fragile: Component<unknown, unknown> } = jest.requireActual('./fragile-component');
  return { components: [...components, fragile] };
});

test('a build that fails names line, unit and construct; other units are checked, what follows is not reported', async () => {
  const text = environment('kind', 'fragile: { size: 7 }\n').replace('managed, delivery', 'managed, delivery');
  const dir = project({
    'environments/kind.yaml': text.replace(
      '  worker01:',
      '  worker02: { platform: kind, address: 172.18.0.4 }\n  worker01:',
    ),
  });
  const { status, stdout, stderr } = await scorewright(dir, 'synth');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  // The Pod is as plain as can be, which other rules mind.
  const errors = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !line.includes('pod-security'));
  expect(errors).toEqual([
    'environments/kind.yaml:14:18 build-failed fragile.size: in fragile: got 7; at most 5 (on 2 clusters: worker01, worker02)',
    'environments/kind.yaml:14:18 unknown-field ConfigMap open-cluster-management/settings dada: got "dada"; did you mean "data"? (on hub01)',
    'nothing was written',
  ]);
});
