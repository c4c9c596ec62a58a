import { secretVariables } from './expansion';
import { Finding } from '../../validation';
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

/** What is wrong with an encrypted URL and a plain-text connection, or the other way round. */
export function schemeFinding(destination: Destination): Finding | undefined {
  const encrypted = /^https:/i.test(destination.url);
  if (!/^https?:/i.test(destination.url) || encrypted === destination.tls.enabled) {
    return undefined;
  }
  return encrypted
    ? {
      what: `url '${destination.url}' is encrypted, but tls is Tls.plaintext()`,
      why: 'the scheme wins, so that the settings say something that is not true',
      fix: 'leave tls out, or begin the url with http://',
    }
    : {
      what: `url '${destination.url}' is plain text, but tls was given`,
      why: 'the scheme wins: credentials would cross the network in clear text',
      fix: `url: '${destination.url.replace(/^http:/i, 'https:')}'`,
    };
}
