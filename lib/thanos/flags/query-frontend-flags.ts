import { Flag, pathOrContent } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import { CORS_FLAG, HTTP_SERVER_FLAGS, REQUEST_LOGGING_FLAGS, TENANT_CERTIFICATE_FIELDS } from './server-flags';

/** How queries over a range are split and cached. */
const RANGE_FLAGS: readonly Flag[] = [
  { name: 'query-range.align-range-with-step', type: 'bool', default: 'true' },
  { name: 'query-range.request-downsampled', type: 'bool', default: 'true' },
  { name: 'query-range.split-interval', type: 'go-duration', default: '24h' },
  { name: 'query-range.min-split-interval', type: 'go-duration', default: '0' },
  { name: 'query-range.max-split-interval', type: 'go-duration', default: '0' },
  { name: 'query-range.horizontal-shards', type: 'int', default: '0' },
  { name: 'query-range.max-retries-per-request', type: 'int', default: '5' },
  { name: 'query-range.max-query-length', type: 'go-duration', default: '0' },
  { name: 'query-range.max-query-parallelism', type: 'int', default: '14' },
  { name: 'query-range.response-cache-max-freshness', type: 'go-duration', default: '1m' },
  { name: 'query-range.partial-response', type: 'bool', default: 'true' },
  ...pathOrContent('query-range.response-cache-config'),
];

/** How questions for labels and series are split and cached. */
const LABELS_FLAGS: readonly Flag[] = [
  { name: 'labels.split-interval', type: 'go-duration', default: '24h' },
  { name: 'labels.max-retries-per-request', type: 'int', default: '5' },
  { name: 'labels.max-query-parallelism', type: 'int', default: '14' },
  { name: 'labels.response-cache-max-freshness', type: 'go-duration', default: '1m' },
  { name: 'labels.partial-response', type: 'bool', default: 'true' },
  { name: 'labels.default-time-range', type: 'go-duration', default: '24h' },
  ...pathOrContent('labels.response-cache-config'),
];

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/query_frontend.go */
export const QUERY_FRONTEND_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  ...HTTP_SERVER_FLAGS,
  CORS_FLAG,
  ...RANGE_FLAGS,
  { name: 'query.max-retries-per-request', type: 'int', default: '5', since: '0.42.0' },
  { name: 'query-frontend.enable-x-functions', type: 'bool' },
  { name: 'enable-feature', type: 'string', repeated: true, since: '0.39.0' },
  ...LABELS_FLAGS,
  { name: 'cache-compression-type', type: 'enum', values: ['', 'snappy'] },
  { name: 'query-frontend.downstream-url', type: 'string', default: 'http://localhost:9090' },
  ...pathOrContent('query-frontend.downstream-tripper-config'),
  { name: 'query-frontend.compress-responses', type: 'bool' },
  { name: 'query-frontend.log-queries-longer-than', type: 'go-duration', default: '0' },
  { name: 'query-frontend.force-query-stats', type: 'bool' },
  {
    name: 'query-frontend.org-id-header',
    type: 'string',
    repeated: true,
    deprecated: { since: '0.38.0', instead: '--query-frontend.tenant-header' },
    excludes: ['query-frontend.tenant-header'],
  },
  { name: 'query-frontend.forward-header', type: 'string', repeated: true },
  { name: 'query-frontend.tenant-header', type: 'string', default: 'THANOS-TENANT', hidden: true },
  { name: 'query-frontend.default-tenant-id', type: 'string', default: 'default-tenant', hidden: true },
  { name: 'query-frontend.tenant-certificate-field', type: 'enum', values: TENANT_CERTIFICATE_FIELDS, hidden: true },
  { name: 'query-frontend.vertical-shards', type: 'int' },
  { name: 'query-frontend.slow-query-logs-user-header', type: 'string' },
  ...REQUEST_LOGGING_FLAGS,
];
