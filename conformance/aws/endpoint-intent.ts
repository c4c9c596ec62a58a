/** What endpoints of VPCs were meant to be, against what AWS says they are and what their policies let through. */
import { EndpointIntent } from './endpoints';
import { Comparison, differences } from './intent';
import { LiveEndpoint } from './live-endpoint';
import { LocalAws } from './local-aws';
import { Finding } from '../judging/verdict';

export function nameOf({ service, vpc }: Pick<LiveEndpoint, 'service' | 'vpc'>): string {
  return `endpoint of ${service} in the VPC ${vpc}`;
}

function settings(intent: EndpointIntent, live: LiveEndpoint): Comparison[] {
  return [
    { check: 'type', wanted: intent.type, live: live.type },
    { check: 'private DNS', wanted: intent.privateDns, live: live.privateDns },
    { check: 'subnets', wanted: intent.subnets, live: live.subnets },
    { check: 'security groups', wanted: intent.securityGroups, live: live.securityGroups },
    { check: 'route tables', wanted: intent.routeTables, live: live.routeTables },
    { check: 'routes', wanted: intent.routeTables, live: live.routedFrom },
    { check: 'tags', wanted: intent.tags, live: live.tags },
  ];
}

async function reachFindings(aws: Pick<LocalAws, 'decide'>, { reach }: EndpointIntent, { policy }: LiveEndpoint): Promise<Finding[]> {
  const answers = await aws.decide(reach.map(({ action, resource }) => ({ action, resource, policies: [policy], keys: {} })));
  return reach.flatMap(({ action, resource, answer }, index) => answers[index] === answer ? []
    : [{ check: 'reach', message: `${action} on ${resource} should be ${answer} by the endpoint: ${answers[index]}` }]);
}

/** Where a live endpoint is not what was meant. */
export async function endpointFindings(aws: Pick<LocalAws, 'decide'>, intent: EndpointIntent, all: readonly LiveEndpoint[]): Promise<Finding[]> {
  const live = all.filter((each) => nameOf(each) === nameOf(intent));
  const [only] = live;
  return only === undefined || live.length > 1
    ? [{ check: 'live endpoint', message: `there should be one ${nameOf(intent)}, and there are ${live.length}` }]
    : [...differences(nameOf(intent), settings(intent, only)), ...await reachFindings(aws, intent, only)];
}
