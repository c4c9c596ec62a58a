import { Finding } from '../../validation';

/** A role for a service account, as its neighbours see it. */
export interface AccountRole {
  readonly stack: string;
  readonly roleName: string;
}

/** IAM has one role of a name, and EKS one association of a service account. The later role is told, not both. */
export function accountFindings({ stack, roleName }: AccountRole, earlier: readonly AccountRole[]): Finding[] {
  const first = earlier.find((role) => role.roleName === roleName);
  return first === undefined ? [] : [{
    what: `the role ${roleName} is made by stack '${first.stack}' and by stack '${stack}'`,
    why: 'a service account has one role: the second stack that is applied fails (EntityAlreadyExists)',
    fix: `put the stores that it uses into one stack, '${first.stack}', or let its parts run under service accounts of their own`,
  }];
}
