// One run of an experiment: makes a MiniCluster, waits for its pod, saves what the pod printed, and deletes it. It runs inside
// the cluster with Node alone, as one index of a Job, so it imports nothing but Node. A run whose output exists is skipped, and
// what an interrupted try left behind is removed first: so an index may start any number of times.
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';

const { fetch, AbortSignal } = globalThis;
const { API_SERVER, TOKEN_FILE, NAMESPACE, EXPERIMENT, MINICLUSTER, FOLDER, JOB_COMPLETION_INDEX } = process.env;
const seconds = (name, otherwise) => Number(process.env[name] ?? otherwise);
const limits = {
  ready: seconds('READY_SECONDS', 600),
  run: seconds('RUN_SECONDS', 1800),
  gone: seconds('GONE_SECONDS', 180),
  between: seconds('POLL_SECONDS', 2),
};

const index = Number(JOB_COMPLETION_INDEX) + 1;
const name = `${EXPERIMENT}-${index}`;
const folder = join(FOLDER, String(index));
const miniClusters = `/apis/flux-framework.org/v1alpha2/namespaces/${NAMESPACE}/miniclusters`;
const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;

async function main() {
  if (await exists(join(folder, 'hpcg.out'))) return say(`run ${index} has its output already`);
  await mkdir(folder, { recursive: true });
  await remove();
  const miniCluster = JSON.parse(await readFile(MINICLUSTER, 'utf8'));
  await ask('POST', miniClusters, { ...miniCluster, metadata: { ...miniCluster.metadata, name } });
  say(`made MiniCluster ${name}`);
  try {
    await save();
  } finally {
    await remove();
  }
}

async function save() {
  const started = await untilOrLog(limits.ready, `the pod of ${name} to be ready`, async () => {
    const pod = await thePod();
    return pod && (isReady(pod) || isOver(pod)) ? pod : undefined;
  });
  await write('pod-time.txt', podTable(started));
  say(`pod ${started.metadata.name} runs on ${JSON.stringify(started.spec.nodeSelector ?? {})}`);
  const pod = await untilOrLog(limits.run, `the pod of ${name} to end`, async () => {
    const current = await thePod();
    return current && isOver(current) ? current : undefined;
  });
  await write('pod.json', `${JSON.stringify(pod, undefined, 2)}\n`);
  if (restarts(pod) > 0) {
    await writeFailure(pod);
    throw new Error(`run ${index} ended with an error and was started again; see failed.out`);
  }
  const log = await logOf(pod);
  if (!/HPCG result is VALID/.test(log)) {
    await write('failed.out', log);
    throw new Error(`run ${index} printed no valid result; see failed.out`);
  }
  await write('hpcg.out', log);
  say(`saved run ${index} in ${folder}`);
}

/** As `until`; when the time is up, what the pod has printed by then is the only trace of what it waits for. */
async function untilOrLog(limit, what, check) {
  try {
    return await until(limit, what, check);
  } catch (error) {
    const pod = await thePod();
    if (pod) await writeFailure(pod);
    throw error;
  }
}

/** What it prints, and what it printed before it was started again: by then the operator has put another container in its place. */
async function writeFailure(pod) {
  const read = (previous) => logOf(pod, previous).catch((error) => `${error.message}\n`);
  const earlier = restarts(pod) > 0 ? `before it was started again:\n${await read(true)}\nsince then:\n` : '';
  await write('failed.out', `${earlier}${await read(false)}`);
}

async function logOf(pod, previous = false) {
  const query = `container=${containerOf(pod)}${previous ? '&previous=true' : ''}`;
  return (await ask('GET', `${pods}/${pod.metadata.name}/log?${query}`, undefined, 'text')) ?? '';
}

/** Deletes the MiniCluster and waits until its pods are gone too: the next one of the name would meet them. */
async function remove() {
  await ask('DELETE', `${miniClusters}/${name}`, { propagationPolicy: 'Foreground' });
  await until(limits.gone, `MiniCluster ${name} to be gone`, async () => {
    const left = await ask('GET', `${miniClusters}/${name}`);
    return left === undefined && (await thePod()) === undefined ? true : undefined;
  });
}

async function thePod() {
  const { items } = await ask('GET', `${pods}?labelSelector=${encodeURIComponent(`job-name=${name}`)}`);
  return items[0];
}

/** Flux' container is named after its MiniCluster. */
function containerOf(pod) {
  const names = pod.spec.containers.map((container) => container.name);
  return names.includes(name) ? name : names[0];
}

function isReady(pod) {
  return (pod.status.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** The operator's Jobs start a failed container again in place, so a run that fails never ends by itself. */
function isOver(pod) {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' || restarts(pod) > 0;
}

function restarts(pod) {
  const own = (pod.status.containerStatuses ?? []).find((status) => status.name === containerOf(pod));
  return own?.restartCount ?? 0;
}

/** As `kubectl get pods` prints it; its last column tells how long the node took to start. */
function podTable(pod) {
  const statuses = pod.status.containerStatuses ?? [];
  const ready = `${statuses.filter((status) => status.ready).length}/${pod.spec.containers.length}`;
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const age = Math.round((Date.now() - Date.parse(pod.metadata.creationTimestamp)) / 1000);
  const minutes = Math.floor(age / 60);
  const row = [
    pod.metadata.name,
    ready,
    pod.status.phase,
    String(count),
    `${minutes > 0 ? `${minutes}m` : ''}${age % 60}s`,
  ];
  const head = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'];
  const widths = head.map((title, column) => Math.max(title.length, row[column].length) + 3);
  const line = (cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('')
      .trimEnd();
  return `${line(head)}\n${line(row)}\n`;
}

/** The answer; `undefined` where the object is not there. */
async function ask(method, path, body, as = 'json') {
  const token = (await readFile(TOKEN_FILE, 'utf8')).trim();
  const response = await fetch(`${API_SERVER}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`got status ${response.status} for ${method} ${path}: ${text}`);
  return as === 'text' ? text : JSON.parse(text);
}

async function until(limit, what, check) {
  const end = Date.now() + limit * 1000;
  for (;;) {
    const result = await check();
    if (result !== undefined) return result;
    if (Date.now() > end) throw new Error(`waited ${limit} s for ${what}`);
    await setTimeout(limits.between * 1000);
  }
}

/** Whole or not at all: a killed run must not look like a finished one. */
async function write(file, text) {
  const path = join(folder, file);
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

await main().catch((error) => {
  say(error.message);
  process.exitCode = 1;
});
