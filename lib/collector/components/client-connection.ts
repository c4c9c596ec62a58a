import { secretVariables } from './expansion';
import { Destination, Needs, Tls } from '../../wiring';
import { egressNeeds, mountNeeds } from '../../wiring/endpoint-needs';

/** The `tls` of a client. */
export function tlsConfig(tls: Tls): object {
  return tls.enabled
    ? { ca_file: tls.ca, cert_file: tls.certificate, key_file: tls.key, server_name_override: tls.serverName, insecure: false }
    : { insecure: true };
}

/** What a client needs from its pod to reach a destination: credentials, certificates, a way out. */
export function connectionNeeds(destination: Destination, config: object): Needs {
  return {
    variables: secretVariables(config),
    mounts: mountNeeds(destination.tls),
    egress: egressNeeds(destination),
  };
}
