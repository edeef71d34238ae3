import { dnsLabelForm } from '../model/dns-name';

/** A host in some text that may be a Service's name in the cluster's DNS. */
export interface ServiceHost {
  readonly name: string;
  /** Absent for a bare name, which is looked up beside the pod that asks. */
  readonly namespace?: string;
  /** The port as written, or that of the scheme; absent where neither tells it. */
  readonly port?: number;
  /** Written as `name.namespace`, as any domain of two labels is. */
  readonly unsure: boolean;
}

const url = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#"'`<>|;,)\]}]+)/g;
const address =
  /(?<![\w./@$}-])([a-z0-9]([a-z0-9-]*[a-z0-9])?)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?(?::(\d{1,5}))?(?![\w-])/g;
/** What names a bucket, a repository, a model or a file where others have a host. */
const withoutHost: ReadonlySet<string> = new Set([
  'abfs',
  'abfss',
  'arn',
  'azblob',
  'file',
  'gcs',
  'gs',
  'hf',
  'hostpath',
  'oci',
  'oss',
  'pvc',
  's3',
  's3a',
  's3n',
  'spiffe',
  'sqlite',
  'swift',
  'unix',
  'wasb',
  'wasbs',
]);
const schemePorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * The Services that a text asks for, by URL or by `name.namespace.svc`. A name holding a variable is left out, as are
 * IP addresses and other domains: what they lead to cannot be told from manifests.
 */
export function serviceHosts(text: string): ServiceHost[] {
  const hosts: ServiceHost[] = [];
  if (text.includes('://'))
    for (const match of text.matchAll(url)) {
      const [, scheme = '', authority = ''] = match;
      const host = withoutHost.has(scheme) ? undefined : parseAuthority(authority, schemePorts[scheme]);
      if (host) hosts.push(host);
    }
  if (text.includes('.svc'))
    for (const [, name = '', , namespace = '', port] of text.matchAll(address))
      hosts.push({ name, namespace, unsure: false, ...(port !== undefined && { port: Number(port) }) });
  return hosts;
}

/** A host that the world's DNS or none knows, with its port. */
export interface OuterHost {
  readonly name: string;
  readonly port: number;
}

/** The hosts of a text's URLs that are not names of Services: IP addresses and domains. */
export function outerHosts(text: string): OuterHost[] {
  if (!text.includes('://')) return [];
  return Array.from(text.matchAll(url)).flatMap(([, scheme = '', authority = '']) => {
    const [, name = '', port] = /^(?:[^@]*@)?([a-z0-9.-]+\.[a-z0-9-]+)\.?(?::(\d{1,5}))?$/.exec(authority) ?? [];
    const known = port === undefined ? schemePorts[scheme] : Number(port);
    if (name === '' || known === undefined || /\.svc(\.cluster\.local)?$/.test(name)) return [];
    return [{ name, port: known }];
  });
}

function parseAuthority(authority: string, schemePort: number | undefined): ServiceHost | undefined {
  const match = /^(?:[^@]*@)?([a-z0-9.-]+?)\.?(?::(\d{1,5}))?$/.exec(authority);
  if (!match) return undefined;
  const [name = '', namespace, svc, ...rest] = (match[1] ?? '').split('.');
  if (!dnsLabelForm.test(name) || name === 'localhost' || /^\d+$/.test(name)) return undefined;
  const port = match[2] === undefined ? schemePort : Number(match[2]);
  const withPort = port === undefined ? {} : { port };
  if (namespace === undefined) return { name, unsure: false, ...withPort };
  if (svc === undefined) return { name, namespace, unsure: true, ...withPort };
  const inCluster = svc === 'svc' && (rest.length === 0 || rest.join('.') === 'cluster.local');
  return inCluster ? { name, namespace, unsure: false, ...withPort } : undefined;
}
