import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { planOf } from './plans';
import { ObjectStore } from '../../lib';
import { externalLabelsOf } from '../../lib/prometheus/prometheus-plan';

const STORE = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' });

describe('a Prometheus of which little is said', () => {
  test('is a pair, which scrapes every 30 seconds and evaluates rules as often', () => {
    const plan = planOf();

    expect(plan).toMatchObject({ replicas: 2, replicaLabel: 'prometheus_replica', hasSidecar: false, remoteWriteReceiver: false, coordination: undefined });
    expect([plan.scrapeInterval, plan.scrapeTimeout, plan.evaluationInterval].map((time) => time.toSeconds())).toEqual([30, 10, 30]);
  });

  test('keeps 15 days on its volume, and a day when a sidecar uploads', () => {
    expect(planOf().retention.toDays()).toBe(15);
    expect(planOf({ objectStore: STORE }).retention.toHours()).toBe(24);
    expect(planOf({ sidecar: {} }).retention.toDays()).toBe(15);
  });

  test('has a sidecar when there is an object store, or when it is asked for', () => {
    expect(planOf({ objectStore: STORE }).hasSidecar).toBe(true);
    expect(planOf({ sidecar: {} }).hasSidecar).toBe(true);
    expect(planOf({ sidecar: {} }).coordination).toBeUndefined();
  });

  test('gives a target no more time than there is between two scrapes', () => {
    expect(planOf({ scrapeInterval: Duration.seconds(5) }).scrapeTimeout.toSeconds()).toBe(5);
  });

  test('leaves a fifth of its volume free, whatever its size', () => {
    expect(planOf({ volume: Size.gibibytes(100) }).retentionSize.toMebibytes()).toBe(81_920);
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), (gibibytes) => {
      const { retentionSize, volume } = planOf({ volume: Size.gibibytes(gibibytes) });
      const share = retentionSize.toMebibytes() / volume.toMebibytes();
      expect(share).toBeLessThanOrEqual(0.8);
      expect(share).toBeGreaterThan(0.79);
    }));
  });
});

describe('the external labels of a Prometheus', () => {
  test('follow from its cluster', () => {
    expect(externalLabelsOf(planOf())).toEqual({ cluster: 'prod', region: 'eu-west-1' });
    expect(externalLabelsOf(planOf({ cluster: { name: 'prod' }, externalLabels: { team: 'shop' } }))).toEqual({ cluster: 'prod', team: 'shop' });
  });
});

describe('a Prometheus and the sidecar that uploads its blocks', () => {
  test.each([
    ['3.15.0', '0.42.4', 'delayed'],
    ['3.9.0', '0.42.0', 'delayed'],
    ['3.8.1', '0.42.4', 'disabled'],
    ['3.15.0', '0.41.0', 'disabled'],
  ])('of %s and %s: compaction is %s', (prometheus, thanos, mode) => {
    expect(planOf({ objectStore: STORE }, { prometheus, thanos }).coordination?.mode).toBe(mode);
  });

  test('leave blocks that overlap to the compactor when samples may come late', () => {
    const flagsOf = (outOfOrderTimeWindow?: Duration) => planOf({ objectStore: STORE, outOfOrderTimeWindow }).coordination?.prometheus;

    expect(flagsOf(Duration.minutes(30))).toMatchObject({ 'storage.tsdb.allow-overlapping-compaction': false });
    expect(flagsOf(Duration.seconds(0))).not.toHaveProperty(['storage.tsdb.allow-overlapping-compaction']);
    expect(flagsOf()).not.toHaveProperty(['storage.tsdb.allow-overlapping-compaction']);
  });
});
