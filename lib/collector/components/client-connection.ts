import { Duration } from 'cdk8s';
import { Extension, RenderContext } from './component';
import { secretVariables } from './expansion';
import { Destination, Needs, Tls } from '../../wiring';
import { egressNeeds, mountNeeds } from '../../wiring/endpoint-needs';

/** A certificate that was renewed in its Secret is shown from then on; by default, one that has expired until the pod restarts. */
const RELOADED_AFTER = Duration.minutes(5);

/**
 * The `tls` of a client.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
 */
export function tlsConfig({ enabled, ca, certificate, key, serverName }: Tls): object {
  return enabled
    ? { ca_file: ca, cert_file: certificate, key_file: key, reload_interval: certificate && RELOADED_AFTER, server_name_override: serverName, insecure: false }
    : { insecure: true };
}

/** The `auth` of a client or a server; undefined without an authenticator. */
export function authConfig(authenticator: Extension | undefined, context: RenderContext): object | undefined {
  return authenticator && { authenticator: authenticator._id(context) };
}

/** The keys by which a client reaches a destination and says who it is. */
export function connectionConfig({ tls, headers }: Destination, authenticator: Extension | undefined, context: RenderContext): object {
  return {
    tls: tlsConfig(tls),
    headers: Object.keys(headers).length > 0 ? headers : undefined,
    auth: authConfig(authenticator, context),
  };
}

/** What a client needs from its pod to reach a destination: credentials, certificates, a way out. */
export function connectionNeeds(destination: Destination, config: object): Needs {
  return {
    variables: secretVariables(config),
    mounts: mountNeeds(destination.tls),
    egress: egressNeeds(destination),
  };
}
