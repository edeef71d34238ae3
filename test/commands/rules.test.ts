import { catalogue } from '../../lib/rules/catalogue';
import { project, scorewright } from './program';

test('every rule is listed as JSON, or those that are asked for', async () => {
  const all = await scorewright(project({}), 'rules', '--json');
  expect(JSON.parse(all.stdout)).toHaveLength(catalogue.length);
  const some = await scorewright(project({}), 'rules', 'wave-order', 'wave-cycle', '--json');
  expect(JSON.parse(some.stdout)).toMatchObject([{ code: 'wave-cycle' }, { code: 'wave-order' }]);
});

test('every rule is a line with its code and severity, and what it demands', async () => {
  const { stdout } = await scorewright(project({}), 'rules');
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(rows).toEqual(catalogue.map(({ code, severity, summary }) => [code, severity, summary]));
});

test('a rule that there is not is wrong usage, with the nearest name', async () => {
  const { status, stdout, stderr } = await scorewright(project({}), 'rules', 'wave-ordr');
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'error: got rule wave-ordr; did you mean "wave-order"?\n',
  });
});
