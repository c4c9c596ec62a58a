import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from './labels';
import { CertificateIssuer } from '../wiring';

/** A certificate that cert-manager keeps in a Secret. */
export interface IssuedCertificate {
  readonly name: string;
  readonly labels: Labels;
  readonly issuer: CertificateIssuer;
  /** The Secret, with `tls.crt`, `tls.key` and `ca.crt`. */
  readonly secretName: string;
  readonly dnsNames: readonly string[];
  /** Who shows it. */
  readonly shownBy: 'server' | 'client';
}

/** Long enough to notice that nobody renews it, which happens a month before. */
const [VALID, RENEWED_BEFORE] = ['2160h0m0s', '720h0m0s'];

/**
 * A certificate that is renewed in time, with a new key each time.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec
 */
export function issuedCertificate(scope: Construct, id: string, { name, labels, issuer, secretName, dnsNames, shownBy }: IssuedCertificate): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, labels: { ...labels } },
    spec: {
      secretName,
      issuerRef: { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name },
      dnsNames,
      usages: ['digital signature', `${shownBy} auth`],
      duration: VALID,
      renewBefore: RENEWED_BEFORE,
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}
