import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes as allCodes } from '../../lib/model/codes';
import { findingKinds, findingMessages } from '../../lib/commands/docs/finding-kinds';
import { reachable } from '../reachable';
import { findingsPage } from '../../lib/commands/docs/findings-page';
import { rulePages } from '../../lib/commands/docs/rule-pages';
import { catalogue } from '../../lib/rules/catalogue';
import { block, unfenced, withBlocks } from '../../lib/commands/docs/blocks';

const root = join(__dirname, '../..');
const kinds = findingKinds(root);
const codes = kinds.map(({ code }) => code);

test('every code is explained by one kind of finding', () => {
  expect(codes).toEqual(allCodes);
});

describe('what the sources define is used by what a user can start or import', () => {
  const { reached, sources } = reachable();
  const text = reached
    .map((path) => sources.get(path) ?? '')
    .join('\n')
    .replace(/^import [^;]*;$/gm, '');

  test('every module is reached from main.ts or an entry of the package', () => {
    expect([...sources.keys()].filter((path) => !reached.includes(path))).toEqual([]);
  });

  test('every kind that is explained is raised, and every message of it is said', () => {
    const unraised = [...text.matchAll(/^export const (\w+) = findingKind\(/gm)].flatMap(([, name = '']) =>
      (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2 ? name : [],
    );
    expect(unraised).toEqual([]);
    const unsaid = findingMessages(root).filter(({ id }) => !text.includes(`'${id}'`));
    expect(unsaid).toEqual([]);
  });
});

test('every message is a part of a line, and each placeholder has a form that is known', () => {
  const messages = findingMessages(root);
  expect(messages.length).toBeGreaterThan(450);
  expect(messages.filter(({ text }) => /\{\w+:(?!json\}|or\})/.test(text))).toEqual([]);
  expect(messages.filter(({ text }) => /(^|[^.])\.$|\s$/.test(text))).toEqual([]);
});

test('a file of findings of scorers is named as the code that it explains', () => {
  const there = readdirSync(join(root, 'lib/scoring/findings')).map((name) => name.replace(/\.ts$/, ''));
  const explained = kinds.filter(({ file }) => file.startsWith('lib/scoring/findings/')).map(({ code }) => code);
  expect(explained).toEqual(there.sort());
});

test('codes are kebab-case and sorted, and each is there once', () => {
  expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  expect([...new Set(codes)].sort()).toEqual(codes);
});

test('why and fix are sentences', () => {
  const bad = kinds.filter(({ why, fix }) => [why, fix].some((text) => !/^[`A-Z].*[.?]$/s.test(text)));
  expect(bad.map(({ code }) => code)).toEqual([]);
});

test('docs/findings.md is what the code says: npm run docs refreshes it', () => {
  const page = findingsPage(kinds);
  expect(readFileSync(join(root, 'docs/findings.md'), 'utf8')).toBe(page);
  const others = kinds.filter(({ summary }) => summary === undefined);
  for (const { why, fix } of others) expect(page).toContain(`\n\n${why}\n\n*Fix:* ${fix} `);
  expect(
    page
      .match(/^### \S+/gm)
      ?.map((line) => line.slice(4))
      .sort(),
  ).toEqual(others.map(({ code }) => code));
});

test('docs/rules/ is what the code says: npm run docs refreshes it', () => {
  const pages = rulePages(catalogue);
  const there = readdirSync(join(root, 'docs/rules')).map((name) => `docs/rules/${name}`);
  expect(Object.keys(pages).sort()).toEqual(there.sort());
  for (const [path, page] of Object.entries(pages)) expect(readFileSync(join(root, path), 'utf8')).toBe(page);
});

test('every rule has one chapter and one row in the pages of the rules', () => {
  const text = Object.values(rulePages(catalogue)).join('');
  const chapters = [...text.matchAll(/^## (\S+)$/gm)].map(([, code]) => code);
  const rows = [...text.matchAll(/^\| \[(\S+)\]\(#/gm)].map(([, code]) => code);
  expect(chapters.sort()).toEqual(catalogue.map(({ code }) => code));
  expect(rows.sort()).toEqual(chapters);
});

test('what a rule says of itself are single sentences', () => {
  const bad = catalogue.filter(
    ({ summary, turnOff }) => !/^[A-Z][^.]*\.$/.test(summary) || !/^(When|Rarely|Never)\b.*\.$/.test(turnOff),
  );
  expect(bad.map(({ code }) => code)).toEqual([]);
});

describe('the marked blocks of a document', () => {
  const document = 'before\n<!-- a -->\n```yaml\nold\n```\n<!-- /a -->\nbetween\n<!-- b -->\n<!-- /b -->\nafter\n';

  test('are replaced, and nothing else is', () => {
    expect(withBlocks(document, { a: 'one\ntwo', b: '$& three' })).toBe(
      'before\n<!-- a -->\none\ntwo\n<!-- /a -->\nbetween\n<!-- b -->\n$& three\n<!-- /b -->\nafter\n',
    );
  });

  test('are read without their fence', () => {
    expect(unfenced(block(document, 'a'))).toBe('old\n');
  });

  test('must be there', () => {
    expect(() => withBlocks(document, { c: '' })).toThrow('no block c');
  });
});
