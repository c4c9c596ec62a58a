import { lookupOf } from '../../../lib/thanos/discovery/lookup';

test.each([['dnssrv', 'dnssrv+_grpc._tcp.store'], ['dns', 'dns+store:1'], [undefined, 'store:1']])('the lookup %s of %s', (lookup, address) => {
  expect(lookupOf(address)).toBe(lookup);
});
