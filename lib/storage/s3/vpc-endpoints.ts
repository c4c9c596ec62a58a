import { attributeOf, ResourceDocument } from '../../terraform/terraform-document';
import { partitionOf } from '../aws-partitions';
import { policy, Statement } from '../policy-document';
import { VpcInterfaceEndpoint } from './vpc-interface-endpoint';

const TYPE = 'aws_vpc_endpoint';

/** What an `S3VpcEndpoints` has decided. */
export interface VpcEndpointsPlan {
  /** The beginning of every name in Terraform. */
  readonly name: string;
  readonly vpcId: string;
  readonly region: string;
  readonly routeTableIds: readonly string[];
  readonly onlyTheseBuckets: boolean;
  readonly otherBuckets: readonly string[];
  readonly interfaceEndpoints: readonly VpcInterfaceEndpoint[];
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly tags?: { readonly [name: string]: string };
}

/**
 * Routes requests to S3 past NAT gateways, free of charge.
 *
 * @param bucketArns the buckets that can be reached when others cannot
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export function gatewayEndpointDocument(plan: VpcEndpointsPlan, bucketArns: readonly string[]): ResourceDocument {
  return {
    id: 's3',
    type: TYPE,
    name: gatewayName(plan),
    attributes: {
      vpc_id: plan.vpcId,
      service_name: `com.amazonaws.${plan.region}.s3`,
      vpc_endpoint_type: 'Gateway',
      route_table_ids: plan.routeTableIds,
      policy: plan.onlyTheseBuckets ? policy(statements(plan, bucketArns)) : undefined,
      tags: plan.tags,
    },
  };
}

/** An attribute of the gateway endpoint, as an expression. */
export function gatewayEndpointAttribute(plan: VpcEndpointsPlan, attribute: string): string {
  return attributeOf({ type: TYPE, name: gatewayName(plan) }, attribute);
}

/** Network interfaces that answer to the names by which clients know a service anyway. */
export function interfaceEndpointDocuments(plan: VpcEndpointsPlan): ResourceDocument[] {
  return plan.interfaceEndpoints.map((service) => ({
    id: service,
    type: TYPE,
    name: `${plan.name}_${service.replace(/-/g, '_')}`,
    attributes: {
      vpc_id: plan.vpcId,
      service_name: serviceName(service, plan.region),
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: plan.subnetIds,
      security_group_ids: plan.securityGroupIds,
      tags: plan.tags,
    },
  }));
}

/**
 * The image layers of ECR are objects in a bucket of AWS: without them no node of EKS could start a pod.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
function statements({ region, otherBuckets }: VpcEndpointsPlan, bucketArns: readonly string[]): Statement[] {
  const others = otherBuckets.map((bucketName) => bucketArn(bucketName, region));
  return [
    ...allow('BucketsOfTheStack', 's3:*', bucketArns.flatMap(withObjects)),
    ...allow('OtherBuckets', 's3:*', others.flatMap(withObjects)),
    ...allow('ImageLayers', 's3:GetObject', [`${bucketArn(`prod-${region}-starport-layer-bucket`, region)}/*`]),
  ];
}

/** No statement rather than one without resources, which EC2 refuses. */
function allow(sid: string, action: string, resources: readonly string[]): Statement[] {
  return resources.length === 0 ? [] : [{ Sid: sid, Effect: 'Allow', Principal: '*', Action: action, Resource: resources }];
}

function withObjects(arn: string): string[] {
  return [arn, `${arn}/*`];
}

function bucketArn(bucketName: string, region: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucketName}`;
}

/** China calls some of its services otherwise, STS among them. */
function serviceName(service: VpcInterfaceEndpoint, region: string): string {
  const inChina = service === VpcInterfaceEndpoint.STS && region.startsWith('cn-');
  return `${inChina ? 'cn.' : ''}com.amazonaws.${region}.${service}`;
}

function gatewayName(plan: VpcEndpointsPlan): string {
  return `${plan.name}_s3`;
}
