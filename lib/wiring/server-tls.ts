import { fail } from '../validation';
import { FileSource, Tls } from './tls';

/** How a server of this program protects its connections. */
export interface ServerTls {
  /** The certificate of the server, with the authorities between it and the root. */
  readonly certificate: FileSource;

  /** The key of the certificate. One from a ConfigMap fails. */
  readonly key: FileSource;

  /**
   * The authority that signs the certificates of clients. A client without one is refused.
   *
   * @default - clients show no certificate
   */
  readonly clientCa?: FileSource;

  /**
   * How clients of this program connect: with the authority that signed the certificate, and with one of their own if the server wants it.
   *
   * @default Tls.system()
   */
  readonly clients?: Tls;
}

/** Fails on a key that everybody can read, and on clients that would be refused. */
export function requireServerTls(path: string, { key, clientCa, clients }: ServerTls): void {
  if (key.kind !== 'secret') {
    fail(path, {
      what: `the key of the server is in the ConfigMap '${key.objectName}'`,
      why: 'whoever may list ConfigMaps could pretend to be the server',
      fix: `key: FileSource.fromSecret('${key.objectName}', '${key.key}')`,
    });
  }
  if (clients?.enabled === false || (clientCa !== undefined && clients?.certificate === undefined)) {
    fail(path, {
      what: clients?.enabled === false ? 'clients connect in plain text to a server with a certificate' : 'the server wants certificates of its clients, and those of this program have none',
      why: 'it would refuse every connection',
      fix: "clients: Tls.custom({ ca: FileSource.fromSecret('clients', 'ca.crt'), certificate: FileSource.fromSecret('clients', 'tls.crt'), key: FileSource.fromSecret('clients', 'tls.key') })",
    });
  }
}

/** Every file that the pod of a server must mount. */
export function serverFiles({ certificate, key, clientCa }: ServerTls): FileSource[] {
  return [certificate, key, ...(clientCa === undefined ? [] : [clientCa])];
}
