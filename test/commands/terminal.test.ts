import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { CodeFrames } from '../../lib/commands/report/code-frame';
import { table } from '../../lib/commands/report/table';
import { wrappedLine } from '../../lib/commands/report/wrapped-line';
import { painted, terminalOf } from '../../lib/commands/report/terminal';
import { environment, project, scorewright, temporaryFolder } from './program';

test('color only where somebody looks, and never with NO_COLOR', () => {
  expect(terminalOf({ isTTY: true, columns: 80 }, {})).toEqual({ color: true, columns: 80 });
  expect(terminalOf({ isTTY: true }, { NO_COLOR: '1' }).color).toBe(false);
  expect(terminalOf({ isTTY: true }, { TERM: 'dumb' }).color).toBe(false);
  expect(terminalOf({ columns: 80 }, {})).toEqual({ color: false });
  expect(painted('a', 'red', { color: false })).toBe('a');
  expect(painted('a', 'red', { color: true })).toBe('\u001B[31ma\u001B[0m');
});

test('a table wraps at the width, and loses no word', () => {
  const cell = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 12 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 46, max: 120 }),
      (rows, columns) => {
        const lines = table(rows, '  ', columns);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
        const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
        expect(words(lines.join(' '))).toEqual(words(rows.flat().join(' ')));
      },
    ),
  );
});

test('a table cuts no name: where one is too long for its column, the last cell goes below', () => {
  expect(
    table(
      [
        ['ClusterManager cluster-manager', 'on hub01', 'with spec.workConfiguration.featureGates'],
        ['ManagedCluster worker01', 'on hub01', 'made by hand'],
      ],
      '  ',
      60,
    ),
  ).toEqual([
    '  ClusterManager cluster-manager  on hub01',
    '      with spec.workConfiguration.featureGates',
    '  ManagedCluster worker01  on hub01',
    '      made by hand',
  ]);
});

test('a table that fits stays as it is', () => {
  expect(
    table(
      [
        ['a', 'long text'],
        ['bcd', 'x'],
      ],
      '  ',
      80,
    ),
  ).toEqual(
    table(
      [
        ['a', 'long text'],
        ['bcd', 'x'],
      ],
      '  ',
    ),
  );
});

test('the line at fault stands under a finding, marked at its column', () => {
  const file = path.join(temporaryFolder(), 'kind.yaml');
  fs.writeFileSync(file, 'a: 1\n  nodePort: 80\n');
  const frames = new CodeFrames({ color: false });
  expect(frames.of({ position: { file, line: 2, column: 13 }, severity: 'error' })).toEqual([
    '  2 |   nodePort: 80',
    '    |             ^',
  ]);
  expect(frames.of({ position: { file: `${file}.gone`, line: 2, column: 13 }, severity: 'error' })).toEqual([]);
  expect(frames.of({ severity: 'error' })).toEqual([]);
});

test('under GitHub Actions a finding is an annotation, too', async () => {
  const dir = project({ 'environments/kind.yaml': environment('kind', 'unknown: 1\n') });
  const before = process.env.GITHUB_ACTIONS;
  process.env.GITHUB_ACTIONS = 'true';
  try {
    const { stderr } = await scorewright(dir, 'synth');
    expect(stderr).toContain(
      '::error file=environments/kind.yaml,line=13,col=1,title=unknown-key::unknown: got an unknown key',
    );
  } finally {
    if (before === undefined) delete process.env.GITHUB_ACTIONS;
    else process.env.GITHUB_ACTIONS = before;
  }
});

test('a line wraps at the width, keeps its indent, and loses no word', () => {
  const words = fc.array(fc.stringMatching(/^[a-z/]{1,30}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.nat({ max: 8 }), fc.integer({ min: 46, max: 120 }), (some, deep, columns) => {
      const text = `${' '.repeat(deep)}${some.join(' ')}`;
      const lines = wrappedLine(text, columns);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      expect(lines.map((line) => line.trimStart()).join(' ')).toBe(text.trimStart());
      expect(lines[0]).toMatch(new RegExp(`^ {${deep}}[a-z/]`));
    }),
  );
});

test.each([[['rules']], [['engines', 'list']], [['engines', 'show', 'static/performance']], [['where']]])(
  '%j fits a terminal of 80 columns',
  async (args) => {
    const { isTTY, columns } = process.stdout;
    Object.assign(process.stdout, { isTTY: true, columns: 80 });
    try {
      const { stdout } = await scorewright(project({ 'environments/kind.yaml': environment() }), ...args);
      const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('kubectl'));
      expect({ wide, told: stdout !== '' }).toEqual({ wide: [], told: true });
    } finally {
      Object.assign(process.stdout, { isTTY, columns });
    }
  },
);
