import { serviceLookupFindings } from '../../../lib/thanos/discovery/service-lookup-invariants';

const HEADLESS = { host: 'store.monitoring.svc', headless: true, portNames: ['grpc', 'http'] };
const BALANCED = { ...HEADLESS, headless: false };

test.each([
  'dnssrv+_grpc._tcp.store.monitoring.svc', 'dnssrv+_grpc._tcp.store.monitoring.svc.cluster.local', 'dns+store.monitoring.svc:10901', 'dnssrv+_x._tcp.elsewhere', 'store.monitoring.svc:10901',
])('%s finds every pod, or is not of this program', (address) => {
  expect(serviceLookupFindings(address, [HEADLESS])).toEqual([]);
});

test('an address that is not looked up may lead to any Service', () => {
  expect(serviceLookupFindings('store.monitoring.svc:10901', [BALANCED])).toEqual([]);
});

test('a Service with an address of its own fails to lead to every pod', () => {
  expect(serviceLookupFindings('dnssrv+_grpc._tcp.store.monitoring.svc.cluster.local', [BALANCED])).toEqual([{
    what: "'dnssrv+_grpc._tcp.store.monitoring.svc.cluster.local' looks up store.monitoring.svc, which is no headless Service",
    why: 'its name has one address for all pods: one of them would be asked at a time, and what the others have be missing',
    fix: 'clusterIP: None for store.monitoring.svc, or the name of the headless Service beside it',
  }]);
});

test.each([
  ["the port 'rpc'", 'dnssrv+_rpc._tcp.store.monitoring.svc'],
  ['no port', 'dnssrvnoa+store.monitoring.svc'],
])('a record of a Service names one of its ports, not %s', (port, address) => {
  expect(serviceLookupFindings(address, [HEADLESS]).map(({ what, fix }) => [what, fix])).toEqual([[
    `'${address}' looks up ${port} of store.monitoring.svc, whose ports are called grpc, http`,
    `'${address.split('+')[0]}+_grpc._tcp.store.monitoring.svc'`,
  ]]);
});
