import { VpcInterfaceEndpoint } from './vpc-interface-endpoint';

/** Where in a VPC the endpoints stand, and what they let through. */
export interface S3VpcEndpointsProps {
  /** The VPC of the cluster: `vpc-…`, or an expression of Terraform. Anything else fails. */
  readonly vpcId: string;

  /**
   * The route tables of the subnets of the nodes: `rtb-…`, or expressions of Terraform. An empty list fails: nobody would be routed to the endpoint.
   */
  readonly routeTableIds: string[];

  /**
   * The region of the VPC and of the buckets. An availability zone fails, and so do endpoints without any region.
   *
   * @default - the one of the `aws` provider that the stack has already
   */
  readonly region?: string;

  /**
   * Whether nothing but the buckets of this stack, `otherBuckets` and the image layers of ECR in the region can be reached from these route tables.
   * Without a bucket it is a problem at synth.
   *
   * @default false - every request to S3 of every workload in the VPC passes here, those for packages and for buckets of other teams too
   */
  readonly onlyTheseBuckets?: boolean;

  /**
   * Names of buckets that can be reached besides, for example one with packages of the operating system. A name that S3 refuses fails; so do names
   * without `onlyTheseBuckets`.
   *
   * @default - none
   */
  readonly otherBuckets?: string[];

  /**
   * Services that pods without a way to the internet need besides S3. Fails without subnets and security groups, and on a service named twice.
   *
   * @default - none: a way to the internet serves them, and few bytes pass
   */
  readonly interfaceEndpoints?: VpcInterfaceEndpoint[];

  /**
   * Subnets for the network interfaces, at most one a zone: `subnet-…`, or expressions of Terraform. An empty list fails.
   *
   * @default - none, without `interfaceEndpoints`
   */
  readonly subnetIds?: string[];

  /**
   * Security groups of the network interfaces: `sg-…`, or expressions of Terraform. They have to let port 443 in from the nodes. An empty list fails:
   * EC2 would take the default group of the VPC, which lets in its own members only.
   *
   * @default - none, without `interfaceEndpoints`
   */
  readonly securityGroupIds?: string[];

  /**
   * Tags of the endpoints. A name that begins with `aws:` fails.
   *
   * @default - none but the default tags of the provider
   */
  readonly tags?: { readonly [name: string]: string };
}
