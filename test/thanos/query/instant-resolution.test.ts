import { Duration } from 'cdk8s';
import { instantResolution, outlivesRaw } from '../../../lib/thanos/query/instant-resolution';

const days = (raw: number, fiveMinutes?: number) => (
  { raw: Duration.days(raw), fiveMinutes: fiveMinutes === undefined ? undefined : Duration.days(fiveMinutes) }
);

test.each([[days(7, 90)], [days(7)], [days(13, 14)]])('queries of one moment may take samples of an hour when only coarse ones are left: %j', (retention) => {
  expect(outlivesRaw(retention)).toBe(true);
  expect(instantResolution(retention)?.toHours()).toBe(1);
});

test.each([[{}], [days(14, 90)], [days(7, 7)], [{ fiveMinutes: Duration.days(90) }]])('they take raw ones while those are there: %j', (retention) => {
  expect(instantResolution(retention)).toBeUndefined();
});
