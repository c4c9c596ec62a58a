import { leadsTo } from '../../../lib/collector/invariants/service-address';

describe('an address', () => {
  test.each([
    'tail.tracing', 'tail', 'tail:4317', 'tail.tracing.svc:4317', 'http://tail.tracing.svc:4318/v1/traces', 'tail.tracing.svc.cluster.local', 'tail-0.tail.tracing.svc:4317',
  ])('%s leads to the Service', (address) => {
    expect(leadsTo(address, 'tail.tracing.svc')).toBe(true);
  });

  test.each(['tail.other.svc:4317', 'tails.tracing.svc', 'tail-headless.tracing.svc', 'api.example.com:443', ''])("'%s' does not", (address) => {
    expect(leadsTo(address, 'tail.tracing.svc')).toBe(false);
  });

  test('leads to a Service without a namespace by its name', () => {
    expect(leadsTo('tail.anywhere.svc', 'tail')).toBe(true);
  });
});
