// Runs the HTTP checks of a file and prints one line for each: `node smoke-checks.mjs checks.json`. It runs inside the
// cluster with Node alone, so it imports nothing but Node; `http-check.ts` says what the file holds.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const { fetch, AbortSignal } = globalThis;
const secondsBetweenTries = 2;
const noAnswer = 'got no answer';

async function main(path) {
  const { patienceSeconds, checks } = JSON.parse(await readFile(path, 'utf8'));
  const results = await Promise.all(
    checks.map(async (check) => ({ check, fault: await patiently(check, patienceSeconds) })),
  );
  for (const { check, fault } of results) {
    const word = fault === undefined ? 'ok  ' : isOnlyTold(check, fault) ? 'warn' : 'FAIL';
    process.stdout.write(`${word} ${check.name}${fault === undefined ? '' : `: ${fault}`}\n`);
  }
  return results.some(({ check, fault }) => fault !== undefined && !isOnlyTold(check, fault)) ? 1 : 0;
}

function isOnlyTold({ warnOnly, mayNotAnswer }, fault) {
  return warnOnly || (mayNotAnswer && fault.startsWith(noAnswer));
}

async function patiently(check, patienceSeconds) {
  const end = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const fault = await run(check).catch((error) => `${noAnswer} from ${check.url}: ${reasonOf(error, check)}`);
    if (fault === undefined || Date.now() + secondsBetweenTries * 1000 > end) return fault;
    await setTimeout(secondsBetweenTries * 1000);
  }
}

async function run({ url, method, headers = {}, bearerTokenFile, json, text, status, fields = [], timeoutSeconds }) {
  const authorization =
    bearerTokenFile === undefined ? {} : { authorization: `Bearer ${await tokenIn(bearerTokenFile)}` };
  const contentType = json === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method,
    headers: { ...contentType, ...headers, ...authorization },
    body: json === undefined ? text : JSON.stringify(json),
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  });
  const body = await response.text();
  if (response.status !== status) return `got status ${response.status} from ${url}; expected ${status}`;
  if (fields.length === 0) return undefined;
  const answer = parsed(body);
  if (answer === undefined) return `got no JSON from ${url}`;
  return fields.map((field) => faultOf(field, answer)).find((fault) => fault !== undefined);
}

async function tokenIn(file) {
  return (await readFile(file, 'utf8')).trim();
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function faultOf(field, answer) {
  const value = field.path.reduce((inner, key) => inner?.[key], answer);
  const got = `got ${value === undefined ? 'nothing' : JSON.stringify(value)} at ${field.path.join('.')}`;
  if ('equals' in field && !isDeepStrictEqual(value, field.equals))
    return `${got}; expected ${JSON.stringify(field.equals)}`;
  if ('differs' in field && (value === undefined || isDeepStrictEqual(value, field.differs)))
    return `${got}; expected another value than ${JSON.stringify(field.differs)}`;
  if ('absent' in field && value !== undefined && value !== null && value !== '') return `${got}; expected none`;
  if ('type' in field && typeOf(value) !== field.type) return `${got}; expected a value of type ${field.type}`;
  return undefined;
}

function typeOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Node says "fetch failed" and hides why in the cause. */
function reasonOf(error, { timeoutSeconds }) {
  if (error.name === 'TimeoutError') return `none within ${timeoutSeconds} s`;
  return error.cause?.code ?? error.cause?.message ?? error.message;
}

process.exitCode = await main(process.argv[2]);
