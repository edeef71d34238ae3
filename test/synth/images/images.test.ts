import { parse } from 'yaml';
import { environment, project, scorewright, tree, writeFile } from '../../commands/program';

const digest = `sha256:${'a'.repeat(64)}`;
const settings = `labels: { team: energy, app.kubernetes.io/name: other }
annotations: { acme.com/owner: energy@acme.com }
images: { mirrors: { docker.io: mirror.corp/hub, quay.io: mirror.corp/quay, ghcr.io: mirror.corp/ghcr }, pullSecret: mirror }
energetiscope:
  on: worker01
  prometheus: kube-prometheus-stack
  storage: { size: 10Gi, access: ReadWriteOnce }
  collector: { kinds: [Deployment] }
  training: { once: true, window: 6h, target: total_energy_j, neighbors: 5 }
  predictor: { expose: { nodePort: 30321 } }
external: [{ on: worker01, kind: Service, name: kepler/kepler, why: others run it }]
`;

interface Rendered {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: unknown;
}

/** Every object of a run, also those that a ManifestWork carries. */
function objectsOf(dir: string): Rendered[] {
  const files = Object.entries(tree(dir)).filter(([path]) => /^(dist|argocd)\/(?!kind\/files\/).*\.yaml$/.test(path));
  return files
    .flatMap(([, text]) => text.split(/^---\n/m).map((part) => parse(part) as Rendered))
    .flatMap((object) => [
      object,
      ...((object.spec as { workload?: { manifests?: Rendered[] } } | undefined)?.workload?.manifests ?? []),
    ]);
}

interface Pod {
  readonly containers: readonly { readonly image: string; readonly env?: readonly { readonly value?: string }[] }[];
  readonly imagePullSecrets?: unknown;
}

function podsOf(value: unknown): Pod[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'containers' in value && Array.isArray(value.containers) ? [value as Pod] : [];
  return [...own, ...Object.values(value).flatMap(podsOf)];
}

describe('what every object of an environment has', () => {
  let objects: Rendered[];
  let before: Rendered[];
  let needs: string;

  beforeAll(async () => {
    const plain = settings.replace(/^(labels|annotations|images).*\n/gm, '');
    const dir = project({ 'environments/kind.yaml': environment('kind', plain) });
    expect((await scorewright(dir, 'synth')).stderr).toBe('');
    before = objectsOf(dir);
    writeFile(dir, 'environments/kind.yaml', environment('kind', settings));
    expect((await scorewright(dir, 'synth')).stderr).toBe('');
    objects = objectsOf(dir);
    needs = tree(dir)['dist/kind/files/needs.md']!;
  });

  test('labels and annotations are on it, and on the objects that deliver it', () => {
    const kinds = new Set(objects.map(({ kind }) => kind));
    for (const kind of ['Application', 'AppProject', 'ManifestWork', 'Namespace', 'Deployment', 'Job'])
      expect(kinds).toContain(kind);
    expect(objects.filter(({ metadata }) => metadata.labels?.team !== 'energy')).toEqual([]);
    expect(objects.filter(({ metadata }) => metadata.annotations?.['acme.com/owner'] !== 'energy@acme.com')).toEqual(
      [],
    );
  });

  test('labels replace none of an object, and enter neither pods nor selectors', () => {
    const names = (all: Rendered[]) => all.flatMap(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] ?? []);
    expect(
      names(objects)
        .filter((name) => name !== 'other')
        .sort(),
    ).toEqual(names(before).sort());
    const specs = objects.filter(({ kind }) => kind !== 'ManifestWork').map(({ spec }) => spec);
    expect(JSON.stringify(specs)).not.toContain('"team"');
  });

  test('images come from the mirrors, also those in arguments, and pods pull them with the Secret', () => {
    const pods = podsOf(objects);
    expect(pods.length).toBeGreaterThan(5);
    expect(
      pods.flatMap(({ containers }) => containers.filter(({ image }) => !image.startsWith('mirror.corp/'))),
    ).toEqual([]);
    expect(pods.filter(({ imagePullSecrets }) => JSON.stringify(imagePullSecrets) !== '[{"name":"mirror"}]')).toEqual(
      [],
    );
  });

  test('a Job with another image is another Job, because its pods cannot change', () => {
    const jobs = (all: Rendered[]) =>
      new Set(all.flatMap(({ kind, metadata }) => (kind === 'Job' ? metadata.name : [])));
    expect(jobs(objects).size).toBeGreaterThan(0);
    for (const name of jobs(objects)) if (/-[0-9a-f]{10}$/.test(name)) expect(jobs(before)).not.toContain(name);
  });

  test('pull Secrets, and the images of charts, are needs', () => {
    expect(needs).toContain('| Secret energy/mirror | worker01 | pods of the namespace pull their images with it |');
    expect(needs).toMatch(/\| Images of chart kube-prometheus-stack \| worker01 \| the chart names them itself: /);
  });
});

test.each([
  [
    'labels: { argocd.argoproj.io/instance: a }',
    '13:11 metadata-reserved labels["argocd.argoproj.io/instance"]: got "argocd.argoproj.io/instance", which has a different value on each object; ',
  ],
  [
    'annotations: { argocd.argoproj.io/sync-wave: "1" }',
    '13:16 metadata-reserved annotations["argocd.argoproj.io/sync-wave"]: ',
  ],
  [
    'images: { mirrors: { quay.io: "https://mirror.corp/quay/" } }',
    '13:31 mirror-syntax images.mirrors["quay.io"]: got "https://mirror.corp/quay/"; an image has no scheme: write "mirror.corp/quay"',
  ],
  [
    'images: { mirrors: { "https://quay.io": mirror.corp } }',
    '13:22 mirror-syntax images.mirrors["https://quay.io"]: got "https://quay.io"; an image has no scheme: write "quay.io"',
  ],
  [
    'images: { mirrors: { quay.io: mirror.corp/ } }',
    '13:31 mirror-syntax images.mirrors["quay.io"]: got "mirror.corp/"; write the beginning of images',
  ],
  [
    'images: { mirrors: { quay.io/org/app: "mirror.corp/app:1.0" } }',
    '13:39 mirror-syntax images.mirrors["quay.io/org/app"]: got "mirror.corp/app:1.0", which is a whole image; ',
  ],
])('%s is one finding', async (line, said) => {
  const dir = project({ 'environments/kind.yaml': environment('kind', line) });
  const { stderr } = await scorewright(dir, 'synth');
  expect(stderr.split('\n')).toEqual([
    expect.stringContaining(`environments/kind.yaml:${said}`),
    'nothing was written',
    '',
  ]);
});

describe('a lock', () => {
  const image = 'quay.io/dynamic-scoring/sample-scorer:latest';

  test('gives images their digests, and reports missing ones', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const listed = JSON.parse((await scorewright(dir, 'images', '--format', 'json')).stdout) as {
      images: { image: string }[];
    }[];
    const [first = '', ...others] = listed[0]!.images.map((one) => one.image);
    expect(others.length).toBeGreaterThan(0);
    writeFile(dir, 'environments/images.lock.yaml', `images:\n  ${first}: ${digest}\n`);
    const { stderr, warnings } = await scorewright(dir, 'synth');
    expect(stderr).toBe('');
    expect(JSON.stringify(objectsOf(dir))).toContain(`"${first}@${digest}"`);
    const unlocked = warnings.filter((line) => line.includes(' image-unlocked '));
    expect(unlocked.length).toBeGreaterThan(0);
    expect(unlocked.join('')).not.toContain(`got ${first},`);
  });

  test('that cannot be read is rejected', async () => {
    const dir = project({
      'environments/kind.yaml': environment(),
      'environments/images.lock.yaml': `images: { ${image}: latest }\n`,
    });
    expect((await scorewright(dir, 'synth')).stderr.split('\n')).toEqual([
      expect.stringMatching(
        /^environments\/images.lock.yaml:1:\d+ images-lock images\[".*"\]: got "latest"; a digest is sha256: and 64 hexadecimal digits$/,
      ),
      'nothing was written',
      '',
    ]);
    writeFile(dir, 'environments/images.lock.yaml', 'images: [a]\n');
    expect((await scorewright(dir, 'synth')).stderr).toContain('environments/images.lock.yaml:1:1 images-lock: got ');
  });
});
