import { VpcInterfaceEndpoint } from './vpc-interface-endpoint';
import { isExpression } from '../../terraform/terraform-document';
import { Finding } from '../../validation';

/** What other endpoints of the tree have to know of some. */
export interface EndpointsOfVpc {
  readonly vpcId: string;
  readonly routeTableIds: readonly string[];
  readonly interfaceEndpoints: readonly VpcInterfaceEndpoint[];
}

/** What is judged of endpoints: what they were given, and what stands around them. */
export interface VpcEndpointsDocument extends EndpointsOfVpc {
  readonly region: string;
  readonly providerRegion?: string;
  /** How many buckets can be reached; nothing when all can. */
  readonly reachableBuckets?: number;
  readonly earlier: readonly (EndpointsOfVpc & { readonly path: string })[];
}

/** Everything that can be said of endpoints at synth. */
export function vpcEndpointFindings(document: VpcEndpointsDocument): Finding[] {
  return [...placeFindings(document), ...reachFindings(document), ...routeFindings(document), ...nameFindings(document)];
}

function placeFindings({ vpcId, region, providerRegion }: VpcEndpointsDocument): Finding[] {
  return providerRegion === undefined || providerRegion === region
    ? []
    : [{
      what: `the endpoints of ${named(vpcId)} belong into ${region}, but the aws provider of their stack works in ${providerRegion}`,
      why: `EC2 has no service of ${region} in ${providerRegion}, and refuses the endpoints`,
      fix: `put the endpoints into a stack of that region, or set region: '${providerRegion}'`,
    }];
}

function reachFindings({ reachableBuckets }: VpcEndpointsDocument): Finding[] {
  return reachableBuckets !== 0
    ? []
    : [{
      what: 'onlyTheseBuckets is set, and the stack makes no bucket',
      why: 'the policy of the endpoint would refuse every request to S3 but those for image layers, to whoever is in these route tables',
      fix: "put the stores into the stack of the endpoints, name the buckets, otherBuckets: ['acme-prod-metrics'], or leave onlyTheseBuckets out",
    }];
}

/** A route table has one route to S3. */
function routeFindings({ routeTableIds, earlier }: VpcEndpointsDocument): Finding[] {
  return earlier.flatMap((other) => {
    const [shared] = routeTableIds.filter((id) => !isExpression(id) && other.routeTableIds.includes(id));
    return shared === undefined
      ? []
      : [{
        what: `the route table ${shared} has the gateway endpoint of '${other.path}' already`,
        why: 'a route table takes one endpoint for S3: EC2 refuses the second (RouteAlreadyExists)',
        fix: `leave ${shared} out of routeTableIds`,
      }];
  });
}

/** A name of a service leads to one place within a VPC. */
function nameFindings({ vpcId, interfaceEndpoints, earlier }: VpcEndpointsDocument): Finding[] {
  return earlier.filter((other) => !isExpression(vpcId) && other.vpcId === vpcId).flatMap((other) => {
    const [shared] = interfaceEndpoints.filter((service) => other.interfaceEndpoints.includes(service));
    return shared === undefined
      ? []
      : [{
        what: `${vpcId} has the interface endpoint for ${shared} of '${other.path}' already`,
        why: 'both would answer to one private name, and EC2 refuses the second (private-dns-enabled: conflicting DNS domain)',
        fix: `leave ${shared} out of interfaceEndpoints; one endpoint serves the whole VPC`,
      }];
  });
}

function named(vpcId: string): string {
  return isExpression(vpcId) ? 'the VPC' : vpcId;
}
