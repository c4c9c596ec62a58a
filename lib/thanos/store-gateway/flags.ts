import { Duration, Size } from 'cdk8s';
import { ThanosStoreWindow, windowFlags } from './windows';
import { prometheusDuration, parsePrometheusDuration } from '../../policy/relabel/prometheus-duration';
import { goDuration } from '../../wiring/go-duration';
import { FlagValues } from '../flags/setting';
import { thanosSize } from '../sizes';

/** What is known of a store gateway. */
export interface StoreGatewayPlan {
  readonly directory: string;
  readonly objstoreFile: string;
  readonly window: ThanosStoreWindow;
  readonly selectorFile?: string;
  readonly indexCacheFile?: string;
  readonly cachingBucketFile?: string;
  readonly chunkPoolSize?: Size;
  readonly syncInterval?: Duration;
  readonly ignoreDeletionMarksDelay?: Duration;
  readonly maxConcurrency?: number;
  readonly downloadedBytesLimit?: Size;
  readonly requestSeriesLimit?: number;
  readonly requestSamplesLimit?: number;
}

/** How long store gateways read blocks that are marked for deletion when nobody says otherwise. */
const IGNORED_MARKS_DELAY = Duration.hours(24);

/** How long a store gateway reads blocks that are marked for deletion, by what it is told. */
export function ignoredMarksDelay(values: FlagValues): Duration {
  const told = parsePrometheusDuration(String(values['ignore-deletion-marks-delay']));
  return told === undefined ? IGNORED_MARKS_DELAY : Duration.millis(told);
}

/**
 * What a store gateway is started with. Index headers are opened when a query needs them, and closed again: with years of blocks, a store gateway
 * would otherwise open thousands of files before it is ready, and hold them for ever.
 */
export function storeGatewayFlags(plan: StoreGatewayPlan): FlagValues {
  return {
    'data-dir': plan.directory,
    'objstore.config-file': plan.objstoreFile,
    ...windowFlags(plan.window),
    'selector.relabel-config-file': plan.selectorFile,
    'index-cache.config-file': plan.indexCacheFile,
    'store.caching-bucket.config-file': plan.cachingBucketFile,
    'chunk-pool-size': plan.chunkPoolSize && thanosSize(plan.chunkPoolSize),
    'sync-block-duration': plan.syncInterval && goDuration(plan.syncInterval),
    'ignore-deletion-marks-delay': plan.ignoreDeletionMarksDelay && prometheusDuration(plan.ignoreDeletionMarksDelay.toMilliseconds()),
    'store.grpc.series-max-concurrency': plan.maxConcurrency,
    'store.grpc.downloaded-bytes-limit': plan.downloadedBytesLimit && thanosSize(plan.downloadedBytesLimit),
    'store.limits.request-series': plan.requestSeriesLimit,
    'store.limits.request-samples': plan.requestSamplesLimit,
    'store.enable-index-header-lazy-reader': true,
  };
}
