import { Duration } from 'cdk8s';
import { ingestorFlags, routerFlags } from '../../../lib/thanos/receive/flags';
import { ingestorFindings, routerFindings } from '../../../lib/thanos/receive/role-invariants';

const RINGS = [{ name: 'default', ingestors: [{ address: 'receive-0.receive:10901' }] }];
const ROUTER = routerFlags({ labels: { receive: 'true' }, hashringsFile: '/etc/hashrings.json', replicationFactor: 1 });
const INGESTOR = ingestorFlags({ labels: { receive: 'true' }, directory: '/data', localRetention: Duration.days(1) });

test('routers and ingestors are what they are written as', () => {
  expect(routerFindings(ROUTER, ['router-0.router:10901'], RINGS)).toEqual([]);
  expect(ingestorFindings(INGESTOR)).toEqual([]);
});

test('a router fails without a hashring, and with an endpoint of its own', () => {
  expect(routerFindings({ ...ROUTER, 'receive.hashrings-file': undefined, 'receive.local-endpoint': 'a:1' }, [], RINGS).map(({ what }) => what)).toEqual([
    'the router has no hashring',
    'the router has --receive.local-endpoint=a:1',
  ]);
});

test('a router fails as a member of the hashring', () => {
  expect(routerFindings(ROUTER, ['receive-0.receive:10901'], RINGS)).toEqual([{
    what: 'the router receive-0.receive:10901 is a member of the hashring',
    why: 'it would send what it receives to itself, without end',
    fix: 'the addresses of the ingestors only',
  }]);
});

test.each([
  ['hashmod', 'the algorithm of the hashrings is hashmod'],
  [undefined, 'the algorithm of the hashrings is left to Thanos, which takes hashmod'],
])('hashrings are of ketama only, not of %s', (algorithm, what) => {
  expect(routerFindings({ ...ROUTER, 'receive.hashrings-algorithm': algorithm }, [], RINGS).map((finding) => finding.what)).toEqual([what]);
});

test('an ingestor fails with a hashring', () => {
  expect(ingestorFindings({ ...INGESTOR, 'receive.hashrings': '[]' }).map(({ what }) => what)).toEqual(['the ingestor has --receive.hashrings']);
});
