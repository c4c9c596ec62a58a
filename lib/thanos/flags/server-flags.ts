import { Flag, pathOrContent } from './flag';

/** The versions of TLS that Thanos speaks. */
export const TLS_VERSIONS: readonly string[] = ['1.0', '1.1', '1.2', '1.3'];

/** The server of metrics, probes and APIs. */
export const HTTP_SERVER_FLAGS: readonly Flag[] = [
  { name: 'http-address', type: 'string', default: '0.0.0.0:10902' },
  { name: 'http-grace-period', type: 'duration', default: '2m' },
  { name: 'http.config', type: 'string' },
];

/** The server of the StoreAPI and its kin. */
export const GRPC_SERVER_FLAGS: readonly Flag[] = [
  { name: 'grpc-address', type: 'string', default: '0.0.0.0:10901' },
  { name: 'grpc-server-tls-cert', type: 'string' },
  { name: 'grpc-server-tls-key', type: 'string' },
  { name: 'grpc-server-tls-client-ca', type: 'string' },
  { name: 'grpc-server-tls-min-version', type: 'enum', values: TLS_VERSIONS, default: '1.3' },
  { name: 'grpc-server-tls-ciphers', type: 'string', repeated: true, since: '0.42.0' },
  { name: 'grpc-server-tls-curves', type: 'string', repeated: true, since: '0.42.0' },
  { name: 'grpc-server-max-connection-age', type: 'go-duration', default: '60m' },
  { name: 'grpc-grace-period', type: 'go-duration', default: '2m' },
];

/** What one request to the StoreAPI may touch. */
export const STORE_LIMIT_FLAGS: readonly Flag[] = [
  { name: 'store.limits.request-series', type: 'uint', default: '0' },
  { name: 'store.limits.request-samples', type: 'uint', default: '0' },
];

/** Which requests are logged. */
export const REQUEST_LOGGING_FLAGS: readonly Flag[] = pathOrContent('request.logging-config');

/** Whether pages of other origins may ask. */
export const CORS_FLAG: Flag = { name: 'web.disable-cors', type: 'bool' };

/** Where the pages of a component are, as a browser sees it. */
export const PAGE_FLAGS: readonly Flag[] = [
  { name: 'web.external-prefix', type: 'string' },
  { name: 'web.prefix-header', type: 'string' },
  CORS_FLAG,
];

/** Where the pages of a component are, for browsers and for itself. */
export const WEB_FLAGS: readonly Flag[] = [{ name: 'web.route-prefix', type: 'string' }, ...PAGE_FLAGS];

/** From which certificate of a client its tenant is read. */
export const TENANT_CERTIFICATE_FIELDS: readonly string[] = ['', 'organization', 'organizationalUnit', 'commonName'];
