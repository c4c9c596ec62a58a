import { MIN_TIME_FLAG, OBJECT_STORE_FLAGS, SHIPPER_FLAGS } from './block-flags';
import { Flag, pathOrContent } from './flag';
import { PROCESS_FLAGS } from './process-flags';
import { GRPC_SERVER_FLAGS, HTTP_SERVER_FLAGS, REQUEST_LOGGING_FLAGS, STORE_LIMIT_FLAGS } from './server-flags';

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/sidecar.go */
export const SIDECAR_FLAGS: readonly Flag[] = [
  ...PROCESS_FLAGS,
  ...HTTP_SERVER_FLAGS,
  ...GRPC_SERVER_FLAGS,
  { name: 'prometheus.url', type: 'url', default: 'http://localhost:9090' },
  { name: 'prometheus.ready_timeout', type: 'go-duration', default: '10m' },
  { name: 'prometheus.get_config_interval', type: 'go-duration', default: '30s' },
  { name: 'prometheus.get_config_timeout', type: 'go-duration' },
  ...pathOrContent('prometheus.http-client'),
  { name: 'tsdb.path', type: 'string', default: './data' },
  { name: 'reloader.config-file', type: 'string' },
  { name: 'reloader.config-envsubst-file', type: 'string' },
  { name: 'reloader.rule-dir', type: 'string', repeated: true },
  { name: 'reloader.watch-interval', type: 'go-duration', default: '3m' },
  { name: 'reloader.retry-interval', type: 'go-duration', default: '5s' },
  { name: 'reloader.method', type: 'enum', values: ['http', 'signal'], default: 'http' },
  { name: 'reloader.process-name', type: 'string', default: 'prometheus' },
  ...REQUEST_LOGGING_FLAGS,
  ...OBJECT_STORE_FLAGS,
  ...SHIPPER_FLAGS,
  ...STORE_LIMIT_FLAGS,
  MIN_TIME_FLAG,
];
