import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import type { RemoteWriteEndpoint, Tls } from '../../wiring';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import { sortHeaders } from '../remote-write-client';

/** Servers of one kind that a ruler reaches by HTTP. */
export interface HttpServers {
  /** `host:port` of each, or a name to look up: `dnssrv+_http._tcp.alertmanager.monitoring.svc`. */
  readonly addresses: readonly string[];
  readonly tls: Tls;
  /** What stands before every path. */
  readonly pathPrefix?: string;
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
export function remoteWriteDocument(endpoints: readonly RemoteWriteEndpoint[]): object {
  return { remote_write: endpoints.map(remoteWriteEntry) };
}

function remoteWriteEntry(endpoint: RemoteWriteEndpoint): object {
  const { literal, authorization, secret } = sortHeaders(endpoint);
  const variables = Object.fromEntries(Object.entries(secret).map(([header, { prefix, variable }]) => [header, `${prefix}$(${variable})`]));
  return decided({
    name: endpoint.name,
    url: endpoint.url,
    headers: decidedOrNothing({ ...literal, ...variables }),
    authorization: authorization && { type: authorization.prefix.trim(), credentials: `$(${authorization.variable})` },
    tls_config: tlsConfig(endpoint.tls),
  });
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
