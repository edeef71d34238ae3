import { hostOf, isClusterLocal } from '../../../scoring/endpoint';
import type { PrometheusWay } from './way';

/** Above 1024, so that no process needs a right to open it. */
export const proxyPort = 9090;
export const healthPath = '/-/proxy';
export const caFolder = '/etc/prometheus-ca';

/** Variables that the start command fills in: no file may contain the first, and only the pod knows the second. */
export const variables = ['TOKEN', 'RESOLVER'] as const;

/**
 * The configuration of an nginx that forwards every request to a Prometheus, with its token and its certificate authority. The
 * name of a Prometheus outside the cluster is resolved again and again, because its addresses change.
 */
export function proxyConfig({ url, token, ca }: PrometheusWay): string {
  const { protocol, host, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  const target = `${protocol}//${host}${path}`;
  const outside = !isClusterLocal(hostOf(url) ?? '');
  const trusted = ca === undefined ? '/etc/ssl/certs/ca-certificates.crt' : `${caFolder}/${ca.key}`;
  const lines = [
    ...(outside
      ? ['resolver ${RESOLVER} valid=30s;', `set $prometheus ${target};`, 'proxy_pass $prometheus$request_uri;']
      : [`proxy_pass ${target}/;`]),
    'proxy_http_version 1.1;',
    'proxy_set_header Host $proxy_host;',
    ...(token ? ['proxy_set_header Authorization "Bearer ${TOKEN}";'] : []),
    ...(protocol === 'https:'
      ? [
          'proxy_ssl_server_name on;',
          'proxy_ssl_verify on;',
          'proxy_ssl_verify_depth 4;',
          `proxy_ssl_trusted_certificate ${trusted};`,
        ]
      : []),
  ];
  return `worker_processes 1;
error_log stderr warn;
pid /tmp/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  server_tokens off;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  server {
    listen ${proxyPort};
    location = ${healthPath} { return 200; }
    location / {
      ${lines.join('\n      ')}
    }
  }
}
`;
}
