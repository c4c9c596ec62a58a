import { fail } from '../validation';

/** A gRPC target or an HTTP URL, taken apart. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly encrypted?: boolean;
}

/** `host:port` without a scheme, as gRPC wants it. */
export function parseHostPort(caller: string, address: string): Address {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address);
  if (scheme) {
    const bare = address.slice(scheme[0].length).replace(/\/.*$/, '');
    fail(caller, {
      what: `address '${address}' has a scheme`,
      why: `gRPC takes host:port; '${scheme[1]}://' is ignored or overrides the TLS settings without a word`,
      fix: `address: '${/:\d+$/.test(bare) ? bare : `${bare}:4317`}', and tls: Tls.plaintext() for a connection without TLS`,
    });
  }
  const match = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(address);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65535) {
    fail(caller, {
      what: `address '${address}' is not host:port`,
      why: 'a gRPC connection needs both',
      fix: "address: 'otlp.example.com:443'",
    });
  }
  return { host: match[1], port };
}

/** A complete HTTP URL. */
export function parseUrl(caller: string, url: string): Address {
  // not the URL class: it takes far more than a collector does, and drops a default port
  const match = /^(https?):\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?(\/[^\s?#]*)?(\?[^\s#]*)?$/.exec(url);
  if (!match) {
    fail(caller, {
      what: `url '${url}' is not an http or https URL`,
      why: /@/.test(url) ? 'credentials do not belong into a URL: they would be written into a ConfigMap' : 'the exporter needs scheme and host',
      fix: "url: 'https://otlp.example.com/otlp'",
    });
  }
  const encrypted = match[1] === 'https';
  return { host: match[2], port: Number(match[3] ?? (encrypted ? 443 : 80)), encrypted };
}

/** A name made of a host: `api.honeycomb.io` becomes `api-honeycomb-io`. */
export function nameOfHost(host: string): string {
  return host.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
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
