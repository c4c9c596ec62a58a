/**
 * A service of AWS that is reached by network interfaces of the VPC, each for a charge by hour, zone and GB.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export enum VpcInterfaceEndpoint {
  /** Exchanges the token of a pod for credentials (IRSA). Clients have to use the regional endpoint, as EKS tells them to. */
  STS = 'sts',

  /** Hands credentials to the agent of EKS Pod Identity. */
  EKS_AUTH = 'eks-auth',

  /** For clients that encrypt by themselves. A store needs none: S3 uses its key, and the policy of that key lets nobody use it directly. */
  KMS = 'kms',
}
