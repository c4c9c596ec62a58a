import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import type { SecretValue, Tls } from '../../wiring';
import { decided, decidedOrNothing } from '../../wiring/mapping';

/** Servers of one kind that a ruler reaches by HTTP. */
export interface HttpServers {
  /** `host:port` of each, or a name to look up: `dnssrv+_http._tcp.alertmanager.monitoring.svc`. */
  readonly addresses: readonly string[];
  readonly tls: Tls;
  /** What stands before every path. */
  readonly pathPrefix?: string;
}

/** Where the results of rules go when the ruler keeps none. */
export interface RemoteWriteTarget {
  readonly name?: string;
  readonly url: string;
  readonly headers?: { readonly [name: string]: string | SecretValue };
  readonly tls: Tls;
}

/**
 * The document of `--query.config-file`: whom rules are evaluated by. Of several, one is asked for each rule.
 *
 * @see https://thanos.io/tip/components/rule.md/#query-api
 */
export function queryConfigDocument(servers: readonly HttpServers[]): object[] {
  return servers.map(serversDocument);
}

/**
 * The document of `--alertmanagers.config-file`. Every Alertmanager is told of every alert: they agree among themselves who notifies.
 *
 * @see https://thanos.io/tip/components/rule.md/#alertmanager
 */
export function alertmanagersDocument(servers: readonly HttpServers[], timeout?: Duration): object {
  const time = timeout && prometheusDuration(timeout.toMilliseconds());
  return { alertmanagers: servers.map((each) => decided({ ...serversDocument(each), timeout: time, api_version: 'v2' })) };
}

/**
 * The document of `--remote-write.config-file`, which is that of Prometheus; Thanos puts variables of its environment in place of $(NAME).
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
export function remoteWriteDocument(targets: readonly RemoteWriteTarget[]): object {
  return {
    remote_write: targets.map(({ name, url, headers = {}, tls }) => decided({
      name,
      url,
      headers: decidedOrNothing(furtherHeaders(headers)),
      authorization: authorization(headers),
      tls_config: tlsConfig(tls),
    })),
  };
}

function isAuthorization(header: string): boolean {
  return header.toLowerCase() === 'authorization';
}

/** The one header that is refused among the others. */
function authorization(headers: NonNullable<RemoteWriteTarget['headers']>): object | undefined {
  const value = Object.entries(headers).find(([header]) => isAuthorization(header))?.[1];
  return value === undefined || typeof value === 'string' ? undefined : { type: value.prefix.trim() || 'Bearer', credentials: `$(${value.variable})` };
}

function furtherHeaders(headers: NonNullable<RemoteWriteTarget['headers']>): { [header: string]: string } {
  const further = Object.entries(headers).filter(([header]) => !isAuthorization(header));
  return Object.fromEntries(further.map(([header, value]) => [header, headerText(value)]));
}

function headerText(value: string | SecretValue): string {
  return typeof value === 'string' ? value : `${value.prefix}$(${value.variable})`;
}

function serversDocument({ addresses, tls, pathPrefix }: HttpServers): object {
  return decided({
    static_configs: [...addresses],
    scheme: tls.enabled ? 'https' : 'http',
    path_prefix: pathPrefix,
    http_config: decidedOrNothing({ tls_config: tlsConfig(tls) }),
  });
}

function tlsConfig({ ca, certificate, key, serverName }: Tls): object | undefined {
  return decidedOrNothing({ ca_file: ca?.path, cert_file: certificate?.path, key_file: key?.path, server_name: serverName });
}
