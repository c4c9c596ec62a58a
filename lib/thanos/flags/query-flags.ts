import { BLOCK_SELECTOR_FLAGS } from './block-flags';
import { Flag, pathOrContent, Retirement } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import {
  GRPC_SERVER_FLAGS, HTTP_SERVER_FLAGS, REQUEST_LOGGING_FLAGS, STORE_LIMIT_FLAGS, TENANT_CERTIFICATE_FIELDS, TLS_VERSIONS, WEB_FLAGS,
} from './server-flags';

/** Whom a querier asks stands in one file since 0.38.0, and how it asks them since 0.42.0. */
const entryOf = (since: string, entry: string): Retirement => ({ since, instead: `${entry} in the file of --endpoint.sd-config-file, which is made of storeApis` });

const LISTED: Retirement = entryOf('0.38.0', 'an entry under endpoints');
const TLS_OF_CLIENT: Retirement = entryOf('0.42.0', 'tls_config under default_client_config');

/** How a querier speaks to those it asks. */
const GRPC_CLIENT_FLAGS: readonly Flag[] = [
  { name: 'grpc-client-tls-secure', type: 'bool', deprecated: TLS_OF_CLIENT },
  { name: 'grpc-client-tls-skip-verify', type: 'bool', deprecated: TLS_OF_CLIENT },
  { name: 'grpc-client-tls-cert', type: 'string', deprecated: TLS_OF_CLIENT },
  { name: 'grpc-client-tls-key', type: 'string', deprecated: TLS_OF_CLIENT },
  { name: 'grpc-client-tls-ca', type: 'string', deprecated: TLS_OF_CLIENT },
  { name: 'grpc-client-server-name', type: 'string', deprecated: entryOf('0.42.0', 'server_name under default_client_config') },
  {
    name: 'grpc-compression', type: 'enum', values: ['snappy', 'none'], default: 'none', deprecated: entryOf('0.42.0', 'compression under default_client_config'),
  },
  { name: 'grpc-client-tls-min-version', type: 'enum', values: TLS_VERSIONS, default: '1.3', since: '0.42.0', deprecated: TLS_OF_CLIENT },
];

/** Whom a querier asks. */
const ENDPOINT_FLAGS: readonly Flag[] = [
  { name: 'store.sd-dns-interval', type: 'duration', default: '30s' },
  { name: 'store.sd-dns-resolver', type: 'string', default: 'miekgdns', hidden: true },
  { name: 'store.unhealthy-timeout', type: 'duration', default: '5m' },
  { name: 'endpoint.info-timeout', type: 'duration', default: '5s', hidden: true },
  ...pathOrContent('endpoint.sd-config'),
  { name: 'endpoint.sd-config-reload-interval', type: 'duration', default: '5m' },
  { name: 'store.sd-files', type: 'string', repeated: true, deprecated: LISTED },
  { name: 'store.sd-interval', type: 'duration', default: '5m', deprecated: { since: '0.38.0', instead: '--endpoint.sd-config-reload-interval' } },
  { name: 'endpoint', type: 'address', repeated: true, deprecated: LISTED },
  { name: 'endpoint-group', type: 'address', repeated: true, deprecated: entryOf('0.38.0', 'an entry with group: true under endpoints') },
  { name: 'endpoint-strict', type: 'address', repeated: true, deprecated: entryOf('0.38.0', 'an entry with strict: true under endpoints') },
  {
    name: 'endpoint-group-strict', type: 'address', repeated: true, deprecated: entryOf('0.38.0', 'an entry with group: true and strict: true under endpoints'),
  },
  { name: 'inject-test-addresses', type: 'address', repeated: true, hidden: true, since: '0.41.0' },
];

/** They listed endpoints by what those serve; an endpoint tells by itself now. */
const REMOVED_ENDPOINT_FLAGS: readonly Flag[] = [
  ...['store', 'rule', 'metadata', 'exemplar', 'target'].map((name): Flag => ({ name, type: 'address', repeated: true, removed: LISTED })),
  { name: 'store-strict', type: 'address', repeated: true, removed: entryOf('0.38.0', 'an entry with strict: true under endpoints') },
];

/** How queries are evaluated. */
const EVALUATION_FLAGS: readonly Flag[] = [
  { name: 'query.timeout', type: 'duration', default: '2m' },
  { name: 'query.promql-engine', type: 'enum', values: ['prometheus', 'thanos'], default: 'prometheus' },
  { name: 'query.disable-fallback', type: 'bool', hidden: true, since: '0.39.0' },
  { name: 'query.enable-x-functions', type: 'bool' },
  { name: 'query.mode', type: 'enum', values: ['local', 'distributed'], default: 'local' },
  { name: 'query.max-concurrent', type: 'int', default: '20' },
  { name: 'query.lookback-delta', type: 'go-duration' },
  { name: 'query.dynamic-lookback-delta', type: 'bool', default: 'true', hidden: true },
  { name: 'query.max-concurrent-select', type: 'int', default: '4' },
  {
    name: 'query.conn-metric.label', type: 'enum', values: ['external_labels', 'store_type', 'ip_port'], youngerValues: { ip_port: '0.41.0' }, repeated: true,
  },
  { name: 'deduplication.func', type: 'enum', values: ['penalty', 'chain'], default: 'penalty' },
  { name: 'query.replica-label', type: 'string', repeated: true },
  { name: 'query.partition-label', type: 'string', repeated: true },
  { name: 'query.distributed-with-overlapping-interval', type: 'bool', hidden: true },
  { name: 'query.instant.default.max_source_resolution', type: 'duration', default: '0s', hidden: true },
  { name: 'query.metadata.default-time-range', type: 'go-duration', default: '0s' },
  { name: 'selector-label', type: 'string', repeated: true },
  { name: 'query.auto-downsampling', type: 'bool' },
  { name: 'query.partial-response', type: 'bool', default: 'true' },
  { name: 'rule.partial-response', type: 'bool', default: 'true', hidden: true },
  { name: 'target.partial-response', type: 'bool', default: 'true', hidden: true },
  { name: 'metric-metadata.partial-response', type: 'bool', default: 'true', hidden: true },
  { name: 'query.active-query-path', type: 'string' },
  { name: 'enable-feature', type: 'string', repeated: true },
  { name: 'exemplar.partial-response', type: 'bool', default: 'true', hidden: true },
  { name: 'status.partial-response', type: 'bool', default: 'true', hidden: true, since: '0.40.0' },
  { name: 'query.default-evaluation-interval', type: 'duration', default: '1m' },
  { name: 'query.default-step', type: 'duration', default: '1s' },
  { name: 'store.response-timeout', type: 'duration', default: '0ms' },
];

/** Whose series may be seen. */
const TENANCY_FLAGS: readonly Flag[] = [
  { name: 'query.tenant-header', type: 'string', default: 'THANOS-TENANT' },
  { name: 'query.default-tenant-id', type: 'string', default: 'default-tenant' },
  { name: 'query.tenant-certificate-field', type: 'enum', values: TENANT_CERTIFICATE_FIELDS },
  { name: 'query.enforce-tenancy', type: 'bool' },
  { name: 'query.tenant-label-name', type: 'string', default: 'tenant_id' },
];

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/query.go */
export const QUERY_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  ...HTTP_SERVER_FLAGS,
  ...GRPC_SERVER_FLAGS,
  ...GRPC_CLIENT_FLAGS,
  ...WEB_FLAGS,
  ...EVALUATION_FLAGS,
  ...BLOCK_SELECTOR_FLAGS,
  ...REQUEST_LOGGING_FLAGS,
  { name: 'alert.query-url', type: 'string' },
  { name: 'grpc.proxy-strategy', type: 'enum', values: ['eager', 'lazy'], default: 'eager', hidden: true },
  { name: 'query.telemetry.request-duration-seconds-quantiles', type: 'float', repeated: true },
  { name: 'query.telemetry.request-samples-quantiles', type: 'float', repeated: true },
  { name: 'query.telemetry.request-series-seconds-quantiles', type: 'float', repeated: true },
  ...TENANCY_FLAGS,
  ...ENDPOINT_FLAGS,
  ...REMOVED_ENDPOINT_FLAGS,
  { name: 'query.lazy-retrieval-max-buffered-responses', type: 'int', default: '20', hidden: true, since: '0.39.0' },
  ...STORE_LIMIT_FLAGS,
];
