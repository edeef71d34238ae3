import fs from 'node:fs';
import path from 'node:path';
import { edited } from '../../lib/commands/promote/edit-file';
import { environmentFiles } from '../../lib/environment/environment-file';
import { formatFindings } from '../../lib/model/finding';
import type { Publication } from '../../lib/publish/publication';
import { buildUnit } from '../../lib/synth/build';
import { expand, type Expansion } from '../../lib/synth/expand';
import { folders } from '../../lib/synth/folders';
import { load } from '../../lib/synth/load';
import { Output } from '../../lib/synth/output';
import { synthesize } from '../../lib/synth/synth';
import { parse } from 'yaml';
import { temporaryFolder } from '../commands/program';

/** Sixty managed clusters in three regions, with rings of dev, a tenth of prod, and the rest. */
const fleet = path.join(__dirname, '../fleets/sixty');
const files = ['base.yaml', 'fleet.yaml', 'regions/ap.yaml', 'regions/eu.yaml', 'regions/us.yaml'];

function expanded(folder: string): Expansion {
  const [file] = environmentFiles(folder);
  const { settings, source, findings } = load(file!);
  expect(formatFindings(findings)).toEqual([]);
  return expand(settings!, source);
}

test('sixty clusters in three regions are in five files, and no block is in two of them', () => {
  const found = fs.readdirSync(fleet, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(found.map((entry) => path.relative(fleet, path.join(entry.parentPath, entry.name))).sort()).toEqual(files);
  const blocks = files.flatMap((file) => {
    const data = parse(fs.readFileSync(path.join(fleet, file), 'utf8')) as Record<string, object>;
    return Object.entries(data).flatMap(([key, value]) =>
      key === 'charts' || key === 'clusters' ? Object.keys(value).map((name) => `${key}.${name}`) : [key],
    );
  });
  expect(blocks.filter((block, index) => blocks.indexOf(block) !== index)).toEqual([]);
  const { fleet: all } = expanded(fleet);
  expect(all.clusters.filter(({ role }) => role === 'managed')).toHaveLength(60);
});

test('they render without an error', () => {
  const written = new Map<string, string>();
  const put = (to: string, content: string) => written.set(to, content);
  const output = new Output(folders('environments'), '.', { put, before: () => undefined } as unknown as Publication);
  const [file] = environmentFiles(fleet);
  const { findings } = synthesize(file!, output);
  expect(formatFindings(findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
  expect(new Set([...written.keys()].map((name) => /^dist\/fleet\/([^/]+)\//.exec(name)?.[1])).size).toBe(63);
});

test('a change in the second ring changes the clusters of that ring, and no others', () => {
  const folder = path.join(temporaryFolder(), 'environments');
  fs.cpSync(fleet, folder, { recursive: true });
  const built = () =>
    Object.fromEntries(
      expanded(folder)
        .units.filter(({ component }) => component === 'energetiscope')
        .map((unit) => {
          const objects = unit.content.type === 'constructs' ? buildUnit(unit, unit.content).rendered : [];
          return [`${unit.cluster}/${unit.name}`, JSON.stringify(objects.map(({ manifest }) => manifest))];
        }),
    );
  const before = built();
  const main = path.join(folder, 'fleet.yaml');
  const value = 'ghcr.io/acme/energetiscope:2.1.0';
  const ring = ['energetiscope', 'for', 1, 'set', 'image'];
  fs.writeFileSync(main, edited(fs.readFileSync(main, 'utf8'), [{ path: ring, value }]));
  const after = built();
  const changed = Object.keys(before).filter((unit) => before[unit] !== after[unit]);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect([...new Set(changed.map((unit) => unit.split('/')[0]))].sort()).toEqual(['eu05', 'eu06', 'us05', 'us06']);
});
