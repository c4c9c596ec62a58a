import { tlsConfig } from './document-values';
import { inDestination, sortHeaders } from '../thanos/remote-write-client';
import { Finding } from '../validation';
import { FileSource, RemoteWriteEndpoint, SecretValue } from '../wiring';

/**
 * An entry of `remote_write`. Secrets are files: Prometheus reads no variables.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
export function remoteWriteConfig(endpoint: RemoteWriteEndpoint, sendExemplars: boolean): object {
  const { literal, authorization, secret } = sortHeaders(endpoint);
  return {
    name: endpoint.name,
    url: endpoint.url,
    headers: unlessEmpty(literal),
    http_headers: unlessEmpty(Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, { files: [fileOf(value)] }]))),
    authorization: authorization && { type: authorization.prefix.trim(), credentials_file: fileOf(authorization) },
    tls_config: tlsConfig(endpoint.tls),
    send_exemplars: sendExemplars ? true : undefined,
  };
}

/** Every file that Prometheus reads to write there. */
export function remoteWriteFiles(endpoint: RemoteWriteEndpoint): FileSource[] {
  const { authorization, secret } = sortHeaders(endpoint);
  return [...endpoint.tls._files(), ...(authorization ? [fileOf(authorization)] : []), ...Object.values(secret).map(fileOf)];
}

/** What of a secret in a header does not come out of a file. */
export function headerFileFindings(endpoints: readonly RemoteWriteEndpoint[]): Finding[] {
  return endpoints.flatMap((endpoint) => inDestination(endpoint, Object.entries(sortHeaders(endpoint).secret).filter(([, { prefix }]) => prefix !== '').map(
    ([name, { prefix, secretName, key }]) => ({
      what: `header '${name}' has '${prefix}' before its secret`,
      why: 'Prometheus sends what stands in the file of the Secret, and nothing before it',
      fix: `a Secret whose value begins with '${prefix}', and SecretValue.fromSecret('${secretName}', '${key}') without a prefix`,
    }),
  )));
}

function fileOf({ secretName, key }: SecretValue): FileSource {
  return FileSource.fromSecret(secretName, key);
}

function unlessEmpty(map: { readonly [key: string]: unknown }): object | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
