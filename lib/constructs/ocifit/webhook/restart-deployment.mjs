// Restarts a Deployment as `kubectl rollout restart` does: `node restart-deployment.mjs NAMESPACE NAME`. It runs inside the
// cluster with Node alone, so it imports nothing but Node; API_SERVER and TOKEN_FILE tell it where to ask.
import { readFile } from 'node:fs/promises';
import process from 'node:process';

const { fetch, AbortSignal } = globalThis;
const { API_SERVER, TOKEN_FILE } = process.env;

const [, , namespace, name] = process.argv;
const token = (await readFile(TOKEN_FILE, 'utf8')).trim();
const annotations = { 'scorewright.dev/restarted-at': new Date().toISOString() };
const response = await fetch(`${API_SERVER}/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, {
  method: 'PATCH',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/strategic-merge-patch+json' },
  body: JSON.stringify({ spec: { template: { metadata: { annotations } } } }),
  signal: AbortSignal.timeout(30_000),
});
if (response.ok) process.stdout.write(`restarting Deployment ${namespace}/${name}\n`);
else {
  process.stdout.write(`got status ${response.status} for Deployment ${namespace}/${name}: ${await response.text()}\n`);
  process.exitCode = 1;
}
