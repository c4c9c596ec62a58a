import { NATIVE_HISTOGRAMS_ALWAYS, OBJECT_STORE_FLAGS, TSDB_FLAGS, UPLOAD_FLAGS } from './block-flags';
import { Flag, pathOrContent } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import {
  GRPC_SERVER_FLAGS, HTTP_SERVER_FLAGS, REQUEST_LOGGING_FLAGS, STORE_LIMIT_FLAGS, TENANT_CERTIFICATE_FIELDS, TLS_VERSIONS,
} from './server-flags';

/** The server that takes remote write, and the client that forwards it to other receivers. */
const REMOTE_WRITE_FLAGS: readonly Flag[] = [
  { name: 'remote-write.address', type: 'string', default: '0.0.0.0:19291' },
  { name: 'remote-write.server-tls-cert', type: 'string' },
  { name: 'remote-write.server-tls-key', type: 'string' },
  { name: 'remote-write.server-tls-client-ca', type: 'string' },
  { name: 'remote-write.server-tls-min-version', type: 'enum', values: TLS_VERSIONS, default: '1.3' },
  { name: 'remote-write.server-tls-ciphers', type: 'string', repeated: true, since: '0.42.0' },
  { name: 'remote-write.server-tls-curves', type: 'string', repeated: true, since: '0.42.0' },
  { name: 'remote-write.client-tls-cert', type: 'string' },
  { name: 'remote-write.client-tls-key', type: 'string' },
  { name: 'remote-write.client-tls-secure', type: 'bool' },
  { name: 'remote-write.client-tls-skip-verify', type: 'bool' },
  { name: 'remote-write.client-tls-ca', type: 'string' },
  { name: 'remote-write.client-server-name', type: 'string' },
  { name: 'remote-write.client-tls-min-version', type: 'enum', values: TLS_VERSIONS, default: '1.3', since: '0.42.0' },
];

/** Whose series they are, and which receivers keep them. */
const ROUTING_FLAGS: readonly Flag[] = [
  { name: 'receive.hashrings-file', type: 'string' },
  { name: 'receive.hashrings', type: 'string' },
  { name: 'receive.hashrings-algorithm', type: 'enum', values: ['hashmod', 'ketama'], default: 'hashmod' },
  { name: 'receive.hashrings-file-refresh-interval', type: 'duration', default: '5m' },
  { name: 'receive.local-endpoint', type: 'string' },
  { name: 'receive.tenant-header', type: 'string', default: 'THANOS-TENANT' },
  { name: 'receive.artificial-max-delay', type: 'duration', default: '0s', hidden: true, since: '0.41.0' },
  { name: 'receive.tenant-certificate-field', type: 'enum', values: TENANT_CERTIFICATE_FIELDS },
  { name: 'receive.default-tenant-id', type: 'string', default: 'default-tenant' },
  { name: 'receive.split-tenant-label-name', type: 'string' },
  { name: 'receive.tenant-label-name', type: 'string', default: 'tenant_id' },
  { name: 'receive.replica-header', type: 'string', default: 'THANOS-REPLICA' },
  { name: 'receive.forward.async-workers', type: 'uint', default: '5' },
  { name: 'receive.grpc-compression', type: 'enum', values: ['snappy', 'none'], default: 'snappy' },
  { name: 'receive.replication-factor', type: 'uint', default: '1' },
  { name: 'receive.replication-protocol', type: 'enum', values: ['protobuf', 'capnproto'], default: 'protobuf' },
  { name: 'receive.capnproto-address', type: 'string', default: '0.0.0.0:19391' },
  { name: 'receive.grpc-service-config', type: 'string' },
  { name: 'receive-forward-timeout', type: 'duration', default: '5s', hidden: true },
  { name: 'receive-forward-max-backoff', type: 'duration', default: '5s', hidden: true },
];

/** How a receiver keeps what it was given until it is uploaded. */
const TSDB_FLAGS_OF_RECEIVE: readonly Flag[] = [
  { name: 'tsdb.min-block-duration', type: 'duration', default: '2h', hidden: true },
  { name: 'tsdb.max-block-duration', type: 'duration', default: '2h', hidden: true },
  { name: 'tsdb.too-far-in-future.time-window', type: 'duration', default: '0s' },
  { name: 'tsdb.out-of-order.time-window', type: 'duration', default: '0s' },
  { name: 'tsdb.out-of-order.cap-max', type: 'int', default: '0' },
  { name: 'tsdb.allow-overlapping-blocks', type: 'bool' },
  { name: 'tsdb.max-retention-bytes', type: 'bytes', default: '0' },
  ...TSDB_FLAGS,
  { name: 'tsdb.head.expanded-postings-cache-size', type: 'uint', default: '0' },
  { name: 'tsdb.block.expanded-postings-cache-size', type: 'uint', default: '0' },
  { name: 'tsdb.max-exemplars', type: 'int', default: '0' },
  { name: 'tsdb.write-queue-size', type: 'int', default: '0', hidden: true },
  { name: 'tsdb.memory-snapshot-on-shutdown', type: 'bool', hidden: true },
  { name: 'tsdb.enable-native-histograms', type: 'bool', deprecated: NATIVE_HISTOGRAMS_ALWAYS },
];

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/receive.go */
export const RECEIVE_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  ...HTTP_SERVER_FLAGS,
  ...GRPC_SERVER_FLAGS,
  ...STORE_LIMIT_FLAGS,
  ...REMOTE_WRITE_FLAGS,
  { name: 'tsdb.path', type: 'string', default: './data' },
  { name: 'label', type: 'string', repeated: true },
  ...OBJECT_STORE_FLAGS,
  { name: 'tsdb.retention', type: 'duration', default: '15d' },
  ...ROUTING_FLAGS,
  ...pathOrContent('receive.relabel-config'),
  ...TSDB_FLAGS_OF_RECEIVE,
  { name: 'writer.intern', type: 'bool', hidden: true },
  ...UPLOAD_FLAGS,
  {
    name: 'shipper.ignore-unequal-block-size',
    type: 'bool',
    hidden: true,
    removed: { since: '0.42.0', instead: 'leave it out: blocks are compacted after they were uploaded' },
  },
  { name: 'matcher-cache-size', type: 'int', default: '0' },
  ...REQUEST_LOGGING_FLAGS,
  ...pathOrContent('receive.limits-config', { hidden: true }),
  { name: 'receive.limits-config-reload-timer', type: 'go-duration', default: '1s', hidden: true },
  { name: 'receive.otlp-enable-target-info', type: 'bool', default: 'true' },
  { name: 'receive.otlp-promote-resource-attributes', type: 'string', repeated: true },
  { name: 'enable-feature', type: 'string', repeated: true },
  { name: 'receive.lazy-retrieval-max-buffered-responses', type: 'int', default: '20', since: '0.39.0' },
];
