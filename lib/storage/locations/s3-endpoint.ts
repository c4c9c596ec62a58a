import { fail } from '../../validation';

/** A server, and the port when it is not that of its protocol. */
export interface HostAndPort {
  readonly host: string;
  readonly port?: number;
}

const ENDPOINT = /^(?:([a-z][a-z0-9+.-]*):\/\/)?((\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d+))?)(\/.*)?$/;

/** Takes `host` or `host:port` apart; fails on anything else. */
export function resolveEndpoint(caller: string, endpoint: string): HostAndPort {
  const [, scheme, address = 'objects.example.com:9000', host, port, path] = ENDPOINT.exec(endpoint) ?? [];
  if (host === undefined || scheme !== undefined || path !== undefined) {
    return fail(caller, {
      what: `endpoint '${endpoint}' is not host or host:port`,
      why: 'Thanos and Loki put the scheme before it themselves and do not start with another one or a path',
      fix: `endpoint: '${address}'${scheme === 'http' ? ', tls: Tls.plaintext()' : ''}`,
    });
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    return fail(caller, {
      what: `endpoint '${endpoint}' has the port ${port}`,
      why: 'ports go from 1 to 65535, and no program could connect',
      fix: `endpoint: '${host}:9000', with the port at which the service answers`,
    });
  }
  return { host, ...port === undefined ? {} : { port: Number(port) } };
}
