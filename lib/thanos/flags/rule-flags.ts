import { NATIVE_HISTOGRAMS_ALWAYS, OBJECT_STORE_FLAGS, SHIPPER_FLAGS, TSDB_FLAGS } from './block-flags';
import { Flag, pathOrContent } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import { GRPC_SERVER_FLAGS, HTTP_SERVER_FLAGS, REQUEST_LOGGING_FLAGS, STORE_LIMIT_FLAGS, WEB_FLAGS } from './server-flags';

/** Whom a ruler asks. */
const QUERY_FLAGS_OF_RULE: readonly Flag[] = [
  { name: 'query', type: 'string', repeated: true },
  ...pathOrContent('query.config', { excludes: ['query', 'query.sd-files', 'grpc-query-endpoint'] }),
  { name: 'query.sd-files', type: 'string', repeated: true },
  { name: 'query.sd-interval', type: 'go-duration', default: '5m' },
  { name: 'query.sd-dns-interval', type: 'go-duration', default: '30s' },
  { name: 'query.http-method', type: 'enum', values: ['GET', 'POST'], default: 'POST' },
  { name: 'query.sd-dns-resolver', type: 'string', default: 'miekgdns', hidden: true },
  { name: 'query.default-step', type: 'go-duration', default: '1s' },
  { name: 'query.only-prometheus-params', type: 'bool', hidden: true },
  { name: 'grpc-query-endpoint', type: 'string', repeated: true },
];

/** Whom a ruler tells, and how its alerts look. */
const ALERT_FLAGS: readonly Flag[] = [
  ...pathOrContent('alertmanagers.config', { excludes: ['alertmanagers.url'] }),
  { name: 'alertmanagers.url', type: 'string', repeated: true },
  { name: 'alertmanagers.send-timeout', type: 'go-duration', default: '10s' },
  { name: 'alertmanagers.sd-dns-interval', type: 'go-duration', default: '30s' },
  { name: 'alert.query-url', type: 'string' },
  { name: 'alert.label-drop', type: 'string', repeated: true },
  ...pathOrContent('alert.relabel-config'),
  { name: 'alert.query-template', type: 'string', default: '/graph?g0.expr={{.Expr}}&g0.tab=1' },
];

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/rule.go */
export const RULE_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  ...HTTP_SERVER_FLAGS,
  ...GRPC_SERVER_FLAGS,
  ...WEB_FLAGS,
  ...SHIPPER_FLAGS,
  ...QUERY_FLAGS_OF_RULE,
  ...ALERT_FLAGS,
  ...STORE_LIMIT_FLAGS,
  { name: 'label', type: 'string', repeated: true },
  { name: 'tsdb.block-duration', type: 'duration', default: '2h' },
  { name: 'tsdb.retention', type: 'duration', default: '48h' },
  ...TSDB_FLAGS,
  { name: 'data-dir', type: 'string', default: 'data/' },
  { name: 'rule-file', type: 'string', repeated: true },
  { name: 'resend-delay', type: 'go-duration', default: '1m' },
  { name: 'eval-interval', type: 'go-duration', default: '1m' },
  { name: 'rule-query-offset', type: 'go-duration', default: '0s' },
  { name: 'for-outage-tolerance', type: 'go-duration', default: '1h' },
  { name: 'for-grace-period', type: 'go-duration', default: '10m' },
  { name: 'restore-ignored-label', type: 'string', repeated: true },
  { name: 'rule-concurrent-evaluation', type: 'int', default: '1' },
  { name: 'query.enable-x-functions', type: 'bool' },
  { name: 'enable-feature', type: 'string', repeated: true, since: '0.39.0' },
  { name: 'tsdb.enable-native-histograms', type: 'bool', since: '0.40.0', deprecated: NATIVE_HISTOGRAMS_ALWAYS },
  ...pathOrContent('remote-write.config'),
  ...OBJECT_STORE_FLAGS,
  ...REQUEST_LOGGING_FLAGS,
];
