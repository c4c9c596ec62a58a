import { VpcInterfaceEndpoint } from '../../../lib/storage';
import { gatewayEndpointDocument, interfaceEndpointDocuments, VpcEndpointsPlan } from '../../../lib/storage/s3/vpc-endpoints';

const METRICS = '${aws_s3_bucket.metrics_bucket.arn}';

function aPlan(changes: Partial<VpcEndpointsPlan> = {}): VpcEndpointsPlan {
  return {
    name: 'vpc',
    vpcId: 'vpc-1a2b3c4d',
    region: 'us-east-1',
    routeTableIds: ['rtb-1a2b3c4d'],
    onlyTheseBuckets: false,
    otherBuckets: [],
    interfaceEndpoints: [],
    subnetIds: [],
    securityGroupIds: [],
    ...changes,
  };
}

function statements(changes: Partial<VpcEndpointsPlan>, bucketArns: readonly string[]) {
  return JSON.parse(gatewayEndpointDocument(aPlan({ onlyTheseBuckets: true, ...changes }), bucketArns).attributes.policy as string).Statement;
}

test('the gateway endpoint stands in route tables and lets everything through', () => {
  expect(gatewayEndpointDocument(aPlan(), [METRICS])).toEqual({
    id: 's3',
    type: 'aws_vpc_endpoint',
    name: 'vpc_s3',
    attributes: {
      vpc_id: 'vpc-1a2b3c4d', service_name: 'com.amazonaws.us-east-1.s3', vpc_endpoint_type: 'Gateway', route_table_ids: ['rtb-1a2b3c4d'],
    },
  });
});

describe('the policy of a gateway endpoint that lets some buckets through', () => {
  const everybody = { Effect: 'Allow', Principal: '*' };

  test('names the buckets of the stack, others, and the image layers of ECR, of which nothing but reading', () => {
    expect(statements({ otherBuckets: ['acme-packages'] }, [METRICS, '${aws_s3_bucket.logs_bucket.arn}'])).toEqual([
      {
        Sid: 'BucketsOfTheStack',
        ...everybody,
        Action: 's3:*',
        Resource: [METRICS, `${METRICS}/*`, '${aws_s3_bucket.logs_bucket.arn}', '${aws_s3_bucket.logs_bucket.arn}/*'],
      },
      { Sid: 'OtherBuckets', ...everybody, Action: 's3:*', Resource: ['arn:aws:s3:::acme-packages', 'arn:aws:s3:::acme-packages/*'] },
      { Sid: 'ImageLayers', ...everybody, Action: 's3:GetObject', Resource: ['arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'] },
    ]);
  });

  test('has no statement without a resource', () => {
    expect(statements({}, [METRICS]).map(({ Sid }: { Sid: string }) => Sid)).toEqual(['BucketsOfTheStack', 'ImageLayers']);
    expect(statements({ otherBuckets: ['acme'] }, []).map(({ Sid }: { Sid: string }) => Sid)).toEqual(['OtherBuckets', 'ImageLayers']);
  });

  test('names buckets by the partition of the region', () => {
    expect(statements({ region: 'cn-north-1' }, [METRICS])[1].Resource).toEqual(['arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*']);
  });
});

test('interface endpoints answer to the names that clients know, in the subnets and security groups that they were given', () => {
  const { STS, EKS_AUTH, KMS } = VpcInterfaceEndpoint;
  const [sts, ...others] = interfaceEndpointDocuments(aPlan({
    interfaceEndpoints: [STS, EKS_AUTH, KMS], subnetIds: ['subnet-1a2b3c4d', 'subnet-2a2b3c4d'], securityGroupIds: ['sg-1a2b3c4d'], tags: { team: 'sre' },
  }));

  expect(sts).toEqual({
    id: 'sts',
    type: 'aws_vpc_endpoint',
    name: 'vpc_sts',
    attributes: {
      vpc_id: 'vpc-1a2b3c4d',
      service_name: 'com.amazonaws.us-east-1.sts',
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: ['subnet-1a2b3c4d', 'subnet-2a2b3c4d'],
      security_group_ids: ['sg-1a2b3c4d'],
      tags: { team: 'sre' },
    },
  });
  expect(others.map(({ name, attributes }) => [name, attributes.service_name])).toEqual([
    ['vpc_eks_auth', 'com.amazonaws.us-east-1.eks-auth'], ['vpc_kms', 'com.amazonaws.us-east-1.kms'],
  ]);
});

test('China has a name of its own for STS', () => {
  const { STS, KMS } = VpcInterfaceEndpoint;
  const documents = interfaceEndpointDocuments(aPlan({ region: 'cn-north-1', interfaceEndpoints: [STS, KMS] }));

  expect(documents.map(({ attributes }) => attributes.service_name)).toEqual(['cn.com.amazonaws.cn-north-1.sts', 'com.amazonaws.cn-north-1.kms']);
});
