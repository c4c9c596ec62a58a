import { VpcInterfaceEndpoint } from '../../../lib/storage';
import { VpcEndpointsDocument, vpcEndpointFindings } from '../../../lib/storage/s3/vpc-endpoint-invariants';

const VPC = 'vpc-0123456789abcdef0';
const OTHER = { path: 'storage/one', vpcId: VPC, routeTableIds: ['rtb-00000001', 'rtb-00000002'], interfaceEndpoints: [VpcInterfaceEndpoint.STS] };

function findings(changes: Partial<VpcEndpointsDocument> = {}) {
  return vpcEndpointFindings({
    vpcId: VPC, region: 'us-east-1', providerRegion: 'us-east-1', routeTableIds: ['rtb-00000003'], interfaceEndpoints: [], earlier: [], ...changes,
  });
}

describe('the region of endpoints', () => {
  test('may be the one of the provider, or one that only Terraform knows', () => {
    expect(findings()).toEqual([]);
    expect(findings({ providerRegion: undefined })).toEqual([]);
  });

  test('fails when the provider works in another', () => {
    expect(findings({ region: 'eu-west-1' })).toEqual([{
      what: `the endpoints of ${VPC} belong into eu-west-1, but the aws provider of their stack works in us-east-1`,
      why: 'EC2 has no service of eu-west-1 in us-east-1, and refuses the endpoints',
      fix: "put the endpoints into a stack of that region, or set region: 'us-east-1'",
    }]);
    expect(findings({ region: 'eu-west-1', vpcId: '${aws_vpc.main.id}' })[0].what).toMatch(/^the endpoints of the VPC belong into eu-west-1/);
  });
});

describe('buckets that can be reached', () => {
  test('may be all, or some', () => {
    expect(findings({ reachableBuckets: undefined })).toEqual([]);
    expect(findings({ reachableBuckets: 1 })).toEqual([]);
  });

  test('fail when there are none', () => {
    expect(findings({ reachableBuckets: 0 })).toEqual([{
      what: 'onlyTheseBuckets is set, and the stack makes no bucket',
      why: 'the policy of the endpoint would refuse every request to S3 but those for image layers, to whoever is in these route tables',
      fix: "put the stores into the stack of the endpoints, name the buckets, otherBuckets: ['acme-prod-metrics'], or leave onlyTheseBuckets out",
    }]);
  });
});

describe('a route table', () => {
  test('may be another than those of other endpoints, or one that only Terraform knows', () => {
    expect(findings({ earlier: [OTHER] })).toEqual([]);
    expect(findings({ routeTableIds: ['${aws_route_table.a.id}'], earlier: [{ ...OTHER, routeTableIds: ['${aws_route_table.a.id}'] }] })).toEqual([]);
  });

  test('fails when it has an endpoint already', () => {
    expect(findings({ routeTableIds: ['rtb-00000003', 'rtb-00000002'], earlier: [OTHER] })).toEqual([{
      what: "the route table rtb-00000002 has the gateway endpoint of 'storage/one' already",
      why: 'a route table takes one endpoint for S3: EC2 refuses the second (RouteAlreadyExists)',
      fix: 'leave rtb-00000002 out of routeTableIds',
    }]);
  });
});

describe('a service', () => {
  const sts = { interfaceEndpoints: [VpcInterfaceEndpoint.STS] };

  test('may have an endpoint in every VPC', () => {
    expect(findings({ ...sts, earlier: [{ ...OTHER, vpcId: 'vpc-00000002' }] })).toEqual([]);
    expect(findings({ interfaceEndpoints: [VpcInterfaceEndpoint.KMS], earlier: [OTHER] })).toEqual([]);
    expect(findings({ ...sts, vpcId: '${aws_vpc.main.id}', earlier: [{ ...OTHER, vpcId: '${aws_vpc.main.id}' }] })).toEqual([]);
  });

  test('fails when it has one in this VPC already', () => {
    expect(findings({ ...sts, earlier: [OTHER] })).toEqual([{
      what: `${VPC} has the interface endpoint for sts of 'storage/one' already`,
      why: 'both would answer to one private name, and EC2 refuses the second (private-dns-enabled: conflicting DNS domain)',
      fix: 'leave sts out of interfaceEndpoints; one endpoint serves the whole VPC',
    }]);
  });
});
