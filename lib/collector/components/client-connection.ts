import { secretVariables } from './expansion';
import { Finding } from '../../validation';
import { Destination, EgressNeed, FileSource, MountNeed, Needs, Tls } from '../../wiring';

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
    egress: isLoopback(destination.host) ? [] : [egressNeed(destination)],
  };
}

/** Services of other programs are known by the namespace in their name; behind which ports their pods listen is not. */
export function egressNeed(destination: Pick<Destination, 'host' | 'port' | 'servedBy'>): EgressNeed {
  if (destination.servedBy) {
    return { port: destination.port, peer: destination.servedBy };
  }
  const namespace = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(destination.host)?.[1];
  return namespace ? { peer: { namespace } } : { port: destination.port };
}

/** The files of a connection. */
export function mountNeeds(tls: Tls): MountNeed[] {
  return tls._files().map(mountOf);
}

/** The mount that holds a file. */
export function mountOf(file: FileSource): MountNeed {
  return {
    mountPath: file.mountPath,
    ...(file.kind === 'secret' ? { secretName: file.objectName } : { configMapName: file.objectName }),
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.') || host === '[::1]';
}
