import { Chart } from 'cdk8s';
import { LocalBackend, TerraformHclModule, TerraformStack, Token } from 'cdktf';
import { anApp, aStack, aStore, written } from './fixtures';
import { S3AccessLogs, S3VpcEndpoints, S3VpcEndpointsProps, VpcInterfaceEndpoint } from '../../../lib/storage';

const VPC_ID = 'vpc-0123456789abcdef0';
const ROUTES = ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'];
const INTERFACES = { subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] };

function endpoints(stack: TerraformStack, id = 'vpc', props: Partial<S3VpcEndpointsProps> = {}): S3VpcEndpoints {
  return new S3VpcEndpoints(stack, id, { vpcId: VPC_ID, routeTableIds: ROUTES, region: 'us-east-1', ...props });
}

function endpointsIn(stack: TerraformStack) {
  return JSON.parse(written(stack)).resource.aws_vpc_endpoint;
}

function reachable(stack: TerraformStack): string[] {
  return JSON.parse(endpointsIn(stack).vpc_s3.policy).Statement.flatMap(({ Resource }: { Resource: string[] }) => Resource);
}

test('by default there is a gateway endpoint without a policy, and a provider of its region', () => {
  const stack = aStack();
  endpoints(stack);
  const { resource, provider } = JSON.parse(written(stack));

  expect(Object.keys(resource.aws_vpc_endpoint)).toEqual(['vpc_s3']);
  expect(resource.aws_vpc_endpoint.vpc_s3).toMatchObject({ vpc_id: VPC_ID, route_table_ids: ROUTES, service_name: 'com.amazonaws.us-east-1.s3' });
  expect(resource.aws_vpc_endpoint.vpc_s3).not.toHaveProperty('policy');
  expect(provider.aws).toEqual([{ region: 'us-east-1' }]);
});

test('endpoints can be read back', () => {
  expect(endpoints(aStack(), 'vpc', { tags: { team: 'sre' } })).toMatchObject({
    vpcId: VPC_ID,
    routeTableIds: ROUTES,
    region: 'us-east-1',
    onlyTheseBuckets: false,
    otherBuckets: [],
    interfaceEndpoints: [],
    subnetIds: [],
    securityGroupIds: [],
    tags: { team: 'sre' },
    gatewayEndpointId: '${aws_vpc_endpoint.vpc_s3.id}',
  });
});

test('the region is that of the provider, which stores before it have made', () => {
  const stack = aStack();
  aStore(stack, 'metrics', { region: 'eu-central-1' });

  expect(endpoints(stack, 'vpc', { region: undefined }).region).toBe('eu-central-1');
});

test('the buckets of the stack can be reached, those for access logs and those that come later too; buckets of other stacks cannot', () => {
  const app = anApp();
  const stack = aStack(app);
  endpoints(stack, 'vpc', { onlyTheseBuckets: true, otherBuckets: ['acme-packages'] });
  aStore(stack);
  aStore(aStack(app, 'elsewhere'), 'traces', { accessLogs: S3AccessLogs.off() });

  expect(reachable(stack).filter((arn) => !arn.endsWith('/*'))).toEqual([
    '${aws_s3_bucket.metrics_bucket.arn}', '${aws_s3_bucket.metrics_access_logs_bucket.arn}', 'arn:aws:s3:::acme-packages',
  ]);
});

test('the buckets of a stack below it are not those of the stack', () => {
  const stack = aStack();
  endpoints(stack, 'vpc', { onlyTheseBuckets: true });
  aStore(stack, 'metrics', { accessLogs: S3AccessLogs.off() });
  const below = new TerraformStack(stack, 'below');
  new LocalBackend(below, { path: 'terraform.tfstate' });
  aStore(below, 'traces', { accessLogs: S3AccessLogs.off() });

  expect(reachable(stack).filter((arn) => arn.includes('_bucket.arn'))).toEqual(['${aws_s3_bucket.metrics_bucket.arn}', '${aws_s3_bucket.metrics_bucket.arn}/*']);
});

test('as many buckets of others as of the stack can be reached', () => {
  const stack = aStack();
  endpoints(stack, 'vpc', { onlyTheseBuckets: true, otherBuckets: ['acme-packages'] });
  aStore(stack, 'metrics', { accessLogs: S3AccessLogs.off() });

  expect(reachable(stack)).toContain('arn:aws:s3:::acme-packages');
});

test('ids can be expressions of Terraform, a whole list of them too', () => {
  const stack = aStack();
  const network = new TerraformHclModule(stack, 'network', { source: 'terraform-aws-modules/vpc/aws' });
  endpoints(stack, 'vpc', {
    vpcId: '${aws_vpc.main.id}',
    routeTableIds: Token.asList(network.interpolationForOutput('private_route_table_ids')),
    interfaceEndpoints: [VpcInterfaceEndpoint.STS],
    subnetIds: ['${aws_subnet.a.id}'],
    securityGroupIds: ['${aws_security_group.https.id}'],
  });
  const { vpc_s3: gateway, vpc_sts: sts } = endpointsIn(stack);

  expect(gateway).toMatchObject({ vpc_id: '${aws_vpc.main.id}', route_table_ids: '${module.network.private_route_table_ids}' });
  expect(sts).toMatchObject({ subnet_ids: ['${aws_subnet.a.id}'], security_group_ids: ['${aws_security_group.https.id}'] });
});

describe('fails', () => {
  const made = (props: Partial<S3VpcEndpointsProps>) => () => endpoints(aStack(), 'vpc', props);
  const { STS } = VpcInterfaceEndpoint;

  test('in a chart', () => {
    expect(() => new S3VpcEndpoints(new Chart(anApp(), 'chart'), 'vpc', { vpcId: VPC_ID, routeTableIds: ROUTES })).toThrow(
      'chart/vpc: an S3VpcEndpoints outside a TerraformStack\n',
    );
  });

  test('without a region', () => {
    expect(made({ region: undefined })).toThrow('storage/vpc: endpoints without a region\n');
  });

  test.each<[string, Partial<S3VpcEndpointsProps>, string]>([
    ['an availability zone', { region: 'us-east-1a' }, "region 'us-east-1a' is not a region of AWS"],
    ['the name of a VPC', { vpcId: 'main' }, "vpcId 'main' does not look like vpc-0123456789abcdef0"],
    ['no route table', { routeTableIds: [] }, 'routeTableIds is empty'],
    ['a subnet for a route table', { routeTableIds: ['subnet-1a2b3c4d'] }, "routeTableIds 'subnet-1a2b3c4d' does not look like rtb-0123456789abcdef0"],
    ['no subnet', { ...INTERFACES, interfaceEndpoints: [STS], subnetIds: [] }, 'subnetIds is empty'],
    ['no security group', { ...INTERFACES, interfaceEndpoints: [STS], securityGroupIds: undefined }, 'securityGroupIds is empty'],
    ['a service twice', { ...INTERFACES, interfaceEndpoints: [STS, STS] }, 'interfaceEndpoints names sts twice'],
    ['subnets for nothing', INTERFACES, 'subnetIds is given without interfaceEndpoints'],
    ['security groups for nothing', { securityGroupIds: ['sg-1a2b3c4d'] }, 'securityGroupIds is given without interfaceEndpoints'],
    ['other buckets where all can be reached', { otherBuckets: ['acme'] }, "otherBuckets names 'acme' without onlyTheseBuckets"],
    ['a bucket that cannot be', { onlyTheseBuckets: true, otherBuckets: ['Acme'] }, "otherBuckets 'Acme' has characters other than"],
    ['a tag of AWS', { tags: { 'aws:x': 'y' } }, "tag 'aws:x' begins with aws:"],
  ])('on %s', (_, props, text) => {
    expect(made(props)).toThrow(`storage/vpc: ${text}`);
  });

  test('when no bucket could be reached, and when another region or other endpoints are in the way', () => {
    const stack = aStack();
    endpoints(stack, 'one');
    endpoints(stack, 'two', { onlyTheseBuckets: true, region: 'eu-west-1' });

    expect(() => written(stack)).toThrow(new RegExp([
      `storage/two: the endpoints of ${VPC_ID} belong into eu-west-1, but the aws provider of their stack works in us-east-1`,
      'storage/two: onlyTheseBuckets is set, and the stack makes no bucket',
      "storage/two: the route table rtb-0123456789abcdef0 has the gateway endpoint of 'storage/one' already",
    ].join('[^]*')));
  });

  test('in a stack without a backend', () => {
    const stack = new TerraformStack(anApp(), 'storage');
    endpoints(stack);

    expect(() => written(stack)).toThrow('storage: the stack has no backend\n');
  });
});
