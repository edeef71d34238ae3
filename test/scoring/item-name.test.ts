import fc from 'fast-check';
import { findEngine } from '../../lib/scoring/catalogue';
import { itemName } from '../../lib/scoring/item-name';
import { canWrite } from '../../lib/scoring/score-items';
import { engine } from './build';

const table = findEngine('static/performance')!;
const subject = { app: 'app01', device: 'all' };

test('one subject names the items of engines with different formats', () => {
  expect(itemName(table, subject)).toEqual({ item: 'app01;all' });
  expect(itemName(engine(), subject)).toEqual({ item: 'free_cpu' });
  expect(itemName(engine({ dimensionFormat: 'best of ${app}' }), subject)).toEqual({ item: 'best of app01' });
});

test('labels that the format needs and the subject lacks are named', () => {
  expect(itemName(table, {})).toEqual({ missing: ['app', 'device'] });
  expect(itemName(table, { app: 'app01' })).toEqual({ missing: ['device'] });
});

test('an engine that writes a single item needs no subject', () => {
  const single = engine({
    source: { type: 'None' },
    dimensionFormat: '${app}',
    results: { type: 'fixed', items: [{ labels: { app: 'web' } }] },
  });
  expect(itemName(single, {})).toEqual({ item: 'web' });
});

test('an item that is named for a result of a table is one that the engine writes', () => {
  const { results } = table;
  const items = results.type === 'fixed' ? results.items : [];
  fc.assert(
    fc.property(fc.constantFrom(...items), ({ labels }) => {
      const name = itemName(table, labels);
      expect('item' in name && canWrite(table, name.item)).toBe(true);
    }),
  );
});
