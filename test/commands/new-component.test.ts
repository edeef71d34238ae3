import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { environment, project, scorewright, tree, writeFile } from './program';

test('the component that it makes is right as it stands', async () => {
  const dir = project({});
  symlinkSync(join(__dirname, '../../node_modules'), join(dir, 'node_modules'));
  const made = await scorewright(dir, 'new-component', 'cache-nodes');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const [, lines = ''] = made.stdout.split('paste into an environment:\n\n');
  writeFile(dir, 'environments/kind.yaml', environment('kind', lines));
  expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
  expect(tree(join(dir, 'dist'))['kind/worker01/cache-nodes/ConfigMap.cache-nodes.cache-nodes.yaml']).toContain(
    'greeting: hello',
  );
  expect(await scorewright(dir, 'new-component', 'cache-nodes')).toMatchObject({
    status: 2,
    stderr: 'error: environments/components/cache-nodes.ts is there already\n',
  });
});

test.each([
  ['charts', 'error: charts is a block of the tool; choose another name\n'],
  [
    'Cache',
    'error: got "Cache"; a name holds lower-case words joined by "-", such as cache-nodes, at most 40 characters\n',
  ],
])('a name that cannot be: %s', async (name, stderr) => {
  expect(await scorewright(project({}), 'new-component', name)).toMatchObject({ status: 2, stderr });
});
