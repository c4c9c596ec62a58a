import { endpointFindings } from '../../../lib/thanos/query/endpoint-invariants';
import { AskedEndpoint } from '../../../lib/thanos/query/endpoints';
import { Tls } from '../../../lib/wiring';

const STORE = 'dnssrv+_grpc._tcp.thanos-store.monitoring.svc';

function findings(endpoint: AskedEndpoint, version = '0.42.4') {
  return endpointFindings({ endpoints: [endpoint] }, version);
}

test('endpoints may be addresses, names and groups', () => {
  const endpoints = [{ address: STORE }, { address: 'dns+query:10901', group: true, tls: Tls.system() }, { address: 'a:10901', strict: true, tls: Tls.system() }];

  expect(endpointFindings({ endpoints }, '0.42.4')).toEqual([]);
  expect(findings({ address: STORE }, '0.38.0')).toEqual([]);
});

test('an endpoint has a port, but for names that have one', () => {
  expect(findings({ address: 'dns+query' })).toEqual([{
    what: "the endpoint 'dns+query' has no port",
    why: 'an address record has none: the name is never resolved',
    fix: "'dns+query:10901', or the port of a service: 'dnssrv+_grpc._tcp.query'",
  }]);
  expect(findings({ address: 'query' }).map(({ why }) => why)).toEqual(['gRPC takes port 443, where no component of Thanos listens']);
});

test('names are looked up in ways that the version knows', () => {
  expect(findings({ address: 'dnsdualstack+store:1' }, '0.41.0')).toEqual([]);
  expect(findings({ address: 'dnsdualstack+store:1' }, '0.40.1').map(({ what, fix }) => [what, fix])).toEqual([[
    "the endpoint 'dnsdualstack+store:1' is to be looked up by dnsdualstack, which Thanos 0.40.1 does not know",
    'one of dns+, dnssrv+, dnssrvnoa+, or nothing before the name',
  ]]);
  expect(findings({ address: 'srv+store:1' })).toHaveLength(1);
});

test('what is looked up fails to be strict', () => {
  expect(findings({ address: STORE, strict: true }).map(({ what }) => what)).toEqual([`the endpoint '${STORE}' is strict, and looked up`]);
});

test('a TLS of its own is for addresses and groups, from 0.42 on', () => {
  expect(findings({ address: 'a:1', tls: Tls.system() }, '0.41.0')).toEqual([{
    what: "the endpoint 'a:1' has a TLS of its own, and the version is 0.41.0",
    why: 'before 0.42.0, Query ignores it and reaches all endpoints alike',
    fix: 'Thanos 0.42.0 or later, or one TLS for all endpoints',
  }]);
  expect(findings({ address: STORE, tls: Tls.plaintext() }).map(({ what }) => what)).toEqual([`the endpoint '${STORE}' has a TLS of its own, and is looked up`]);
});

test('an endpoint is named once', () => {
  expect(endpointFindings({ endpoints: [{ address: 'a:1' }, { address: 'b:1' }, { address: 'a:1' }] }, '0.42.4').map(({ what }) => what)).toEqual([
    "the endpoint 'a:1' is named more than once",
  ]);
});
