import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readImports } from '../../lib/import/committed';
import { checkImports, importSchemas } from '../../lib/import/import-schemas';
import type { Source } from '../../lib/import/sources';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const spec = (prose: boolean) => ({
  ...(prose && { description: 'What the user wants.' }),
  type: 'object',
  required: ['size', 'color'],
  properties: {
    size: { type: 'integer', format: 'int32', ...(prose && { description: 'How big.', example: 3 }) },
    color: { type: 'string', enum: ['red', 'blue'] },
    port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
  },
});

const widget = (prose: boolean) =>
  stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: ['v1', 'v1alpha1'].map((name) => ({
        name,
        served: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: prose ? ['spec', 'status'] : ['spec'],
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              metadata: { type: 'object' },
              spec: spec(prose),
              status: prose
                ? { type: 'object', properties: { phase: { type: 'string' } } }
                : { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
          },
        },
      })),
    },
  });

const wrapped = stringify({
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'project.example.com',
    scope: 'Cluster',
    names: { kind: 'Project', plural: 'projects' },
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              metadata: { type: 'object' },
              finalizers: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    ],
  },
});

const aggregated = JSON.stringify({
  definitions: {
    'com.example.Project': {
      type: 'object',
      description: 'A project.',
      properties: {
        apiVersion: { type: 'string', description: 'Version.' },
        kind: { type: 'string' },
        metadata: { default: {}, $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' },
        finalizers: { type: 'array', items: { type: 'string', default: '' } },
      },
    },
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': { type: 'object', properties: { name: { type: 'string' } } },
  },
});

const core = (prose: boolean) => {
  const meta = '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
  return JSON.stringify({
    components: {
      schemas: {
        'io.k8s.api.core.v1.Note': {
          ...(prose && { description: 'A note.' }),
          type: 'object',
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: prose ? { $ref: meta, default: {} } : { allOf: [{ $ref: meta }] },
            text: { type: 'string', ...(prose && { default: '' }) },
            ...(prose && { status: { type: 'object', properties: { seen: { type: 'boolean' } } } }),
          },
          'x-kubernetes-group-version-kind': [{ group: '', kind: 'Note', version: 'v1' }],
        },
        'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': {
          type: 'object',
          properties: {
            name: { type: 'string' },
            labels: { type: 'object', additionalProperties: { type: 'string' } },
          },
        },
      },
    },
  });
};

const sources = (sum = sha(widget(true))): Source[] => [
  {
    repository: 'kubernetes/kubernetes',
    revision: 'v1.0.0',
    tag: 'v1.0.0',
    licence: 'Apache-2.0',
    files: [
      {
        path: 'v3/core.json',
        format: 'openapi-v3',
        kinds: [
          {
            group: '',
            kind: 'Note',
            versions: ['v1'],
            scope: 'Namespaced',
            plural: 'notes',
            definition: 'io.k8s.api.core.v1.Note',
            status: true,
          },
        ],
      },
    ],
  },
  {
    repository: 'example/widgets',
    revision: '0123456789abcdef',
    licence: 'Apache-2.0',
    files: [
      {
        path: 'crds/widgets.yaml',
        format: 'crd',
        sha256: sum,
        kinds: [{ group: 'example.com', kind: 'Widget', versions: ['v1', 'v1alpha1'], scope: 'Namespaced' }],
      },
      {
        path: 'openapi.json',
        format: 'openapi-v2',
        kinds: [
          {
            group: 'project.example.com',
            kind: 'Project',
            versions: ['v1'],
            scope: 'Cluster',
            plural: 'projects',
            definition: 'com.example.Project',
          },
        ],
      },
    ],
  },
];

let scratch: string;
let server: Server;
let baseURL: string;
const asked: string[] = [];

beforeAll(async () => {
  const served: Record<string, string> = {
    '/kubernetes/kubernetes/v1.0.0/v3/core.json': core(true),
    '/example/widgets/0123456789abcdef/crds/widgets.yaml': widget(true),
    '/example/widgets/0123456789abcdef/openapi.json': aggregated,
  };
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = served[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'imports-'));
  asked.length = 0;
});
afterEach(() => {
  rmSync(scratch, { recursive: true });
});

/** A folder as `--from` takes it: one file per group, prose gone. */
function folder(widgets = widget(false)): string {
  const from = mkdtempSync(join(scratch, 'crds-'));
  writeFileSync(join(from, 'example.com.yaml'), widgets);
  writeFileSync(join(from, 'project.example.com.yaml'), wrapped);
  writeFileSync(join(from, 'kubernetes.openapi.json'), core(false));
  return from;
}

test('the pinned URLs and a folder without prose give the same bytes', async () => {
  const byUrl = join(scratch, 'by-url');
  const byFolder = join(scratch, 'by-folder');
  await importSchemas({ out: byUrl, sources: sources(), baseURL });
  await importSchemas({ out: byFolder, sources: sources(), from: folder() });
  const files = await readImports(byUrl);
  expect(Object.fromEntries(files)).toEqual(Object.fromEntries(await readImports(byFolder)));
  expect(asked).toHaveLength(3);
  expect([...files.keys()].filter((path) => path.endsWith('.ts')).sort()).toEqual([
    'example.com.ts',
    'k8s.ts',
    'objects.ts',
    'objects/example.com.ts',
    'objects/k8s.ts',
    'objects/project.example.com.ts',
    'project.example.com.ts',
  ]);
  for (const [path, text] of files)
    expect([path, text.slice(0, 120)]).toEqual([path, expect.stringContaining('Generated by')]);
});

test('the lock holds the pinned URL, the sum of the untouched file and the sum of the cut schema', async () => {
  const out = join(scratch, 'out');
  const { unlisted } = await importSchemas({ out, sources: sources(), baseURL });
  const lock = JSON.parse(readFileSync(join(out, 'crds.lock.json'), 'utf8')) as Record<string, unknown>;
  expect(lock['example.com/Widget']).toEqual({
    url: 'https://raw.githubusercontent.com/example/widgets/0123456789abcdef/crds/widgets.yaml',
    upstream: sha(widget(true)),
    cut: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(lock['/Note']).toMatchObject({ upstream: null });
  expect([...unlisted.values()]).toEqual([sha(core(true)), sha(aggregated)]);
});

test('a kind keeps its fields, loses prose and the shape of its status', async () => {
  const out = join(scratch, 'out');
  await importSchemas({ out, sources: sources(), baseURL });
  const text = readFileSync(join(out, 'schemas/example.com.json'), 'utf8');
  expect(text).not.toMatch(/How big|description|phase/);
  const typed = readFileSync(join(out, 'example.com.ts'), 'utf8');
  expect(typed).toMatch(/export class Widget extends ApiObject/);
  expect(typed).toMatch(/readonly port\?: WidgetSpecPort;/);
  expect(typed.match(/export interface \w+Spec /g)).toHaveLength(1);
  expect(readFileSync(join(out, 'k8s.ts'), 'utf8')).toMatch(/export class KubeNote extends ApiObject/);
});

test("a file that is not upstream's any more is refused, and nothing is written", async () => {
  const out = join(scratch, 'out');
  const wrong = sha('something else');
  await expect(importSchemas({ out, sources: sources(wrong), baseURL })).rejects.toThrow(
    `${baseURL}/example/widgets/0123456789abcdef/crds/widgets.yaml: got SHA-256 ${sha(widget(true))}; ` +
      `sources.json says ${wrong}, so upstream's file changed`,
  );
  expect((await readImports(out)).size).toBe(0);
});

test('a folder whose schema differs from the lock is refused, unless the lock is to be written anew', async () => {
  const out = join(scratch, 'out');
  await importSchemas({ out, sources: sources(), from: folder() });
  const changed = folder(widget(false).replace('- blue', '- green'));
  await expect(importSchemas({ out, sources: sources(), from: changed })).rejects.toThrow(
    /^the schemas are not those of the lock; --update takes them\n {2}example\.com\/Widget: got cut schema [0-9a-f]{64}; the lock says [0-9a-f]{64}$/,
  );
  const { changed: paths } = await importSchemas({ out, sources: sources(), from: changed, update: true });
  expect(paths).toEqual(expect.arrayContaining(['crds.lock.json', 'example.com.ts', 'schemas/example.com.json']));
});

test('a second import writes nothing', async () => {
  const out = join(scratch, 'out');
  await importSchemas({ out, sources: sources(), from: folder() });
  expect((await importSchemas({ out, sources: sources(), from: folder() })).changed).toEqual([]);
});

test('a kind that upstream no longer has is named', async () => {
  const gone = folder(widget(false).replaceAll('Widget', 'Gadget'));
  await expect(importSchemas({ out: join(scratch, 'out'), sources: sources(), from: gone })).rejects.toThrow(
    `${join(gone, 'example.com.yaml')}: no CustomResourceDefinition of Widget in example.com`,
  );
});

describe('the check without network', () => {
  let out: string;
  beforeEach(async () => {
    out = join(scratch, 'out');
    await importSchemas({ out, sources: sources(), from: folder() });
    asked.length = 0;
  });

  test('passes on what was imported', async () => {
    await expect(checkImports(out, sources())).resolves.toBeUndefined();
    expect(asked).toEqual([]);
  });

  test.each(['k8s.ts', 'kinds.json'])('names an edited file: %s', async (path) => {
    writeFileSync(join(out, path), `${readFileSync(join(out, path), 'utf8')}\n`);
    await expect(checkImports(out, sources())).rejects.toThrow(
      `not what the committed schemas generate; run the import\n  ${path}`,
    );
  });

  test('names a stranger', async () => {
    writeFileSync(join(out, 'mine.ts'), '');
    await expect(checkImports(out, sources())).rejects.toThrow(/run the import\n {2}mine\.ts$/);
  });

  test('names a kind whose schema was edited', async () => {
    const path = join(out, 'schemas/example.com.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"blue"', '"green"'));
    await expect(checkImports(out, sources())).rejects.toThrow(
      /^the committed schemas are not those of the lock\n {2}example\.com\/Widget: got cut schema/,
    );
  });
});
