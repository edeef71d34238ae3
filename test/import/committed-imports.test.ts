import { join } from 'node:path';
import { readImports } from '../../lib/import/committed';

const imports = join(__dirname, '../../imports');

test('the typed constructs stay under 20,000 lines', async () => {
  const files = [...(await readImports(imports))].filter(
    ([path]) => path.endsWith('.ts') && !path.startsWith('objects/'),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.reduce((sum, [, text]) => sum + text.split('\n').length, 0)).toBeLessThan(20_000);
});
