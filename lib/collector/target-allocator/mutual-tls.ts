import { Construct } from 'constructs';
import { issuedCertificate } from '../../kubernetes/issued-certificate';
import { Labels } from '../../kubernetes/labels';
import { fail } from '../../validation';
import { CertificateIssuer, FileSource, ServerTls, Tls } from '../../wiring';
import { requireServerTls } from '../../wiring/server-tls';

/** Certificates that were made elsewhere, or who signs them. */
export interface MutualTlsProps {
  readonly tls?: ServerTls;
  readonly certificateIssuer?: CertificateIssuer;
}

/** How the allocator and its collectors know each other; undefined where they do not. @param name the name of the allocator */
export function mutualTls(path: string, name: string, { tls, certificateIssuer }: MutualTlsProps): ServerTls | undefined {
  if (tls && certificateIssuer) {
    fail(path, {
      what: 'there are both tls and certificateIssuer',
      why: 'either certificates are there, or somebody signs them: one of the two would not be used',
      fix: `certificateIssuer: CertificateIssuer.${certificateIssuer.kind === 'Issuer' ? 'issuer' : 'clusterIssuer'}('${certificateIssuer.name}') alone, or tls alone`,
    });
  }
  return certificateIssuer ? issuedTls(name) : tls && requireMutualTls(path, tls);
}

/** The allocator asks every client for a certificate. */
function requireMutualTls(path: string, tls: ServerTls): ServerTls {
  if (tls.clientCa === undefined) {
    fail(path, {
      what: 'tls has no clientCa',
      why: 'the allocator asks every collector for a certificate, and could verify none',
      fix: "clientCa: FileSource.fromSecret('allocator', 'ca.crt')",
    });
  }
  requireServerTls(path, tls);
  return tls;
}

/** The names of the Secrets that an issuer fills. */
function secretsOf(name: string): { readonly server: string; readonly client: string } {
  return { server: `${name}-tls`, client: `${name}-client-tls` };
}

function issuedTls(name: string): ServerTls {
  const { server, client } = secretsOf(name);
  const ofServer = (key: string) => FileSource.fromSecret(server, key);
  const ofClient = (key: string) => FileSource.fromSecret(client, key);
  return {
    certificate: ofServer('tls.crt'),
    key: ofServer('tls.key'),
    clientCa: ofServer('ca.crt'),
    clients: Tls.custom({ ca: ofClient('ca.crt'), certificate: ofClient('tls.crt'), key: ofClient('tls.key') }),
  };
}

/** What is signed for an allocator. */
export interface SignedFor {
  readonly name: string;
  readonly labels: Labels;
  /** The name by which collectors reach it. */
  readonly host: string;
}

/** The certificate of the allocator, and that of its collectors. */
export function signedCertificates(scope: Construct, issuer: CertificateIssuer, { name, labels, host }: SignedFor): void {
  const { server, client } = secretsOf(name);
  issuedCertificate(scope, 'server-certificate', { name: server, labels, issuer, secretName: server, dnsNames: [host], shownBy: 'server' });
  issuedCertificate(scope, 'client-certificate', { name: client, labels, issuer, secretName: client, dnsNames: [client], shownBy: 'client' });
}
