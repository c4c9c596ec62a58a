/** What ServiceAccounts asked for, read from the audit log of the API server: a right that nobody used is a right too many. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One verb on one kind of thing. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  /** with its subresource, as rules write it */
  readonly resource: string;
}

export function rightText({ verb, group, resource }: Right): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
}

/** Where the API server writes it, below the folder of the node. */
export function auditLog(state: string): string {
  return join(state, 'log', 'audit.log');
}

/** Only what ServiceAccounts do, and what the kubelet asks about them. */
export const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'Request', userGroups: ['system:nodes'], resources: [{ group: 'authorization.k8s.io', resources: ['subjectaccessreviews'] }] },
    { level: 'Metadata', userGroups: ['system:serviceaccounts'] },
    { level: 'None' },
  ],
};

interface ResourceAttributes {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
}

interface AuditEvent {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: { readonly resource: string; readonly subresource?: string; readonly apiGroup?: string };
  readonly requestObject?: { readonly spec?: { readonly user?: string; readonly resourceAttributes?: ResourceAttributes } };
}

function rightOf({ verb, group = '', resource, subresource }: ResourceAttributes): Right {
  return { verb, group, resource: subresource === undefined ? resource : `${resource}/${subresource}` };
}

/** What a user asked the API server for, and what a kubelet asked about the user. */
function asked(user: string, { verb, user: by, objectRef, requestObject }: AuditEvent): Right[] {
  const about = requestObject?.spec;
  if (about?.user === user && about.resourceAttributes !== undefined) {
    return [rightOf(about.resourceAttributes)];
  }
  return by.username === user && objectRef !== undefined ? [rightOf({ ...objectRef, verb, group: objectRef.apiGroup })] : [];
}

/** Of some rights, those that a user never used. */
export function unusedRights(state: string, user: string, rights: readonly Right[]): Right[] {
  const lines = existsSync(auditLog(state)) ? readFileSync(auditLog(state), 'utf8').trim().split('\n') : [];
  const used = new Set(lines.flatMap((line) => asked(user, JSON.parse(line) as AuditEvent)).map(rightText));
  // clients of today watch from the beginning instead of listing first, but list when an API server cannot do that
  const isUsed = (right: Right) => used.has(rightText(right)) || (right.verb === 'list' && used.has(rightText({ ...right, verb: 'watch' })));
  return rights.filter((right) => !isUsed(right));
}
