import { Finding } from '../validation';
import { RemoteWriteEndpoint, SecretValue } from '../wiring';

/** Headers that the client sets itself, and refuses from others. */
const RESERVED = [
  'host', 'content-encoding', 'content-length', 'content-type', 'user-agent', 'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
  'www-authenticate', 'accept-encoding', 'x-prometheus-remote-write-version', 'x-prometheus-remote-read-version', 'x-amz-date', 'x-amz-security-token',
  'x-amz-content-sha256',
];

/** The headers of an endpoint by how a client comes to their values. */
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

/** What the client of Prometheus, which rulers of Thanos have too, refuses in its destinations, or would send in another way than is meant. */
export function remoteWriteFindings(endpoints: readonly RemoteWriteEndpoint[]): Finding[] {
  const names = endpoints.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => ({
      what: `two destinations of remote write are called '${name}'`,
      why: 'their queues are told apart by name: the configuration is refused',
      fix: `name: '${name}-2' for one of them`,
    })),
    ...endpoints.flatMap((endpoint) => inDestination(endpoint, headerFindings(endpoint))),
  ];
}

/** Findings with the destination in which they are. */
export function inDestination({ name }: RemoteWriteEndpoint, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, what: `remote write to '${name}': ${finding.what}` }));
}

function headerFindings(endpoint: RemoteWriteEndpoint): Finding[] {
  const { authorization } = sortHeaders(endpoint);
  const reserved = Object.keys(endpoint.headers).find((name) => RESERVED.includes(name.toLowerCase()));
  return [
    ...reserved === undefined ? [] : [{
      what: `header '${reserved}' is one that is set anyway`, why: 'the configuration is refused', fix: `leave '${reserved}' out of headers`,
    }],
    ...authorization === undefined ? [] : authorizationFindings(authorization),
  ];
}

function authorizationFindings({ prefix, secretName, key }: SecretValue): Finding[] {
  const scheme = prefix.trim();
  if (scheme !== '' && scheme.toLowerCase() !== 'basic') {
    return [];
  }
  return [{
    what: scheme === '' ? "header 'authorization' has no scheme before its secret" : `header 'authorization' has the scheme ${scheme}`,
    why: scheme === '' ? "'Bearer ' is written before a credential without a scheme" : 'it is refused there: this header is made of a name and a password',
    fix: `a token: SecretValue.fromSecret('${secretName}', '${key}', { prefix: 'Bearer ' }), with a Secret that holds the token alone`,
  }];
}

function isAuthorization(name: string): boolean {
  return name.toLowerCase() === 'authorization';
}
