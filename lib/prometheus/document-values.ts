import { Duration } from 'cdk8s';
import { prometheusDuration } from '../policy/relabel/prometheus-duration';
import { FileSource, Tls } from '../wiring';
import { decided, isMapping } from '../wiring/mapping';

/** A configuration as Prometheus reads it: plain data, nothing undefined. */
export function prometheusDocument(value: unknown): unknown {
  if (value instanceof Duration) {
    return prometheusDuration(value.toMilliseconds());
  }
  if (value instanceof FileSource) {
    return value.path;
  }
  if (Array.isArray(value)) {
    return value.map(prometheusDocument);
  }
  return isMapping(value) ? Object.fromEntries(Object.entries(decided(value)).map(([key, each]) => [key, prometheusDocument(each)])) : value;
}

/** The `tls_config` of a client; undefined when it verifies by the roots in the image. */
export function tlsConfig({ ca, certificate, key, serverName }: Tls): object | undefined {
  return ca ?? certificate ?? serverName ? { ca_file: ca, cert_file: certificate, key_file: key, server_name: serverName } : undefined;
}
