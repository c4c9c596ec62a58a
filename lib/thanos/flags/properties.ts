import type { ThanosComponent } from './thanos-flags';
import type { ThanosCompactorProps } from '../compactor/thanos-compactor-props';
import type { ThanosQueryProps } from '../query/thanos-query-props';
import type { ThanosQueryFrontendProps } from '../query-frontend/thanos-query-frontend-props';
import type { ThanosReceiveProps } from '../receive/thanos-receive-props';
import type { ThanosRulerProps } from '../ruler/thanos-ruler-props';
import type { ThanosStoreGatewayProps } from '../store-gateway/thanos-store-gateway-props';

/** The properties that stand for flags, by the props that have them. */
type Properties<Props> = { readonly [flag: string]: keyof Props };

const QUERY: Properties<ThanosQueryProps> = {
  'endpoint.sd-config-file': 'storeApis',
  'query.replica-label': 'replicaLabels',
  'query.partition-label': 'partitionLabels',
  'query.promql-engine': 'engine',
  'query.mode': 'mode',
  'query.timeout': 'timeout',
  'store.response-timeout': 'storeResponseTimeout',
  'query.max-concurrent': 'maxConcurrent',
  'query.instant.default.max_source_resolution': 'instantMaxSourceResolution',
  'query.partial-response': 'partialResponse',
  'query.tenant-header': 'tenancy',
  'query.default-tenant-id': 'tenancy',
  'query.tenant-label-name': 'tenancy',
  'query.enforce-tenancy': 'tenancy',
  'grpc-server-tls-cert': 'grpcTls',
  'grpc-server-tls-key': 'grpcTls',
  'grpc-server-tls-client-ca': 'grpcTls',
};

const QUERY_FRONTEND: Properties<ThanosQueryFrontendProps> = {
  'query-frontend.downstream-url': 'downstream',
  'query-range.split-interval': 'splitInterval',
  'labels.split-interval': 'splitInterval',
  'query-range.max-retries-per-request': 'maxRetries',
  'labels.max-retries-per-request': 'maxRetries',
  'query-range.response-cache-config-file': 'responseCache',
  'labels.response-cache-config-file': 'responseCache',
  'query-frontend.log-queries-longer-than': 'logQueriesLongerThan',
  'query-frontend.vertical-shards': 'verticalShards',
  'query-frontend.forward-header': 'forwardHeaders',
  'query-frontend.tenant-header': 'tenantHeader',
};

const STORE: Properties<ThanosStoreGatewayProps> = {
  'objstore.config-file': 'objectStore',
  'min-time': 'window',
  'max-time': 'window',
  'selector.relabel-config-file': 'window',
  'index-cache.config-file': 'indexCache',
  'store.caching-bucket.config-file': 'cachingBucket',
  'sync-block-duration': 'syncInterval',
  'store.grpc.series-max-concurrency': 'maxConcurrency',
  'store.grpc.downloaded-bytes-limit': 'downloadedBytesLimit',
  'store.limits.request-series': 'requestSeriesLimit',
  'store.limits.request-samples': 'requestSamplesLimit',
};

const COMPACT: Properties<ThanosCompactorProps> = {
  'objstore.config-file': 'objectStore',
  'retention.resolution-raw': 'retention',
  'retention.resolution-5m': 'retention',
  'retention.resolution-1h': 'retention',
  'downsampling.disable': 'downsampling',
  'delete-delay': 'deleteDelay',
  'compact.concurrency': 'concurrency',
  'downsample.concurrency': 'concurrency',
  'selector.relabel-config-file': 'streams',
};

const RECEIVE: Properties<ThanosReceiveProps> = {
  'objstore.config-file': 'objectStore',
  'label': 'externalLabels',
  'receive.replication-factor': 'replicationFactor',
  'receive.limits-config-file': 'writeLimits',
  'receive.tenant-header': 'tenancy',
  'receive.default-tenant-id': 'tenancy',
  'receive.tenant-label-name': 'tenancy',
  'tsdb.retention': 'localRetention',
  'tsdb.out-of-order.time-window': 'outOfOrderTimeWindow',
  'tsdb.too-far-in-future.time-window': 'tooFarInFutureTimeWindow',
  'tsdb.max-exemplars': 'maxExemplars',
};

const RULE: Properties<ThanosRulerProps> = {
  'objstore.config-file': 'objectStore',
  'label': 'externalLabels',
  'rule-file': 'ruleGroups',
  'query.config-file': 'queries',
  'alertmanagers.config-file': 'alertmanagers',
  'alert.query-url': 'alertQueryUrl',
  'eval-interval': 'evaluationInterval',
  'tsdb.retention': 'localRetention',
  'remote-write.config-file': 'remoteWriteTo',
};

/** Those of the sidecar are of a room above. */
const SIDECAR: { readonly [flag: string]: string } = {
  'objstore.config-file': 'objectStore',
  'store.limits.request-series': 'requestSeriesLimit',
  'store.limits.request-samples': 'requestSamplesLimit',
};

/** All of them, by component. */
export const FLAG_PROPERTIES: { readonly [component in ThanosComponent]: { readonly [flag: string]: string } } = {
  'query': QUERY, 'query-frontend': QUERY_FRONTEND, 'store': STORE, 'compact': COMPACT, 'receive': RECEIVE, 'rule': RULE, 'sidecar': SIDECAR,
};

/** The property by which a program says what a flag says; undefined where the library alone decides. */
export function propertyOf(component: ThanosComponent, flag: string): string | undefined {
  return flag === 'log.level' ? 'logLevel' : FLAG_PROPERTIES[component][flag];
}
