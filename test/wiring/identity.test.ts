import { Identity } from '../../lib/wiring';
import { problemOf } from '../collector/documents';

const PROVIDER = 'arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLE';

describe('an identity', () => {
  test('of Pod Identity knows no more than the name of the cluster, if that is another', () => {
    expect(Identity.podIdentity()).toMatchObject({ clusterName: undefined, oidcProviderArn: undefined, _provider: undefined });
    expect(Identity.podIdentity({ clusterName: 'eks-prod' }).clusterName).toBe('eks-prod');
  });

  test('by IRSA reads partition, account and issuer from the OIDC provider', () => {
    const identity = Identity.irsa({ oidcProviderArn: PROVIDER });

    expect(identity.oidcProviderArn).toBe(PROVIDER);
    expect(identity._provider).toEqual({
      partition: 'aws-cn', account: '111122223333', issuer: 'oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLE',
    });
  });

  test.each([
    ['', 'IAM trusts the tokens of a cluster only through its provider'],
    ['https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE', 'IAM trusts the tokens of a cluster only through its provider'],
    ['arn:aws:iam::1111:oidc-provider/oidc.example.com', 'IAM trusts the tokens of a cluster only through its provider'],
    ['${aws_iam_openid_connect_provider.eks.arn}', 'Kubernetes reads no expressions of Terraform'],
  ])('by IRSA without an OIDC provider fails: %s', (oidcProviderArn, why) => {
    expect(problemOf(() => Identity.irsa({ oidcProviderArn }))).toMatchObject({
      path: 'Identity.irsa', what: `oidcProviderArn '${oidcProviderArn}' is not the ARN of an OIDC provider`, why: expect.stringContaining(why) as string,
    });
  });

  test('by IRSA is mended by what the fix says', () => {
    const [, arn] = /oidcProviderArn: '([^']+)'/.exec(problemOf(() => Identity.irsa({ oidcProviderArn: 'eks' })).fix)!;
    expect(Identity.irsa({ oidcProviderArn: arn })._provider).toMatchObject({ account: '111122223333' });
  });

  test.each(['', '-prod', 'prod.eu', 'x'.repeat(101)])("of a cluster that EKS cannot have fails: '%s'", (clusterName) => {
    expect(problemOf(() => Identity.podIdentity({ clusterName })).what).toBe(`clusterName '${clusterName}' is not the name of a cluster of EKS`);
  });
});
