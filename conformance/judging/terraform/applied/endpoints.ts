/** Endpoints in VPCs: where they stand, who is routed to them, and what they let through. */
import { join } from 'node:path';
import { inAws, refusal, Site, surprises, verdict } from './site';
import { endpointFindings, nameOf } from '../../../aws/endpoint-intent';
import { CLOSED_ENDPOINT, ENDPOINTS, writeEndpoints } from '../../../aws/endpoints';
import { readStack } from '../../documents';
import { temporaryFolder } from '../../processes';
import { Verdict } from '../../verdict';

const ENDPOINTS_FILE = 'conformance/aws/endpoints.ts';

/** Somebody opens an endpoint that was closed. */
async function judgeTampering(site: Site): Promise<Verdict> {
  const { aws, workspace } = site;
  const closed = (await aws.endpoints()).find((each) => nameOf(each) === nameOf(CLOSED_ENDPOINT))!;
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
  await aws.administer([{
    service: 'ec2', operation: 'modify_vpc_endpoint', arguments: { VpcEndpointId: closed.id, PolicyDocument: JSON.stringify(policy) },
  }]);
  const findings = await endpointFindings(aws, CLOSED_ENDPOINT, await aws.endpoints());
  return refusal('opened-endpoint', nameOf(CLOSED_ENDPOINT), [...findings, ...surprises('second plan', await workspace.plan())]);
}

export async function judgeEndpoints(): Promise<Verdict[]> {
  const outdir = temporaryFolder('endpoints');
  writeEndpoints(outdir);
  const stacks = readStack(join(outdir, 'terraform', 'endpoints'), ENDPOINTS_FILE);
  return inAws('matrix', stacks, async (site) => {
    const live = await site.aws.endpoints();
    const findings = await Promise.all(ENDPOINTS.map((intent) => endpointFindings(site.aws, intent, live)));
    return [...ENDPOINTS.map((intent, index) => verdict(site, nameOf(intent), findings[index]!)), await judgeTampering(site)];
  });
}
