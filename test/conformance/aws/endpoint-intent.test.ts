import { endpointFindings } from '../../../conformance/aws/endpoint-intent';
import { EndpointIntent } from '../../../conformance/aws/endpoints';
import { LiveEndpoint } from '../../../conformance/aws/live-endpoint';

const MEANT: EndpointIntent = {
  vpc: 'closed',
  service: 'com.amazonaws.us-east-1.s3',
  type: 'Gateway',
  privateDns: false,
  subnets: [],
  securityGroups: [],
  routeTables: ['one', 'two'],
  tags: { team: 'network' },
  reach: [{ action: 's3:GetObject', resource: 'arn:aws:s3:::acme/object', answer: 'allowed' }, { action: 's3:GetObject', resource: 'arn:aws:s3:::other/object', answer: 'denied' }],
};

const { reach: _, ...SETTINGS } = MEANT;
const LIVE: LiveEndpoint = { ...SETTINGS, id: 'vpce-1', policy: '{}', routedFrom: ['one', 'two'] };

/** What is found when policies let these resources through. */
async function checks(live: readonly LiveEndpoint[], open: readonly string[] = ['arn:aws:s3:::acme/object']): Promise<string[]> {
  const aws = { decide: async (questions: readonly { readonly resource: string }[]) => questions.map(({ resource }) => open.includes(resource) ? 'allowed' : 'denied') };
  return (await endpointFindings(aws, MEANT, live)).map(({ check }) => check);
}

test('an endpoint that is as it was meant to be has no findings', async () => {
  expect(await checks([LIVE, { ...LIVE, vpc: 'open' }])).toEqual([]);
});

test.each<[string, Partial<LiveEndpoint>]>([
  ['live type', { type: 'Interface' }],
  ['live private DNS', { privateDns: true }],
  ['live subnets', { subnets: ['one'] }],
  ['live security groups', { securityGroups: ['nodes'] }],
  ['live route tables', { routeTables: ['one'] }],
  ['live routes', { routedFrom: ['one'] }],
  ['live tags', { tags: {} }],
])('%s: what was changed is found, and nothing else', async (check, change) => {
  expect(await checks([{ ...LIVE, ...change }])).toEqual([check]);
});

test('what should pass and does not is found, and the other way round', async () => {
  expect(await checks([LIVE], [])).toEqual(['reach']);
  expect(await checks([LIVE], MEANT.reach.map(({ resource }) => resource))).toEqual(['reach']);
});

test('no endpoint, and two of one service in one VPC, are found', async () => {
  expect(await checks([])).toEqual(['live endpoint']);
  expect(await checks([LIVE, LIVE])).toEqual(['live endpoint']);
});
