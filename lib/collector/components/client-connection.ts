import { Extension, RenderContext } from './component';
import { secretVariables } from './expansion';
import { Destination, Needs, Tls } from '../../wiring';
import { egressNeeds, mountNeeds } from '../../wiring/endpoint-needs';

/** The `tls` of a client. */
export function tlsConfig(tls: Tls): object {
  return tls.enabled
    ? { ca_file: tls.ca, cert_file: tls.certificate, key_file: tls.key, server_name_override: tls.serverName, insecure: false }
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
