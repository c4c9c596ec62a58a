import * as fc from 'fast-check';
import { CLUSTER, loki } from './fixtures';
import { accountPlan, isSameAccount } from '../../../lib/storage/identity/account-plan';
import { Identity, ServiceAccountRef } from '../../../lib/wiring';
import { problemOf } from '../../collector/documents';

const plan = (account: Partial<ServiceAccountRef>, cluster = CLUSTER) => accountPlan('storage/logs', { namespace: 'loki', name: 'loki', ...account }, cluster);
const problem = (...args: Parameters<typeof plan>) => problemOf(() => plan(...args));

describe('a service account', () => {
  test('has a role of a name that is known before Terraform runs', () => {
    expect(loki()).toMatchObject({ clusterName: 'prod', roleName: 'prod.loki.loki', terraformName: 'prod__loki__loki' });
  });

  test('is in the cluster that is said of it, else in that of the store', () => {
    expect(plan({ cluster: { name: 'hub' } }).roleName).toBe('hub.loki.loki');
    expect(plan({ cluster: { name: 'hub', identity: Identity.podIdentity({ clusterName: 'eks-hub' }) } }).clusterName).toBe('eks-hub');
  });

  test('of no cluster fails', () => {
    expect(problemOf(() => accountPlan('storage/logs', { namespace: 'loki', name: 'loki' }))).toEqual({
      path: 'storage/logs',
      what: "access for service account 'loki' of namespace 'loki', of no cluster",
      why: 'every cluster may have one of that name, and only that of one cluster is trusted',
      fix: "cluster: { name: 'prod-us-east-1' } of the store, or of the service account",
    });
  });

  test('has a name of Terraform also when the cluster begins with a digit, and keeps what underscores and digits are in it', () => {
    expect(plan({}, { name: '7-prod' }).terraformName).toBe('_7_prod__loki__loki');
    expect(plan({}, { name: 'prod_eu-1' }).terraformName).toBe('prod_eu_1__loki__loki');
  });

  test.each<[Partial<ServiceAccountRef>, string]>([
    [{ namespace: '*' }, "'*' is not the name of a namespace"],
    [{ namespace: 'Loki' }, "'Loki' is not the name of a namespace"],
    [{ name: '*' }, "'*' is not the name of a service account"],
    [{ name: '' }, "'' is not the name of a service account"],
    [{ name: '-loki' }, "'-loki' is not the name of a service account"],
    [{ name: 'loki-' }, "'loki-' is not the name of a service account"],
    [{ name: 'a'.repeat(254) }, `'${'a'.repeat(254)}' is not the name of a service account`],
    [{ cluster: { name: 'prod.eu' } }, "cluster 'prod.eu' is not the name of a cluster of EKS"],
  ])('fails on names that nobody can have: %#', (account, what) => {
    expect(problem(account).what).toBe(what);
  });

  test('may have the longest name that Kubernetes takes', () => {
    expect(plan({ name: 'a'.repeat(253) }).name).toHaveLength(253);
  });

  test('is one with what has all of its names, and with nothing else', () => {
    expect(isSameAccount(loki(), loki())).toBe(true);
    expect([plan({ name: 'ruler' }), plan({ namespace: 'loki-eu' }), plan({}, { name: 'hub' })].filter((other) => isSameAccount(loki(), other))).toEqual([]);
  });

  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$/);
  const account = fc.tuple(label, label, label);
  const roleName = ([cluster, namespace, name]: [string, string, string]) => plan({ namespace, name }, { name: cluster }).roleName;

  test('has a role of a name that IAM takes, however long its own', () => {
    fc.assert(fc.property(account, (names) => {
      expect(roleName(names)).toMatch(/^[\w+=,.@-]{1,64}$/);
    }));
  });

  test('has a role of its own', () => {
    fc.assert(fc.property(account, account, (one, other) => {
      fc.pre(one.join('/') !== other.join('/'));
      expect(roleName(one)).not.toBe(roleName(other));
    }));
    expect(roleName(['prod', 'a-b', 'c'])).not.toBe(roleName(['prod', 'a', 'b-c']));
    expect(roleName(['prod', 'x'.repeat(60), 'a'])).not.toBe(roleName(['prod', 'x'.repeat(60), 'b']));
  });

  test('has a role of its whole name up to the length that IAM takes', () => {
    expect(plan({ name: 'n'.repeat(54) }).roleName).toBe(`prod.loki.${'n'.repeat(54)}`);
    expect(plan({ name: 'n'.repeat(55) }).roleName).toMatch(/^prod\.loki\.n{45}-[0-9a-f]{8}$/);
  });

  test('keeps the beginning of a long name, and a hash of all of it', () => {
    expect(plan({ namespace: 'observability-platform', name: 'loki-distributed-compactor' }, { name: 'production-us-east-1' }).roleName)
      .toMatch(/^production-us-east-1\.observability-platform\.loki-distri-[0-9a-f]{8}$/);
  });

  test('under IRSA may be in a cluster of any name', () => {
    const identity = Identity.irsa({ oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/k8s.example.com' });
    expect(plan({ cluster: { name: 'on premises', identity } })).toMatchObject({ roleName: expect.stringMatching(/^on-premises\.loki\.loki-[0-9a-f]{8}$/) as string });
  });
});
