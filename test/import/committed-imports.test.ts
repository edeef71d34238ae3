import { join } from 'node:path';
import { readImports } from '../../lib/import/committed';
import { checkImports } from '../../lib/import/import-schemas';

const imports = join(__dirname, '../../imports');

test('imports/ is what its lock and its schemas generate', async () => {
  await expect(checkImports(imports)).resolves.toBeUndefined();
}, 60_000);

test('the typed constructs stay under 20,000 lines', async () => {
  const files = [...(await readImports(imports))].filter(([path]) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.reduce((sum, [, text]) => sum + text.split('\n').length, 0)).toBeLessThan(20_000);
});
