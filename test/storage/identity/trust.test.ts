import { IRSA, loki, PROVIDER } from './fixtures';
import { roleBinding } from '../../../lib/storage/identity/binding';
import { trustStatement } from '../../../lib/storage/identity/trust';

describe('by Pod Identity', () => {
  test('a role trusts EKS, for one service account of one cluster', () => {
    expect(trustStatement(loki())).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-name': 'prod',
          'aws:RequestTag/kubernetes-namespace': 'loki',
          'aws:RequestTag/kubernetes-service-account': 'loki',
        },
      },
    });
  });

  test('a service account needs no annotation, and its pods the agent of their node', () => {
    expect(roleBinding(loki())).toEqual({
      roleName: 'prod.loki.loki',
      roleArn: '${aws_iam_role.prod__loki__loki_role.arn}',
      annotations: {},
      egress: [{ port: 80, cidr: '169.254.170.23/32' }, { port: 80, cidr: 'fd00:ec2::23/128' }],
    });
  });
});

describe('by IRSA', () => {
  test('a role trusts the tokens of one service account, made for STS', () => {
    expect(trustStatement(loki(IRSA))).toEqual({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:aud': 'sts.amazonaws.com',
          'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:sub': 'system:serviceaccount:loki:loki',
        },
      },
    });
  });

  test('a service account is annotated with its role, and its pods need STS', () => {
    expect(roleBinding(loki(IRSA))).toMatchObject({
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/prod.loki.loki' },
      egress: [{ port: 443 }],
    });
  });
});
