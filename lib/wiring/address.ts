import { createHash } from 'crypto';
import { fail } from '../validation';

/** The id of an exporter and the name of a file hold it. */
const LONGEST_NAME = 62;

/** A gRPC target, taken apart. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** An HTTP URL, taken apart. */
export interface UrlAddress extends Address {
  readonly encrypted: boolean;
}

/** `host:port` without a scheme, as gRPC wants it. */
export function parseHostPort(caller: string, address: string): Address {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address);
  if (scheme) {
    const bare = address.slice(scheme[0].length).replace(/^\/+|[/?#].*$/g, '').replace(/^.*@/, '');
    const port = /^https$/i.test(scheme[1]) ? 443 : 4317;
    fail(caller, {
      what: `address '${withoutCredentials(address)}' has a scheme`,
      why: `gRPC takes host:port; '${scheme[1]}://' is ignored or overrides the TLS settings without a word`,
      fix: `address: '${/:\d+$/.test(bare) ? bare : `${bare}:${port}`}', and tls: Tls.plaintext() for a connection without TLS`,
    });
  }
  const match = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(address);
  const port = Number(match?.[2]);
  if (!match || !isPort(port)) {
    fail(caller, {
      what: `address '${address}' is not host:port`,
      why: 'a gRPC connection needs both',
      fix: "address: 'otlp.example.com:443'",
    });
  }
  return { host: match[1], port };
}

/** A complete HTTP URL. */
export function parseUrl(caller: string, url: string): UrlAddress {
  // not the URL class: it takes far more than a collector does, and drops a default port
  const match = credentialsIn(url) ? null : /^(https?):\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?(\/[^\s?#]*)?(\?[^\s#]*)?$/.exec(url);
  if (!match || !isPort(Number(match[3] ?? 443))) {
    fail(caller, {
      what: `url '${withoutCredentials(url)}' is not an http or https URL`,
      why: credentialsIn(url)
        ? 'credentials do not belong into a URL: they would be written into a ConfigMap'
        : match ? 'ports go from 1 to 65535' : 'the exporter needs scheme and host',
      fix: "url: 'https://otlp.example.com/otlp'",
    });
  }
  const encrypted = match[1] === 'https';
  return { host: match[2], port: Number(match[3] ?? (encrypted ? 443 : 80)), encrypted };
}

/** A URL to which a path is appended, by whom and which. */
export function parseBaseUrl(caller: string, url: string, appended: string): UrlAddress {
  const address = parseUrl(caller, url);
  if (url.includes('?')) {
    fail(caller, {
      what: `url '${url}' has a query`,
      why: `${appended}: behind a query it is no path, and nothing would arrive`,
      fix: `url: '${url.replace(/\?.*$/, '')}'`,
    });
  }
  return address;
}

const CREDENTIAL_IN_QUERY = /[?&][^=&]*(token|secret|password|key|auth)[^=&]*=/i;

function credentialsIn(url: string): boolean {
  return /^[^/]*\/\/[^/?#]*@/.test(url) || CREDENTIAL_IN_QUERY.test(url);
}

/** For errors, which end up in the logs of a build. */
function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//…@').replace(/([?&][^=&]*=)[^&]*/g, '$1…');
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
}

/** A name made of a host: `api.honeycomb.io` becomes `api-honeycomb-io`. */
export function nameOfHost(host: string): string {
  const name = host.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 9)}-${createHash('sha256').update(host).digest('hex').slice(0, 8)}`;
}

/** Fails on a name that cannot be part of a component id and of a file name. */
export function requireName(caller: string, name: string): string {
  if (!/^[a-z0-9]([a-z0-9_.-]{0,60}[a-z0-9])?$/.test(name)) {
    fail(caller, {
      what: `'${name}' is not a name for a destination`,
      why: 'it becomes part of the id of an exporter and of the file of its queue',
      fix: "name: 'honeycomb' (lower-case letters, digits, -, _ and ., at most 62)",
    });
  }
  return name;
}
