import { tlsConfig } from './client-connection';
import { Extension, RenderContext } from './component';
import { Destination } from '../../wiring';

/** The `auth` of a client or a server; undefined without an authenticator. */
export function authConfig(authenticator: Extension | undefined, context: RenderContext): object | undefined {
  return authenticator && { authenticator: authenticator._id(context) };
}

/** The keys by which a client reaches a destination and says who it is. */
export function connectionConfig({ tls, headers }: Destination, authenticator: Extension | undefined, context: RenderContext): object {
  return {
    tls: tlsConfig(tls),
    headers: Object.keys(headers).length > 0 ? headers : undefined,
    auth: authConfig(authenticator, context),
  };
}
