import { isObjectName } from './object-name';
import { fail } from '../validation';

/**
 * Who signs certificates between pods of this program: an issuer of cert-manager, which renews them too.
 *
 * It has to write `ca.crt` into the Secrets that it fills, as those of the kinds CA, Vault and Venafi do: both sides verify each other by it. An
 * ACME issuer (Let's Encrypt) signs no certificates of clients.
 *
 * @see https://cert-manager.io/docs/configuration/
 */
export class CertificateIssuer {
  /**
   * An `Issuer` in the namespace of the pods. Fails on a name that Kubernetes refuses.
   *
   * @param name its name
   */
  public static issuer(name: string): CertificateIssuer {
    return new CertificateIssuer('Issuer', requireIssuerName('CertificateIssuer.issuer', name));
  }

  /**
   * A `ClusterIssuer`, for every namespace. Fails on a name that Kubernetes refuses.
   *
   * @param name its name
   */
  public static clusterIssuer(name: string): CertificateIssuer {
    return new CertificateIssuer('ClusterIssuer', requireIssuerName('CertificateIssuer.clusterIssuer', name));
  }

  /** `Issuer` or `ClusterIssuer`. */
  public readonly kind: string;
  /** Its name. */
  public readonly name: string;

  private constructor(kind: string, name: string) {
    this.kind = kind;
    this.name = name;
  }
}

function requireIssuerName(caller: string, name: string): string {
  return isObjectName(name) ? name : fail(caller, {
    what: `'${name}' is not a name for an issuer`,
    why: 'Kubernetes takes lower-case letters, digits, - and . only: there is none of this name',
    fix: `${caller}('platform-ca')`,
  });
}
