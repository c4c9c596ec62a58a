import { tlsConfig } from './document-values';
import { Finding } from '../validation';
import { FileSource, RemoteWriteEndpoint, SecretValue } from '../wiring';

/** Headers that Prometheus sets itself, and refuses from others. */
const RESERVED = [
  'host', 'content-encoding', 'content-length', 'content-type', 'user-agent', 'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'www-authenticate', 'accept-encoding', 'x-prometheus-remote-write-version', 'x-prometheus-remote-read-version', 'x-amz-date', 'x-amz-security-token',
  'x-amz-content-sha256',
];

/** The headers of an endpoint by how Prometheus comes to their values. */
export interface SortedHeaders {
  readonly literal: { readonly [name: string]: string };
  /** What stands before the secret, and the secret. */
  readonly authorization?: SecretValue;
  readonly secret: { readonly [name: string]: SecretValue };
}

/** Which headers are plain text, which one proves who writes, and which are secrets otherwise. */
export function sortHeaders({ headers }: RemoteWriteEndpoint): SortedHeaders {
  const entries = Object.entries(headers);
  const secrets = entries.filter((entry): entry is [string, SecretValue] => entry[1] instanceof SecretValue);
  return {
    literal: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    authorization: secrets.find(([name]) => isAuthorization(name))?.[1],
    secret: Object.fromEntries(secrets.filter(([name]) => !isAuthorization(name))),
  };
}

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

/** What Prometheus refuses in its destinations, or would send in another way than is meant. */
export function remoteWriteFindings(endpoints: readonly RemoteWriteEndpoint[]): Finding[] {
  const names = endpoints.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => ({
      what: `two destinations of remote write are called '${name}'`,
      why: 'Prometheus tells their queues apart by name, and refuses the configuration',
      fix: `name: '${name}-2' for one of them`,
    })),
    ...endpoints.flatMap((endpoint) => headerFindings(endpoint).map((finding) => ({ ...finding, what: `remote write to '${endpoint.name}': ${finding.what}` }))),
  ];
}

function headerFindings(endpoint: RemoteWriteEndpoint): Finding[] {
  const { authorization, secret } = sortHeaders(endpoint);
  const reserved = Object.keys(endpoint.headers).find((name) => RESERVED.includes(name.toLowerCase()));
  return [
    ...reserved === undefined ? [] : [{
      what: `header '${reserved}' is one that Prometheus sets itself`, why: 'it refuses the configuration', fix: `leave '${reserved}' out of headers`,
    }],
    ...authorization === undefined ? [] : authorizationFindings(authorization),
    ...Object.entries(secret).filter(([, { prefix }]) => prefix !== '').map(([name, { prefix, secretName, key }]) => ({
      what: `header '${name}' has '${prefix}' before its secret`,
      why: 'Prometheus sends what stands in the file of the Secret, and nothing before it',
      fix: `a Secret whose value begins with '${prefix}', and SecretValue.fromSecret('${secretName}', '${key}') without a prefix`,
    })),
  ];
}

function authorizationFindings({ prefix, secretName, key }: SecretValue): Finding[] {
  const scheme = prefix.trim();
  if (scheme !== '' && scheme.toLowerCase() !== 'basic') {
    return [];
  }
  return [{
    what: scheme === '' ? "header 'authorization' has no scheme before its secret" : `header 'authorization' has the scheme ${scheme}`,
    why: scheme === '' ? "Prometheus writes 'Bearer ' before a credential of which it is told no scheme" : 'Prometheus refuses it there: it makes this header of a name and a password itself',
    fix: `a token: SecretValue.fromSecret('${secretName}', '${key}', { prefix: 'Bearer ' }), with a Secret that holds the token alone`,
  }];
}

function isAuthorization(name: string): boolean {
  return name.toLowerCase() === 'authorization';
}

function fileOf({ secretName, key }: SecretValue): FileSource {
  return FileSource.fromSecret(secretName, key);
}

function unlessEmpty(map: { readonly [key: string]: unknown }): object | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}
