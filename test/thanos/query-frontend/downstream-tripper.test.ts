import { downstreamTripperDocument } from '../../../lib/thanos/query-frontend/downstream-tripper';

test('all connections may be to one host', () => {
  expect(downstreamTripperDocument(100)).toStrictEqual({ max_idle_conns_per_host: 100, max_idle_conns: 100 });
});
