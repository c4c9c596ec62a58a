import { Duration } from 'cdk8s';
import { LokiTenant } from '../../../lib';
import { deletesAnything, longestRetention, runtimeOverrides } from '../../../lib/loki/tenants/runtime-overrides';

const days = (count: number) => Duration.days(count);
const silent = new LokiTenant('silent');
const stream = (retention: Duration) => new LokiTenant('stream', { retentionStreams: [{ selector: '{app="x"}', retention }] });

test('a tenant that says nothing is not written', () => {
  expect(runtimeOverrides([silent])).toEqual({ overrides: {} });
});

test.each([
  ['all', days(30), [silent], 30],
  ['a tenant', days(30), [new LokiTenant('a', { retention: days(90) })], 90],
  ['streams of a tenant', days(30), [stream(days(60))], 60],
])('the longest retention is that of %s', (_whose, ofAll, tenants, longest) => {
  expect(longestRetention(ofAll, tenants)?.toDays()).toBe(longest);
});

test.each<[string, Duration | undefined, LokiTenant[], boolean]>([
  ['nobody says a retention', undefined, [silent], false],
  ['all have one', days(1), [], true],
  ['a tenant has one', undefined, [silent, new LokiTenant('a', { retention: days(1) })], true],
  ['streams of a tenant have one', undefined, [stream(days(1))], true],
])('whether anything is deleted when %s', (_when, ofAll, tenants, deletes) => {
  expect(deletesAnything(ofAll, tenants)).toBe(deletes);
});
