import { Duration, Size } from 'cdk8s';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { ignoredMarksDelay, storeGatewayFlags, StoreGatewayPlan } from '../../../lib/thanos/store-gateway/flags';

const PLAN: StoreGatewayPlan = {
  directory: '/var/thanos/store',
  objstoreFile: '/etc/objstore.yaml',
  window: { name: 'warm', oldest: Duration.days(14) },
  selectorFile: '/etc/selector.yaml',
  indexCacheFile: '/etc/index-cache.yaml',
  cachingBucketFile: '/etc/caching-bucket.yaml',
  chunkPoolSize: Size.gibibytes(1),
  syncInterval: Duration.minutes(5),
  ignoreDeletionMarksDelay: Duration.hours(36),
  maxConcurrency: 10,
  downloadedBytesLimit: Size.gibibytes(2),
  requestSeriesLimit: 1000,
  requestSamplesLimit: 1_000_000,
};

test('a store gateway is told everything', () => {
  expect(storeGatewayFlags(PLAN)).toStrictEqual({
    'data-dir': '/var/thanos/store',
    'objstore.config-file': '/etc/objstore.yaml',
    'min-time': '-2w',
    'max-time': undefined,
    'selector.relabel-config-file': '/etc/selector.yaml',
    'index-cache.config-file': '/etc/index-cache.yaml',
    'store.caching-bucket.config-file': '/etc/caching-bucket.yaml',
    'chunk-pool-size': '1GiB',
    'sync-block-duration': '300s',
    'ignore-deletion-marks-delay': '1d12h',
    'store.grpc.series-max-concurrency': 10,
    'store.grpc.downloaded-bytes-limit': '2GiB',
    'store.limits.request-series': 1000,
    'store.limits.request-samples': 1_000_000,
    'store.enable-index-header-lazy-reader': true,
  });
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect(thanosArguments({ component: 'store', version, values: storeGatewayFlags(PLAN) }).findings).toEqual([]);
});

test('blocks that are marked are read for a day, or as long as the user says', () => {
  expect([{}, { 'ignore-deletion-marks-delay': '48h' }, { 'ignore-deletion-marks-delay': 'long' }].map((values) => ignoredMarksDelay(values).toHours())).toEqual([24, 48, 24]);
});
