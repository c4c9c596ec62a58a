import { Construct, IConstruct } from 'constructs';
import { findStack } from '../../terraform/find-stack';
import { judgeStack } from '../../terraform/judge-stack';
import { AWS } from '../../terraform/providers';
import { awsRegion } from '../../terraform/stack-document';
import { namesIn } from '../../terraform/terraform-name';
import { terraformWriter } from '../../terraform/terraform-writer';
import { fail, judgeAtSynth } from '../../validation';
import { requireAwsRegion, requireBucketName } from '../s3-names';
import { announceEndpoints, bucketArnsIn, earlierEndpoints } from './neighbours';
import { S3VpcEndpointsProps } from './s3-vpc-endpoints-props';
import { requireTags, tagsOf } from './tags';
import { VpcEndpointsDocument, vpcEndpointFindings } from './vpc-endpoint-invariants';
import { gatewayEndpointAttribute, gatewayEndpointDocument, interfaceEndpointDocuments, VpcEndpointsPlan } from './vpc-endpoints';
import { requireId, requireIds } from './vpc-ids';
import { VpcInterfaceEndpoint } from './vpc-interface-endpoint';

/**
 * The way from a VPC to its buckets that does not lead through a NAT gateway, which charges for every GB: a gateway endpoint for S3, free of
 * charge, and on demand interface endpoints for the services that give pods their credentials. Clients need no change: names stay the same.
 *
 * Stands in a `TerraformStack`, and fails elsewhere. Makes the `aws` provider of the stack unless the program makes one. At synth it is a problem when
 * its region is not the provider's, when no bucket could be reached, and when two of them share a route table or a service of one VPC.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class S3VpcEndpoints extends Construct {
  /** The VPC of the cluster. */
  public readonly vpcId: string;
  /** The route tables of the subnets of the nodes. */
  public readonly routeTableIds: string[];
  /** The region of the VPC. */
  public readonly region: string;
  /** Whether nothing but the buckets of this stack, others that are named and the image layers of ECR can be reached. */
  public readonly onlyTheseBuckets: boolean;
  /** Names of buckets that can be reached besides. */
  public readonly otherBuckets: string[];
  /** Services that are reached by network interfaces of the VPC. */
  public readonly interfaceEndpoints: VpcInterfaceEndpoint[];
  /** Subnets of the network interfaces. */
  public readonly subnetIds: string[];
  /** Security groups of the network interfaces. */
  public readonly securityGroupIds: string[];
  /** Tags of the endpoints. */
  public readonly tags: { readonly [name: string]: string };
  /** The id of the gateway endpoint, as an expression of Terraform: what `aws:SourceVpce` is in a request that came through it. */
  public readonly gatewayEndpointId: string;

  private readonly plan: VpcEndpointsPlan;

  /**
   * @param scope the `TerraformStack` of the stores, or a construct in it
   * @param id the beginning of every name in Terraform: `vpc` gives `aws_vpc_endpoint.vpc_s3`
   * @param props where the endpoints stand and what they let through
   */
  public constructor(scope: Construct, id: string, props: S3VpcEndpointsProps) {
    super(scope, id);
    const { path } = this.node;
    const stack = findStack(this) ?? failOutsideStack(path);
    this.vpcId = props.vpcId;
    this.routeTableIds = [...props.routeTableIds];
    this.region = props.region ?? awsRegion(stack) ?? failWithoutRegion(path);
    this.onlyTheseBuckets = props.onlyTheseBuckets ?? false;
    this.otherBuckets = [...props.otherBuckets ?? []];
    this.interfaceEndpoints = [...props.interfaceEndpoints ?? []];
    this.subnetIds = [...props.subnetIds ?? []];
    this.securityGroupIds = [...props.securityGroupIds ?? []];
    this.tags = { ...props.tags };
    requireAwsRegion(path, this.region);
    requireId(path, 'vpcId', 'vpc', this.vpcId);
    requireIds(path, 'routeTableIds', 'rtb', this.routeTableIds, 'nobody would be routed to the endpoint: every GB would still pass the NAT gateway');
    requireOtherBuckets(path, this);
    requireInterfaces(path, this);
    requireTags(path, this.tags);

    this.plan = {
      name: namesIn(stack, this),
      vpcId: this.vpcId,
      region: this.region,
      routeTableIds: this.routeTableIds,
      onlyTheseBuckets: this.onlyTheseBuckets,
      otherBuckets: this.otherBuckets,
      interfaceEndpoints: this.interfaceEndpoints,
      subnetIds: this.subnetIds,
      securityGroupIds: this.securityGroupIds,
      tags: tagsOf(this.tags),
    };
    this.gatewayEndpointId = gatewayEndpointAttribute(this.plan, 'id');
    announceEndpoints(this, this.plan);
    this.judge(stack);
    this.write(stack);
  }

  private write(stack: IConstruct): void {
    const terraform = terraformWriter(stack, AWS);
    terraform.ensureProvider({ region: this.region });
    terraform.addLateResource(this, () => gatewayEndpointDocument(this.plan, bucketArnsIn(stack)));
    interfaceEndpointDocuments(this.plan).forEach((document) => terraform.addResource(this, document));
  }

  private judge(stack: IConstruct): void {
    judgeStack(stack);
    const documents = (): VpcEndpointsDocument => ({
      vpcId: this.vpcId,
      region: this.region,
      providerRegion: awsRegion(stack),
      routeTableIds: this.routeTableIds,
      interfaceEndpoints: this.interfaceEndpoints,
      reachableBuckets: this.onlyTheseBuckets ? bucketArnsIn(stack).length + this.otherBuckets.length : undefined,
      earlier: earlierEndpoints(this),
    });
    judgeAtSynth(this, documents, vpcEndpointFindings);
  }
}

function requireOtherBuckets(path: string, { onlyTheseBuckets, otherBuckets }: S3VpcEndpoints): void {
  otherBuckets.forEach((bucketName) => requireBucketName(path, 'otherBuckets', bucketName));
  if (otherBuckets.length > 0 && !onlyTheseBuckets) {
    fail(path, {
      what: `otherBuckets names '${otherBuckets[0]}' without onlyTheseBuckets`,
      why: 'every bucket can be reached, and the names would restrict nothing',
      fix: 'onlyTheseBuckets: true, or leave otherBuckets out',
    });
  }
}

function requireInterfaces(path: string, { interfaceEndpoints, subnetIds, securityGroupIds }: S3VpcEndpoints): void {
  const twice = interfaceEndpoints.find((service, index) => interfaceEndpoints.indexOf(service) < index);
  if (twice !== undefined) {
    fail(path, {
      what: `interfaceEndpoints names ${twice} twice`,
      why: 'both would answer to one private name, and EC2 refuses the second',
      fix: `name ${twice} once`,
    });
  }
  if (interfaceEndpoints.length > 0) {
    requireIds(path, 'subnetIds', 'subnet', subnetIds, `the interface endpoint for ${interfaceEndpoints[0]} would have no network interface`);
    requireIds(path, 'securityGroupIds', 'sg', securityGroupIds,
      'EC2 would take the default security group of the VPC, which lets in its own members only: nodes would wait for an answer');
  } else if (subnetIds.length + securityGroupIds.length > 0) {
    fail(path, {
      what: `${subnetIds.length > 0 ? 'subnetIds' : 'securityGroupIds'} is given without interfaceEndpoints`,
      why: 'a gateway endpoint stands in route tables: nothing would be made in these subnets',
      fix: 'interfaceEndpoints: [VpcInterfaceEndpoint.STS], or leave subnetIds and securityGroupIds out',
    });
  }
}

function failOutsideStack(path: string): never {
  return fail(path, {
    what: 'an S3VpcEndpoints outside a TerraformStack',
    why: 'its endpoints are made by Terraform, and charts are not',
    fix: "new S3VpcEndpoints(new TerraformStack(app, 'storage'), 'vpc', { … })",
  });
}

function failWithoutRegion(path: string): never {
  return fail(path, {
    what: 'endpoints without a region',
    why: 'neither region nor an aws provider in the stack says which S3 they lead to',
    fix: "region: 'us-east-1', or make the endpoints after the stores of the stack",
  });
}
