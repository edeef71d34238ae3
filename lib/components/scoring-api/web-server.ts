import { bookmarksPath, serverAddress, type EngineResource } from '../../scoring/engine-resource';

/** Where the configuration and the documents are mounted, all of one folder. */
export const contentFolder = '/etc/scoring-api';

/** Above 1024, so that no process needs a right to open it. */
export const serverPort = 8080;

export const healthPath = '/healthz';

/** The places of a server, which tests choose otherwise. */
export interface ServerPlaces {
  readonly content: string;
  /** A folder that it may write: for its pid and for what it buffers. */
  readonly scratch: string;
  readonly port: number;
}

export const places: ServerPlaces = { content: contentFolder, scratch: '/tmp', port: serverPort };

/**
 * The configuration of an nginx that serves the documents of one folder and nothing else: the list, one engine by its UUID
 * or name, its own health. Answers, errors too, are JSON; other methods than GET and HEAD get 405. Links name the address by
 * which a client reached the server, also through a proxy that ends TLS before it.
 */
export function serverConfig(
  engines: readonly Pick<EngineResource, 'uuid' | 'name'>[],
  { content, scratch, port }: ServerPlaces = places,
): string {
  const names = engines.map(({ uuid, name }) => `    "${name}" ${uuid};\n`).join('');
  return `worker_processes 1;
error_log stderr warn;
pid ${scratch}/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  server_tokens off;
  etag on;
  client_body_temp_path ${scratch}/client_body;
  proxy_temp_path ${scratch}/proxy;
  fastcgi_temp_path ${scratch}/fastcgi;
  uwsgi_temp_path ${scratch}/uwsgi;
  scgi_temp_path ${scratch}/scgi;
  types { application/json json; }
  default_type application/json;
  charset utf-8;
  charset_types application/json;
  # So that a change of the ConfigMap's files is seen at once.
  open_file_cache off;
  add_header X-Content-Type-Options nosniff always;
  map_hash_bucket_size 512;
  map $http_x_forwarded_proto $client_scheme { default $scheme; http http; https https; }
  # What a client says its server is called goes into JSON: letters, digits and a port, or the name that this one has.
  map $http_host $client_host { default localhost:$server_port; "~^[][A-Za-z0-9._:-]+$" $http_host; }
  map $named $uuid_of_name {
    default none;
${names}  }
  sub_filter_types application/json;
  sub_filter_once off;
  sub_filter_last_modified on;
  sub_filter '${serverAddress}' '$client_scheme://$client_host';
  server {
    listen ${port};
    root ${content};
    error_page 404 /not_found.json;
    error_page 405 /method_not_allowed.json;
    location = /not_found.json { internal; }
    location = /method_not_allowed.json { internal; }
    location = ${healthPath} { return 200 '{"status":"ok"}'; }
    location ~ "^(?:/v1)?${bookmarksPath}(?:/detail)?/?$" {
      if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }
      try_files /scoring_engines.json =404;
    }
    location ~ "^(?:/v1)?${bookmarksPath}/(?<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$" {
      if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }
      try_files /$uuid.json =404;
    }
    location ~ "^(?:/v1)?${bookmarksPath}/(?<named>.+)$" {
      if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }
      try_files /$uuid_of_name.json =404;
    }
    location / { return 404; }
  }
}
`;
}
