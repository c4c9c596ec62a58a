import { Duration, Size } from 'cdk8s';
import { TempoLimits, TempoTenant } from '../../../lib';
import { limitFindings, limitsDocument } from '../../../lib/tempo/tenants/limits-document';
import { longestRetention, runtimeOverrides } from '../../../lib/tempo/tenants/runtime-overrides';

const FORTNIGHT = Duration.days(14);

function whats(limits: TempoLimits): string[] {
  return limitFindings('limits', limits).map(({ what }) => what);
}

describe('limits', () => {
  test('are all said: what a tenant does not say is zero to Tempo', () => {
    expect(limitsDocument({ limits: {}, retention: FORTNIGHT })).toEqual({
      ingestion: { rate_limit_bytes: 31_457_280, burst_size_bytes: 31_457_280, max_traces_per_user: 10_000, retry_info_enabled: true },
      read: { max_bytes_per_tag_values_query: 1_000_000, max_search_duration: '2w' },
      compaction: { block_retention: '2w' },
      global: { max_bytes_per_trace: 5_242_880 },
    });
  });

  test('let a burst through that is no less than the rate', () => {
    expect(limitsDocument({ limits: { ingestionRate: Size.mebibytes(50) }, retention: FORTNIGHT }).ingestion).toMatchObject({ burst_size_bytes: 52_428_800 });
    expect(limitsDocument({ limits: { ingestionRate: Size.mebibytes(5) }, retention: FORTNIGHT }).ingestion).toMatchObject({ burst_size_bytes: 31_457_280 });
    expect(limitsDocument({ limits: { ingestionBurst: Size.mebibytes(9) }, retention: FORTNIGHT }).ingestion).toMatchObject({ burst_size_bytes: 9_437_184 });
  });

  test('let every request through that is taken', () => {
    expect(whats({ ingestionBurst: Size.mebibytes(8) })).toEqual([]);
    expect(whats({ ingestionBurst: Size.mebibytes(7) })).toEqual(['ingestionBurst of limits is 7 MiB, and requests of 8 MiB are taken']);
  });

  test('are some', () => {
    expect(whats({ ingestionRate: Size.mebibytes(1), maxTraceSize: Size.mebibytes(1), maxLiveTraces: 1, maxSearchRange: Duration.hours(1) })).toEqual([]);
    expect(whats({ ingestionRate: Size.kibibytes(0) })).toEqual(['ingestionRate of limits is 0 MiB']);
    expect(whats({ maxTraceSize: Size.kibibytes(0) })).toEqual(['maxTraceSize of limits is 0 MiB']);
    expect([...whats({ maxLiveTraces: 0 }), ...whats({ maxLiveTraces: 1.5 })]).toEqual(['maxLiveTraces of limits is 0', 'maxLiveTraces of limits is 1.5']);
    expect(whats({ maxSearchRange: Duration.millis(0) })).toEqual(['maxSearchRange of limits is 0s']);
  });
});

describe('a tenant', () => {
  test('has what everybody has, but for what it says', () => {
    const tenants = [new TempoTenant('payments', { retention: Duration.days(30) }), new TempoTenant('search', { maxLiveTraces: 5 }), new TempoTenant('silent')];
    const everybody = { limits: { ingestionRate: Size.mebibytes(10) }, retention: FORTNIGHT };
    expect(runtimeOverrides(tenants, everybody, () => ({ metrics_generator: { processors: ['service-graphs'] } }))).toMatchObject({
      overrides: {
        payments: { ingestion: { rate_limit_bytes: 10_485_760 }, compaction: { block_retention: '30d' }, metrics_generator: { processors: ['service-graphs'] } },
        search: { ingestion: { rate_limit_bytes: 10_485_760, max_traces_per_user: 5 }, compaction: { block_retention: '2w' } },
      },
    });
    expect(longestRetention(FORTNIGHT, tenants).toDays()).toBe(30);
    expect(longestRetention(FORTNIGHT, []).toDays()).toBe(14);
  });

  test.each(['', '.', '..', 'a/b', 'a b', 'ä', 'x'.repeat(151)])("is not called '%s'", (name) => {
    expect(() => new TempoTenant(name)).toThrow(`TempoTenant: '${name}' is not the name of a tenant`);
  });

  test.each(['payments', "a!-_.*'()Z9", 'x'.repeat(150)])("may be called '%s'", (name) => {
    expect(new TempoTenant(name).name).toBe(name);
  });

  test('keeps its traces for an hour at least', () => {
    expect(new TempoTenant('a', { retention: Duration.hours(1) }).retention!.toHours()).toBe(1);
    expect(() => new TempoTenant('a', { retention: Duration.minutes(59) })).toThrow("TempoTenant: retention of 'a' is 59m\n");
    expect(() => new TempoTenant('a', { retention: Duration.minutes(0) })).toThrow(/retention of everybody/);
  });
});
