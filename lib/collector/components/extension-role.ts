import { Extension } from './component';
import { ExtensionRole } from './component-type';
import { fail } from '../../validation';

const WANTED = {
  'client-authenticator': { does: 'add credentials to what is sent', fix: 'new BearerTokenAuthExtension({ token }), or BasicAuthExtension.client({ … })' },
  'server-authenticator': { does: 'check the credentials of senders', fix: 'new BearerTokenAuthExtension({ token }), or BasicAuthExtension.server({ … })' },
  'storage': { does: 'keep a queue', fix: "new FileStorageExtension({ directory: '/var/lib/otelcol/queue' })" },
} as const;

/** Fails on an extension that cannot do what a component wants of it: the configuration would validate, and not start. */
export function requireRole(caller: string, property: string, role: ExtensionRole, extension?: Extension): void {
  if (extension && extension._roles && !extension._roles.includes(role)) {
    fail(caller, {
      what: `${property} is ${extension.type}, which does not ${WANTED[role].does}`,
      why: 'it validates, and the collector does not start',
      fix: `${property}: ${WANTED[role].fix}`,
    });
  }
}
