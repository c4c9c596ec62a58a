import { Duration, Size } from 'cdk8s';
import { LokiTenant } from '../../../lib';
import { DEFAULT_LIMITS, limitFindings, limitsDocument, retentionFindings } from '../../../lib/loki/tenants/limits-document';
import { distributed, whats } from '../program';

const MiB = Size.mebibytes;

test('bursts follow from rates, unless they are said', () => {
  expect(limitsDocument({ ingestionRate: MiB(2), streamRate: MiB(1) })).toEqual({
    ingestion_rate_mb: 2, ingestion_burst_size_mb: 3, per_stream_rate_limit: '1048576B', per_stream_rate_limit_burst: '5242880B',
  });
  expect(limitsDocument({ ingestionRate: MiB(2), ingestionBurst: MiB(9), streamRate: MiB(1), streamBurst: MiB(8) })).toMatchObject({
    ingestion_burst_size_mb: 9, per_stream_rate_limit_burst: '8388608B',
  });
});

test('what is not said is not written', () => {
  expect(limitsDocument({})).toEqual({});
});

test.each([
  [0, 'Loki takes 0 for no limit at all: one tenant could take everything', 5000],
  [-3, 'Loki counts in whole numbers, one at least', 5000],
  [NaN, 'Loki counts in whole numbers, one at least', 5000],
  [7.6, 'Loki counts in whole numbers, one at least', 8],
])('%d streams are no limit', (maxStreams, why, fix) => {
  expect(limitFindings('all', { maxStreams })).toEqual([{ what: `maxStreams of all is ${maxStreams}`, why, fix: `maxStreams: ${fix}` }]);
});

test('one is a limit', () => {
  expect(limitFindings('all', { maxStreams: 1 })).toEqual([]);
});

test('a burst is at least its rate', () => {
  expect(limitFindings('all', { streamRate: MiB(2), streamBurst: MiB(2) })).toEqual([]);
  expect(limitFindings('all', { streamRate: MiB(2), streamBurst: MiB(1) })).toMatchObject([{ what: 'streamBurst of all is 1 MiB, and streamRate 2 MiB', fix: 'streamBurst: Size.kibibytes(3072), or leave it out' }]);
});

describe('the burst of a tenant that says no rate', () => {
  const bursts = new LokiTenant('a', { ingestionBurst: MiB(3), streamBurst: MiB(2) });

  test('is held against the rates of its Loki', () => {
    expect(whats(() => distributed({ tenants: [bursts] }))).toEqual([
      "loki/loki: ingestionBurst of 'a' is 3 MiB, and ingestionRate 4 MiB", "loki/loki: streamBurst of 'a' is 2 MiB, and streamRate 3 MiB",
    ]);
    expect(whats(() => distributed({ tenants: [bursts], limits: { ingestionRate: MiB(3), streamRate: MiB(2) } }))).toEqual([]);
    expect(whats(() => distributed({ tenants: [bursts], limits: { ingestionRate: MiB(8), streamRate: undefined } }))).toHaveLength(2);
  });

  test('is not when it says one, which is held against it at once', () => {
    const own = new LokiTenant('a', { ingestionRate: MiB(1), ingestionBurst: MiB(2), streamRate: MiB(1), streamBurst: MiB(1) });

    expect(whats(() => distributed({ tenants: [own] }))).toEqual([]);
  });
});

test.each([
  [Duration.seconds(0), 'Loki takes it for ever, not for nothing'],
  [Duration.hours(23), 'the index is kept in tables of a day: Loki deletes nothing that is younger'],
])('lines are kept for a day at least', (retention, why) => {
  expect(retentionFindings('all', { retention })).toMatchObject([{ why }]);
  expect(retentionFindings('all', { retention: Duration.days(1) })).toEqual([]);
});

test('a line that is longer than Loki takes is cut, not lost, unless somebody says otherwise', () => {
  expect(limitsDocument(DEFAULT_LIMITS)).toMatchObject({ max_line_size: '262144B', max_line_size_truncate: true });
  expect(limitsDocument({ truncateLines: false })).toEqual({ max_line_size_truncate: false });
});
