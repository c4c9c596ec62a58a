import { isAtLeast } from '../../versions';
import type { Tls } from '../../wiring';
import { decided, decidedOrNothing } from '../../wiring/mapping';

/** Somebody who answers Query: a store gateway, a sidecar, a receiver, a ruler with blocks of its own, another Query. */
export interface AskedEndpoint {
  /** `host:port`, or a name to look up: `dnssrv+_grpc._tcp.thanos-store.monitoring.svc`. */
  readonly address: string;
  /** Whether all that the name stands for have the same series, so that one of them is asked. */
  readonly group?: boolean;
  /** Whether Query fails without it, rather than answering without it. */
  readonly strict?: boolean;
  /** How it is reached, where not as all others. */
  readonly tls?: Tls;
}

/** Whom Query asks. */
export interface AskedEndpoints {
  /** How endpoints are reached that say nothing else. */
  readonly tls?: Tls;
  readonly endpoints: readonly AskedEndpoint[];
}

/** The first version whose document says how endpoints are reached. */
const TLS_IN_DOCUMENT = '0.42.0';

/** Whether the document of endpoints says how they are reached; before, flags do, for all endpoints alike. */
export function endpointsHaveTls(version: string): boolean {
  return isAtLeast(version, TLS_IN_DOCUMENT);
}

/**
 * The document of `--endpoint.sd-config-file`.
 *
 * Whether TLS is used is always said: Thanos derives it from the files that are named, and takes the certificate of the system as no file.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/endpointset.go
 */
export function endpointsDocument({ tls, endpoints }: AskedEndpoints, version: string): object {
  const all = endpointsHaveTls(version) ? tls : undefined;
  return decided({ default_client_config: all && clientConfig(all), endpoints: endpoints.map(endpointDocument) });
}

function endpointDocument({ address, group, strict, tls }: AskedEndpoint): object {
  return decided({ address, group: group || undefined, strict: strict || undefined, client_config: tls && clientConfig(tls) });
}

function clientConfig({ enabled, ca, certificate, key, serverName }: Tls): object {
  return decided({
    tls_config: decidedOrNothing({ enabled, ca_file: ca?.path, cert_file: certificate?.path, key_file: key?.path }),
    server_name: serverName,
  });
}
