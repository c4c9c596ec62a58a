/** Endpoints in VPCs that the test makes beside them, and what they were meant to be. */
import { S3Backend, TerraformResource, TerraformStack } from 'cdktf';
import { ObservabilityApp, S3AccessLogs, S3Encryption, S3ObjectStore, S3VpcEndpoints, VpcInterfaceEndpoint } from '../../lib';

/** What is asked of the policy of an endpoint. */
export interface Reach {
  readonly action: string;
  readonly resource: string;
  readonly answer: 'allowed' | 'denied';
}

export interface EndpointIntent {
  readonly vpc: string;
  readonly service: string;
  readonly type: 'Gateway' | 'Interface';
  readonly privateDns: boolean;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly routeTables: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly reach: readonly Reach[];
}

const REGION = 'us-east-1';
const TAGS = { team: 'network' };
const FOREIGN = 'arn:aws:s3:::somebody-elses/object';
const LAYER = `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/layer`;

function gateway(vpc: string, routeTables: readonly string[], reach: readonly Reach[]): EndpointIntent {
  return {
    vpc, routeTables, reach, service: `com.amazonaws.${REGION}.s3`, type: 'Gateway', privateDns: false, subnets: [], securityGroups: [], tags: TAGS,
  };
}

function network(vpc: string, service: string): EndpointIntent {
  return {
    vpc,
    service: `com.amazonaws.${REGION}.${service}`,
    type: 'Interface',
    privateDns: true,
    subnets: ['one', 'two'],
    securityGroups: ['nodes'],
    routeTables: [],
    tags: TAGS,
    reach: [{ action: `${service}:Anything`, resource: '*', answer: 'allowed' }],
  };
}

/** What can be reached when nothing else can: these buckets, and the image layers, which are only read. */
function only(...buckets: readonly string[]): Reach[] {
  const arns = buckets.flatMap((bucket) => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/object`]);
  return [
    ...arns.flatMap((resource) => ['s3:ListBucket', 's3:GetObject', 's3:PutObject'].map((action): Reach => ({ action, resource, answer: 'allowed' }))),
    { action: 's3:GetObject', resource: LAYER, answer: 'allowed' },
    { action: 's3:PutObject', resource: LAYER, answer: 'denied' },
    { action: 's3:GetObject', resource: FOREIGN, answer: 'denied' },
    { action: 's3:PutObject', resource: FOREIGN, answer: 'denied' },
  ];
}

export const CLOSED_ENDPOINT = gateway('closed', ['closed-one', 'closed-two'],
  only('acme-behind-endpoints', 'acme-behind-endpoints-access-logs', 'acme-not-logged', 'acme-packages'));

export const ENDPOINTS: readonly EndpointIntent[] = [
  gateway('open', ['open'], [{ action: 's3:PutObject', resource: FOREIGN, answer: 'allowed' }]),
  CLOSED_ENDPOINT,
  network('closed', 'sts'),
  network('closed', 'eks-auth'),
  network('closed', 'kms'),
];

/** A resource of the test, by the name that its tag has too. Returns its id, as an expression. */
function made(stack: TerraformStack, type: string, name: string, attributes: object): string {
  const resource = new TerraformResource(stack, `${type}-${name}`, { terraformResourceType: type });
  const label = name.replace(/-/g, '_');
  resource.overrideLogicalId(label);
  Object.entries({ ...attributes, tags: { Name: name } }).forEach(([key, value]) => resource.addOverride(key, value));
  return `\${${type}.${label}.id}`;
}

function madeVpc(stack: TerraformStack, name: string): string {
  return made(stack, 'aws_vpc', name, { cidr_block: '10.0.0.0/16', enable_dns_support: true, enable_dns_hostnames: true });
}

function openEndpoints(stack: TerraformStack): void {
  const vpcId = madeVpc(stack, 'open');
  new S3VpcEndpoints(stack, 'around', { vpcId, routeTableIds: [made(stack, 'aws_route_table', 'open', { vpc_id: vpcId })], region: REGION, tags: TAGS });
}

function closedEndpoints(stack: TerraformStack): void {
  const vpcId = madeVpc(stack, 'closed');
  const subnet = (name: string, third: number) => made(stack, 'aws_subnet', name, {
    vpc_id: vpcId, cidr_block: `10.0.${third}.0/24`, availability_zone: `${REGION}${'ab'[third]}`,
  });
  new S3VpcEndpoints(stack, 'within', {
    vpcId,
    routeTableIds: ['closed-one', 'closed-two'].map((name) => made(stack, 'aws_route_table', name, { vpc_id: vpcId })),
    onlyTheseBuckets: true,
    otherBuckets: ['acme-packages'],
    interfaceEndpoints: [VpcInterfaceEndpoint.STS, VpcInterfaceEndpoint.EKS_AUTH, VpcInterfaceEndpoint.KMS],
    subnetIds: [subnet('one', 0), subnet('two', 1)],
    securityGroupIds: [made(stack, 'aws_security_group', 'nodes', { vpc_id: vpcId, description: 'nodes of the cluster' })],
    tags: TAGS,
  });
}

/** Writes the stack below `<outdir>/terraform/endpoints`. */
export function writeEndpoints(outdir: string): void {
  const app = new ObservabilityApp({ outdir });
  const stack = new TerraformStack(app, 'endpoints');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'endpoints.tfstate', region: REGION });
  openEndpoints(stack);
  closedEndpoints(stack);
  new S3ObjectStore(stack, 'logged', { bucketName: 'acme-behind-endpoints', region: REGION, encryption: S3Encryption.s3Managed() });
  new S3ObjectStore(stack, 'not-logged', { bucketName: 'acme-not-logged', region: REGION, encryption: S3Encryption.s3Managed(), accessLogs: S3AccessLogs.off() });
  app.synth();
}
