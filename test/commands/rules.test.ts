import { rulesPage } from '../../lib/commands/rules/rules-page';
import { catalogue } from '../../lib/rules/catalogue';
import { project, scorewright } from './program';

test('every rule is listed as JSON, or those that are asked for', async () => {
  const all = await scorewright(project({}), 'rules', '--json');
  expect(JSON.parse(all.stdout)).toHaveLength(catalogue.length);
  const some = await scorewright(project({}), 'rules', 'wave-order', 'wave-cycle', '--json');
  expect(JSON.parse(some.stdout)).toMatchObject([{ code: 'wave-cycle' }, { code: 'wave-order' }]);
});

test('a rule that there is not is wrong usage, with the nearest name', async () => {
  const { status, stdout, stderr } = await scorewright(project({}), 'rules', 'wave-ordr');
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'error: got rule wave-ordr; did you mean "wave-order"?\n',
  });
});

test('the page of all rules shows text that is long for its own sake by its beginning', () => {
  const lines = rulesPage(catalogue).split('\n');
  expect(lines).toContain('          text: xxxxxxxxxxxxxxxxxxxx… (512000 characters)');
  expect(lines.filter((line) => line.length > 1500)).toEqual([]);
});
