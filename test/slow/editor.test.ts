import { catalogue } from '../../lib/rules/catalogue';
import { LanguageServer, type Completion } from './language-server';

let server: LanguageServer;

beforeAll(async () => {
  server = await LanguageServer.start();
}, 60_000);

afterAll(() => {
  server.stop();
});

interface Offered {
  readonly path: string;
  readonly about: string | undefined;
}

/** Stands for a name that people choose; the server offers `property` there. */
const chosen = 'worker01';

/** Every key that the server offers, in an empty file and below each key that it offered, and everything else it said. */
async function offered(): Promise<{ keys: Offered[]; said: string[] }> {
  const keys: Offered[] = [];
  const said: string[] = [];
  const known = new Set<string>();
  const visit = async (lines: readonly string[], indent: string, path: readonly string[]): Promise<void> => {
    const { items, first, next } = await itemsBelow(lines, indent);
    said.push(...items.map((item) => JSON.stringify(item)));
    const found = items.filter(isKey);
    // Blocks that stand in many places are visited in the first.
    const same = JSON.stringify([path.at(-1), found.map(({ label, documentation }) => [label, documentation])]);
    if (path.length > 9 || known.has(same)) return;
    known.add(same);
    for (const { label, insertText, documentation } of found) {
      const own = insertText.startsWith('${1:property}');
      const key = own ? chosen : label;
      if (!own) keys.push({ path: [...path, key].join('.'), about: documentation });
      await visit([...lines, `${first}${JSON.stringify(key)}:`], `${next}  `, [...path, key]);
    }
  };
  await visit([], '', []);
  return { keys, said };
}

async function itemsBelow(lines: readonly string[], indent: string) {
  const items = await server.completions([...lines, indent].join('\n'));
  if (items.some(isKey) || lines.length === 0) return { items, first: indent, next: indent };
  const first = `${indent}- `;
  const inList = await server.completions([...lines, first].join('\n'));
  return { items: [...items, ...inList], first, next: `${indent}  ` };
}

function isKey({ kind }: Completion): boolean {
  return kind === 10;
}

test('yaml-language-server completes every key with its description, and no made-up name', async () => {
  const { keys, said } = await offered();
  expect(keys.length).toBeGreaterThan(800);
  expect(keys.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['clusters.worker01.platform', 'dynamic-scoring.scorers.ai-workload.expose.nodePort']),
  );
  expect(keys.filter(({ about = '' }) => about.trim() === '').map(({ path }) => path)).toEqual([]);
  expect(said.filter((each) => each.includes('__schema'))).toEqual([]);
}, 120_000);

test('over a rule it shows why the rule is there', async () => {
  for (const { code, why } of catalogue) {
    const shown = await server.hover(`rules:\n  ${code}: off`);
    // It is markdown, in which the text is not to be taken for any.
    expect(shown.replaceAll('\\', '')).toContain(why.replaceAll('\\', ''));
  }
}, 120_000);

test('over a setting it shows its block, its description and an example', async () => {
  expect(await server.hover('gitops:\n  repoURL: x')).toMatch(
    /^#### gitops\n\nWhat Git clones from: .*\n\nExample:\n\n```yaml\nhttps:\/\/github\.com\/acme\/fleet\.git\n/,
  );
}, 60_000);

test.each([
  ['dynamic-scoring: 5', 'Incorrect type. Expected "dynamic-scoring".'],
  ['gitops: 5', 'Incorrect type. Expected "gitops".'],
  ['charts: { kepler: { on: 5 } }', 'Incorrect type. Expected "string | array | object(kepler.on)".'],
  ['strategies: { web: { gaol: energy } }', 'Property gaol is not allowed.'],
])(
  '%s is wrong by the name of the block',
  async (text, message) => {
    const messages = await server.messages(`${text}\n`);
    expect(messages).toContain(message);
    expect(messages.join('\n')).not.toMatch(/__schema|Scorewright environment/);
  },
  60_000,
);
