import { createHash } from 'node:crypto';
import { wholeName } from '../../synth/images/mirrored';
import { parseImage } from '../../model/image-reference';

/** The digest of an image, or why it is not known. */
export type Answer = { readonly digest: string } | { readonly reason: string };

const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Milliseconds that a registry has to answer. */
const patience = 15_000;

/** Asks the image's registry, without a login: what needs one is given by a file. */
export async function digestOf(image: string): Promise<Answer> {
  const { repository, tag = 'latest' } = parseImage(wholeName(image));
  const [host = '', ...path] = repository.split('/');
  const scheme = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) ? 'http' : 'https';
  const server = host === 'docker.io' ? 'registry-1.docker.io' : host;
  const url = `${scheme}://${server}/v2/${path.join('/')}/manifests/${tag}`;
  try {
    const first = await ask(url, 'HEAD');
    const token = first.status === 401 ? await tokenFor(first.headers.get('www-authenticate') ?? '') : undefined;
    const answer = token === undefined ? first : await ask(url, 'HEAD', token);
    if (!answer.ok) return { reason: `${server} answers ${answer.status}` };
    const digest = answer.headers.get('docker-content-digest') ?? (await digestOfBody(url, token));
    return /^sha256:[0-9a-f]{64}$/.test(digest) ? { digest } : { reason: `${server} gives no sha256 digest` };
  } catch (error) {
    return { reason: `${server} does not answer (${reasonOf(error)})` };
  }
}

async function ask(url: string, method: 'HEAD' | 'GET', token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(url, { method, headers: { accept: accepted, ...authorization }, signal: AbortSignal.timeout(patience) });
}

/** Of a registry that leaves the header out: the digest is that of what it sends. */
async function digestOfBody(url: string, token: string | undefined): Promise<string> {
  const body = Buffer.from(await (await ask(url, 'GET', token)).arrayBuffer());
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/** A token that anybody gets, as the registry's own answer says where. */
async function tokenFor(challenge: string): Promise<string | undefined> {
  const fields = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
  const { realm, ...query } = fields;
  if (realm === undefined || !/^bearer /i.test(challenge)) return undefined;
  const url = `${realm}?${new URLSearchParams(query).toString()}`;
  const answer = (await (await fetch(url, { signal: AbortSignal.timeout(patience) })).json()) as Record<
    string,
    unknown
  >;
  const token = answer.token ?? answer.access_token;
  return typeof token === 'string' ? token : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error.name === 'TimeoutError' ? 'timed out' : error.message;
}
