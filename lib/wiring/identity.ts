import { fail } from '../validation';

const PROVIDER_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):oidc-provider\/([A-Za-z0-9.-]+(?:\/[A-Za-z0-9._-]+)*)$/;

/** Options of EKS Pod Identity. */
export interface PodIdentityOptions {
  /**
   * The name of the cluster in EKS. One that EKS refuses fails.
   *
   * @default - the name of the cluster whose identity this is
   */
  readonly clusterName?: string;
}

/** Options of IAM roles for service accounts. */
export interface IrsaOptions {
  /**
   * The ARN of the OIDC provider of the cluster in IAM: account, partition and issuer are read from it. Anything else fails, and so does an
   * expression of Terraform: the name of the role stands in a manifest.
   */
  readonly oidcProviderArn: string;
}

/**
 * How the pods of a cluster prove to AWS who they are, so that each has a role of its own and no key is written down.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 */
export class Identity {
  /**
   * EKS Pod Identity: Terraform associates service accounts with roles, and manifests know nothing of it. The cluster needs the
   * `eks-pod-identity-agent` add-on. Fails on a name that EKS refuses.
   *
   * @param options the name of the cluster
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  public static podIdentity(options: PodIdentityOptions = {}): Identity {
    if (options.clusterName !== undefined) {
      requireClusterName('Identity.podIdentity', 'clusterName', options.clusterName);
    }
    return new Identity(options.clusterName);
  }

  /**
   * IAM roles for service accounts (IRSA): the token of a service account is exchanged for credentials. For clusters without the agent of Pod
   * Identity, and for those outside EKS.
   *
   * @param options the OIDC provider of the cluster
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  public static irsa(options: IrsaOptions): Identity {
    const { oidcProviderArn: arn } = options;
    if (!PROVIDER_ARN.test(arn)) {
      fail('Identity.irsa', {
        what: `oidcProviderArn '${arn}' is not the ARN of an OIDC provider`,
        why: arn.includes('${')
          ? 'the annotation of a service account names account and role, and Kubernetes reads no expressions of Terraform'
          : 'nobody could assume the role: IAM trusts the tokens of a cluster only through its provider',
        fix: "oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', "
          + 'as `aws iam list-open-id-connect-providers` shows it, or Identity.podIdentity()',
      });
    }
    return new Identity(undefined, arn);
  }

  /** The name of the cluster in EKS, if it is another than that of the cluster. */
  public readonly clusterName?: string;
  /** The ARN of the OIDC provider; nothing with Pod Identity. */
  public readonly oidcProviderArn?: string;

  private constructor(clusterName?: string, oidcProviderArn?: string) {
    this.clusterName = clusterName;
    this.oidcProviderArn = oidcProviderArn;
  }

  /** What the OIDC provider says of itself; nothing with Pod Identity. @internal */
  public get _provider(): { readonly partition: string; readonly account: string; readonly issuer: string } | undefined {
    const [, partition, account, issuer] = PROVIDER_ARN.exec(this.oidcProviderArn ?? '') ?? [];
    return partition === undefined ? undefined : { partition, account, issuer };
  }
}

/**
 * Fails on a name that EKS gives to no cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
export function requireClusterName(caller: string, property: string, name: string): void {
  if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) {
    fail(caller, {
      what: `${property} '${name}' is not the name of a cluster of EKS`,
      why: 'EKS takes 1 to 100 letters, digits, - and _, and would not find the cluster',
      fix: 'the name that `aws eks list-clusters` shows, for example Identity.podIdentity({ clusterName: \'prod-us-east-1\' })',
    });
  }
}
