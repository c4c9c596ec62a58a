import { accountPlan, AccountPlan } from '../../../lib/storage/identity/account-plan';
import { Identity } from '../../../lib/wiring';

export const CLUSTER = { name: 'prod' };
export const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE';
export const IRSA = { ...CLUSTER, identity: Identity.irsa({ oidcProviderArn: PROVIDER }) };

/** The service account of a Loki, in a cluster. */
export function loki(cluster: { readonly name: string; readonly identity?: Identity } = CLUSTER): AccountPlan {
  return accountPlan('storage/logs', { namespace: 'loki', name: 'loki' }, cluster);
}
