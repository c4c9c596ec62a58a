import { directive, NginxDirective, nginxDocument } from './nginx-document';

/** The port of the gateway. */
export const GATEWAY_PORT = 8080;

/** Where nginx may write: its process id, and folders that it makes at the start. */
export const SCRATCH_MOUNT_PATH = '/tmp';

/** Where a gateway says that it is there. No other place of it answers by itself. */
export const READY_PATH = '/ready';

/** Lines that are followed are quiet as long as nobody writes; Loki itself ends it after an hour (`tail_max_duration`). */
const FOLLOWED_SECONDS = 3600;

/** Connections that wait for the next request; after a minute others are made, so that replicas that have come since get their share. */
const IDLE_CONNECTIONS = 32;

/** What is known of a gateway before its document is written. */
export interface GatewayPlan {
  /** Who takes lines, as `host:port`. */
  readonly writers: string;
  /** Who answers queries. */
  readonly readers: string;
  /** Who evaluates rules; nobody when undefined. */
  readonly rules?: string;
  /** The largest request of lines that Loki takes. */
  readonly mostBytes: number;
  /** How long Loki may take for an answer. */
  readonly answerSeconds: number;
  /** As many as it has processors. */
  readonly workers: number;
}

/**
 * The configuration of a gateway: what writers and readers may ask of a Loki, and nothing else. Headers go through as they are, the tenant's among them. Names are looked up at
 * the start: they are those of Services, whose addresses stay.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html
 */
export function gatewayDocument(plan: GatewayPlan): string {
  return nginxDocument([
    directive('worker_processes', [plan.workers]),
    // the container ends with it
    directive('daemon', ['off']),
    directive('pid', [`${SCRATCH_MOUNT_PATH}/nginx.pid`]),
    directive('error_log', ['stderr', 'warn']),
    // who is still answered at the end is waited for
    directive('worker_shutdown_timeout', [`${plan.answerSeconds}s`]),
    directive('events', [], [directive('worker_connections', [2048])]),
    directive('http', [], http(plan)),
  ]);
}

function http(plan: GatewayPlan): NginxDirective[] {
  return [
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => directive(`${kind}_temp_path`, [`${SCRATCH_MOUNT_PATH}/${kind}`])),
    directive('default_type', ['text/plain']),
    directive('server_tokens', ['off']),
    ...accessLog(),
    directive('proxy_http_version', ['1.1']),
    directive('proxy_set_header', ['Host', '$http_host']),
    // an empty value leaves the header out: connections stay
    directive('proxy_set_header', ['Connection', '']),
    directive('proxy_read_timeout', [`${plan.answerSeconds}s`]),
    directive('proxy_send_timeout', [`${plan.answerSeconds}s`]),
    // whoever asks gets answers as they come, and nothing is kept on a disk
    directive('proxy_max_temp_file_size', [0]),
    upstream('writers', plan.writers),
    upstream('readers', plan.readers),
    ...plan.rules === undefined ? [] : [upstream('rules', plan.rules)],
    directive('server', [], server(plan)),
  ];
}

/** Requests that went wrong, by tenant. All of them would be lines for the next agent to write, each of which is a request again. */
function accessLog(): NginxDirective[] {
  const line = '{"status":$status,"method":"$request_method","path":"$uri","tenant":"$http_x_scope_orgid","seconds":$request_time,"bytes":$request_length,"upstream":"$upstream_addr"}';
  return [
    directive('map', ['$status', '$is_wrong'], [directive('~^[123]', [0]), directive('default', [1])]),
    directive('log_format', ['wrong', 'escape=json', line]),
    directive('access_log', ['/dev/stdout', 'wrong', 'if=$is_wrong']),
  ];
}

function upstream(name: string, address: string): NginxDirective {
  return directive('upstream', [name], [directive('server', [address]), directive('keepalive', [IDLE_CONNECTIONS]), directive('keepalive_time', ['60s'])]);
}

function server(plan: GatewayPlan): NginxDirective[] {
  const written = [directive('client_max_body_size', [plan.mostBytes]), directive('proxy_request_buffering', ['off'])];
  return [
    directive('listen', [GATEWAY_PORT]),
    directive('location', ['=', READY_PATH], [directive('return', [200, 'ready'])]),
    ...['/loki/api/v1/push', '/otlp/v1/logs'].map((path) => exactly(path, 'writers', ['POST'], written)),
    ...rulesLocations(plan.rules !== undefined),
    exactly('/loki/api/v1/tail', 'readers', ['GET'], followed()),
    // nginx would say where the folder is
    directive('location', ['=', '/loki/api/v1'], [directive('return', [404])]),
    // to delete lines is for whoever runs the Loki, not for its tenants
    directive('location', ['^~', '/loki/api/v1/delete'], [directive('return', [404])]),
    directive('location', ['^~', '/loki/api/v1/'], [...only(['GET', 'POST']), directive('proxy_pass', ['http://readers'])]),
    directive('location', ['/'], [directive('return', [404])]),
  ];
}

/** Rules are read here, and changed by this program. */
function rulesLocations(served: boolean): NginxDirective[] {
  const [exact, below] = [['/loki/api/v1/rules', '/prometheus/api/v1/rules', '/prometheus/api/v1/alerts'], '/loki/api/v1/rules/'];
  return served
    ? [...exact.map((path) => exactly(path, 'rules', ['GET'], [])), directive('location', ['^~', below], [...only(['GET']), directive('proxy_pass', ['http://rules'])])]
    : [directive('location', ['=', exact[0]!], [directive('return', [404])]), directive('location', ['^~', below], [directive('return', [404])])];
}

/** A connection that becomes a websocket: headers are said again, because one of its own takes the place of all from above. */
function followed(): NginxDirective[] {
  return [
    directive('proxy_set_header', ['Host', '$http_host']),
    directive('proxy_set_header', ['Upgrade', '$http_upgrade']),
    directive('proxy_set_header', ['Connection', 'upgrade']),
    directive('proxy_read_timeout', [`${FOLLOWED_SECONDS}s`]),
  ];
}

function exactly(path: string, upstreamName: string, methods: readonly string[], more: readonly NginxDirective[]): NginxDirective {
  return directive('location', ['=', path], [...only(methods), ...more, directive('proxy_pass', [`http://${upstreamName}`])]);
}

/** GET is HEAD too. */
function only(methods: readonly string[]): NginxDirective[] {
  return [directive('limit_except', methods, [directive('deny', ['all'])])];
}
