import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { environment, project, scorewright, tree, writeFile } from './program';

const digest = `sha256:${'b'.repeat(64)}`;

/** One scorer of an image of our own, and nothing else that is rendered with an image. */
const small = (image: string) =>
  environment('kind', '').replace('nodePort: 30007 } }', `nodePort: 30007 }, image: '${image}' }`);

const image = 'registry.example.com/team/scorer:1.0.0';

describe('the list of images', () => {
  const printed = async (format: string) => {
    const dir = project({
      'environments/kind.yaml': small(image),
      'environments/images.lock.yaml': `images: { '${image}': '${digest}' }\n`,
    });
    const { status, stdout, stderr } = await scorewright(dir, 'images', '--format', format);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  };

  test('says where each comes from, and which charts hide theirs', async () => {
    const lines = await printed('table');
    expect(lines).toMatch(/^kind\n {2}image +digest +from\n/);
    expect(lines).toContain('registry.example.com/team/scorer:1.0.0');
    expect(lines).toContain('worker01 Deployment dynamic-scoring/sample-scorer');
    expect(lines).toMatch(
      /images of charts are not seen here:\n(.*\n)* +kube-prometheus-stack [\d.]+ of https:\S+ on worker01\n/,
    );
  });

  test('is one that other programs read', async () => {
    const pinned = `${image}@${digest}`;
    expect((await printed('text')).split('\n')).toContain(pinned);
    expect(parse(await printed('hauler'))).toMatchObject({
      kind: 'Images',
      spec: { images: expect.arrayContaining([{ name: pinned }]) as unknown },
    });
    expect(parse(await printed('zarf'))).toMatchObject({
      kind: 'ZarfPackageConfig',
      components: [{ images: expect.arrayContaining([pinned]) as unknown }],
    });
    expect(parse(await printed('oc-mirror'))).toMatchObject({
      kind: 'ImageSetConfiguration',
      mirror: { additionalImages: expect.arrayContaining([{ name: pinned }]) as unknown },
    });
    expect(JSON.parse(await printed('json'))).toMatchObject([
      { name: 'kind', images: expect.arrayContaining([expect.objectContaining({ image, digest })]) as unknown },
    ]);
  });
});

describe('the lock', () => {
  let server: Server;
  let host: string;
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = '', method = '', headers }, response) => {
      asked.push(`${method} ${url}`);
      if (url.startsWith('/token')) return response.end(JSON.stringify({ token: 'anybody' }));
      if (headers.authorization !== 'Bearer anybody') {
        const realm = `http://${headers.host}/token`;
        response.writeHead(401, {
          'www-authenticate': `Bearer realm="${realm}",service="test",scope="repository:team/scorer:pull"`,
        });
        return response.end();
      }
      if (url !== '/v2/team/scorer/manifests/1.0.0') return response.writeHead(404).end();
      return response.writeHead(200, { 'docker-content-digest': digest }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is written of what the registry answers and of what a file gives, and what neither knows is named', async () => {
    const own = `${host}/team/scorer:1.0.0`;
    const dir = project({ 'environments/kind.yaml': small(own) });
    const others = (await scorewright(dir, 'images', '--format', 'text')).stdout
      .split('\n')
      .filter((one) => one !== '' && one !== own);
    writeFile(dir, 'digests.txt', others.map((one) => `${one}@${digest}\n`).join(''));
    expect(await scorewright(dir, 'images', '--lock', '--digests', 'digests.txt')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(parse(tree(dir)['environments/images.lock.yaml']!)).toEqual({
      images: Object.fromEntries([own, ...others].map((one) => [one, digest])),
    });
    expect(asked).toContain('GET /token?service=test&scope=repository%3Ateam%2Fscorer%3Apull');
    expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.stringify(tree(dir))).toContain(`${own}@${digest}`);

    writeFile(dir, 'environments/kind.yaml', small(own.replace('1.0.0', '2.0.0')));
    expect(await scorewright(dir, 'images', '--lock', '--digests', 'digests.txt')).toMatchObject({
      status: 1,
      stderr: `${host}/team/scorer:2.0.0: ${host} answers 404\n`,
    });
  });

  test('a file of digests that is not there, or without a lock', async () => {
    const dir = project({ 'environments/kind.yaml': small(image) });
    expect(await scorewright(dir, 'images', '--lock', '--digests', 'gone.txt')).toMatchObject({
      status: 2,
      stderr: 'error: --digests: got gone.txt, a file that is not there\n',
    });
    expect(await scorewright(dir, 'images', '--digests', 'gone.txt')).toMatchObject({
      status: 2,
      stderr: 'error: --digests is for --lock\n',
    });
  });
});
