import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fakeProgram, run, scratch, scriptPath, serve } from './running';

const place = scratch();
afterAll(place.remove);

function folderFor(name: string): { folder: string; path: string } {
  const folder = join(place.folder, name);
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  return { folder, path: `${bin}:${process.env.PATH ?? ''}` };
}

describe('run-hpcg.sh', () => {
  const settings = {
    ITERATIONS: '2',
    NODES: '1',
    TASKS: 'nproc',
    EXCLUSIVE: 'true',
    SAVE_LOGS: 'false',
    SIZE: '32 32 32',
    SECONDS_EACH: '15',
  };

  async function hpcg(name: string, changes: Partial<typeof settings & { CPUS: string }> = {}) {
    const { folder, path } = folderFor(name);
    fakeProgram(join(folder, 'bin'), 'nproc', 'echo 48');
    fakeProgram(
      join(folder, 'bin'),
      'flux',
      `echo "flux $*" >>"${folder}/calls"
case $1 in
  jobs) echo f1; echo f2 ;;
  run) echo rating >HPCG-Benchmark_3.1.txt; echo log >hpcg2026.txt ;;
esac`,
    );
    const ended = await run('bash', [scriptPath('experiments/run-hpcg.sh')], {
      ...settings,
      ...changes,
      PATH: path,
      HPCG_FOLDER: folder,
    });
    return { ...ended, calls: readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n'), folder };
  }

  test('writes the problem, runs it as often as asked, on all processors, and prints what it found', async () => {
    const { code, output, calls, folder } = await hpcg('all');
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'hpcg.dat'), 'utf8').split('\n').slice(2)).toEqual(['32 32 32', '15', '']);
    expect(calls).toEqual([
      'flux resource list',
      'flux run --setattr=user.study_id=hpcg-iter-1 -N 1 -o cpu-affinity=per-task -o gpu-affinity=off -n 48 --exclusive ./xhpcg',
      'flux run --setattr=user.study_id=hpcg-iter-2 -N 1 -o cpu-affinity=per-task -o gpu-affinity=off -n 48 --exclusive ./xhpcg',
    ]);
    expect(output).toContain('HPCG-BENCHMARKS\nrating\n');
  });

  test.each([
    ['none', '-o gpu-affinity=off ./xhpcg'],
    ['4', '-o gpu-affinity=off -n 4 ./xhpcg'],
  ])('with tasks %s and shared nodes', async (tasks, end) => {
    const { calls } = await hpcg(`tasks-${tasks}`, { TASKS: tasks, EXCLUSIVE: 'false', ITERATIONS: '1' });
    expect(calls.at(-1)).toMatch(new RegExp(`${end.replaceAll('.', '\\.')}$`));
  });

  test('with tasks on all cores, of which each may have several processors', async () => {
    const cpus = join(place.folder, 'cpus');
    for (const [cpu, siblings] of ['0,2', '1,3', '0,2', '1,3'].entries()) {
      const topology = join(cpus, `cpu${cpu}`, 'topology');
      mkdirSync(topology, { recursive: true });
      writeFileSync(join(topology, 'thread_siblings_list'), `${siblings}\n`);
    }
    const { calls } = await hpcg('tasks-cores', { TASKS: 'cores', EXCLUSIVE: 'false', ITERATIONS: '1', CPUS: cpus });
    expect(calls.at(-1)).toMatch(/-o gpu-affinity=off -n 2 \.\/xhpcg$/);
  });

  test('prints the records of every job where they are wanted', async () => {
    const { calls, output } = await hpcg('records', { SAVE_LOGS: 'true', ITERATIONS: '1' });
    expect(calls.filter((call) => call.startsWith('flux job info'))).toEqual(
      ['f1', 'f2'].flatMap((id) =>
        ['jobspec', 'R', 'guest.exec.eventlog'].map((record) => `flux job info ${id} ${record}`),
      ),
    );
    expect(output).toContain('FLUX-JOB END f2');
  });
});

describe('push-artifact.sh', () => {
  const mediaType = 'application/vnd.oci.image.model-compatibilities.v1+json';
  const text = '{"version":"v1alpha1"}\n';
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const manifest = (of: string) =>
    `{\n "schemaVersion": 2,\n "layers": [\n  { "mediaType": "${mediaType}",\n    "digest": "${of}", "size": 23 } ] }`;

  async function push(name: string, registry: { holds?: string; error?: string }) {
    const { folder, path } = folderFor(name);
    const file = join(folder, 'compatibility-artifact.json');
    writeFileSync(file, text);
    writeFileSync(join(folder, 'manifest'), registry.holds ?? '');
    writeFileSync(join(folder, 'error'), registry.error ?? '');
    fakeProgram(
      join(folder, 'bin'),
      'oras',
      `case "$1 $2" in
  'manifest fetch') if [ -s '${folder}/manifest' ]; then cat '${folder}/manifest'; else cat '${folder}/error' >&2; exit 1; fi ;;
  push*) echo "$*" >'${folder}/pushed'; cmp -s compatibility-artifact.json '${file}' ;;
esac`,
    );
    const ended = await run('sh', [scriptPath('artifact/push-artifact.sh'), 'ghcr.io/acme/o:1', file, mediaType], {
      PATH: path,
    });
    const pushed = join(folder, 'pushed');
    return { ...ended, pushed: existsSync(pushed) ? readFileSync(pushed, 'utf8').trim() : undefined };
  }

  test('pushes under a tag that is not there, with the media type', async () => {
    const { code, pushed, output } = await push('new', { error: 'Error: ghcr.io/acme/o:1: not found' });
    expect({ code, output }).toMatchObject({ code: 0, output: `pushed ${digest} as ghcr.io/acme/o:1\n` });
    expect(pushed).toBe(
      `push --registry-config /credentials/.dockerconfigjson --artifact-type ${mediaType} ghcr.io/acme/o:1 compatibility-artifact.json:${mediaType}`,
    );
  });

  test('leaves a tag alone that holds the same', async () => {
    const { code, pushed, output } = await push('same', { holds: manifest(digest) });
    expect({ code, pushed }).toEqual({ code: 0, pushed: undefined });
    expect(output).toBe(`ghcr.io/acme/o:1 already holds ${digest}\n`);
  });

  test.each([
    [
      'other content',
      { holds: manifest(`sha256:${'0'.repeat(64)}`) },
      `ghcr.io/acme/o:1 holds other content than ${digest}; choose another tag`,
    ],
    ['the same content of another type', { holds: manifest(digest).replace('model-', '') }, 'holds other content'],
    ['credentials that do not count', { error: 'Error: response status code 401: unauthorized' }, '401: unauthorized'],
  ])('fails for %s', async (name, registry, message) => {
    const { code, pushed, output } = await push(name.replaceAll(' ', '-'), registry);
    expect({ code, pushed }).toEqual({ code: 1, pushed: undefined });
    expect(output).toContain(message);
  });
});

describe('restart-deployment.mjs', () => {
  async function restart(status: number) {
    const seen: unknown[] = [];
    const server = await serve((method, path, body, { headers }) => {
      seen.push({
        method,
        path,
        type: headers['content-type'],
        token: headers.authorization,
        body: JSON.parse(body) as unknown,
      });
      return { status, body: 'no' };
    });
    const token = join(place.folder, 'token');
    writeFileSync(token, 'secret');
    const ended = await run(
      process.execPath,
      [scriptPath('webhook/restart-deployment.mjs'), 'ocifit', 'ocifit-k8s-deployment'],
      {
        API_SERVER: server.url,
        TOKEN_FILE: token,
      },
    );
    await server.close();
    return { ...ended, seen };
  }

  test('changes the pod template and nothing else', async () => {
    const { code, seen } = await restart(200);
    expect(code).toBe(0);
    expect(seen).toEqual([
      {
        method: 'PATCH',
        path: '/apis/apps/v1/namespaces/ocifit/deployments/ocifit-k8s-deployment',
        type: 'application/strategic-merge-patch+json',
        token: 'Bearer secret',
        body: {
          spec: {
            template: {
              metadata: { annotations: { 'scorewright.dev/restarted-at': expect.stringMatching(/^\d{4}-/) as string } },
            },
          },
        },
      },
    ]);
  });

  test('fails where the API server rejects', async () => {
    expect(await restart(403)).toMatchObject({
      code: 1,
      output: 'got status 403 for Deployment ocifit/ocifit-k8s-deployment: no\n',
    });
  });
});
