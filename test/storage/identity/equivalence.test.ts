import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { TerraformElement, TerraformStack, Testing } from 'cdktf';
import { CLUSTER } from './fixtures';
import { S3Encryption } from '../../../lib/storage';
import { StoreAccess } from '../../../lib/wiring';
import { aStack, aStore } from '../s3/fixtures';

const BUCKET = '${aws_s3_bucket.logs_bucket.arn}';

function named<T extends TerraformElement>(what: string, element: T): T {
  element.overrideLogicalId(`prod__loki__loki_${what}`);
  return element;
}

/** The same role, written with the typed resources of the AWS provider. */
function typedRole(stack: TerraformStack): void {
  const version = '2012-10-17';
  const tags = { 'aws:RequestTag/eks-cluster-name': 'prod', 'aws:RequestTag/kubernetes-namespace': 'loki', 'aws:RequestTag/kubernetes-service-account': 'loki' };
  const role = named('role', new IamRole(stack, 'role', {
    name: 'prod.loki.loki',
    description: 'Object storage of service account loki in namespace loki of cluster prod',
    assumeRolePolicy: JSON.stringify({
      Version: version,
      Statement: [{
        Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'], Condition: { StringEquals: tags },
      }],
    }),
  }));
  named('policy', new IamRolePolicy(stack, 'policy', {
    name: 'object-storage',
    role: role.name,
    policy: JSON.stringify({
      Version: version,
      Statement: [
        { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: BUCKET },
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: `${BUCKET}/*` },
      ],
    }),
  }));
  named('association', new EksPodIdentityAssociation(stack, 'association', {
    clusterName: 'prod', namespace: 'loki', serviceAccount: 'loki', roleArn: role.arn,
  }));
}

type Resources = Record<string, Record<string, Record<string, unknown>>>;

function identitiesIn(stack: TerraformStack): Partial<Resources> {
  const { aws_iam_role, aws_iam_role_policy, aws_eks_pod_identity_association } = (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
  return { aws_iam_role, aws_iam_role_policy, aws_eks_pod_identity_association };
}

test('the role of a service account is what the typed resources of the provider give', () => {
  const ours = aStack();
  aStore(ours, 'logs', { cluster: CLUSTER, encryption: S3Encryption.s3Managed() }).grantTo({ namespace: 'loki', name: 'loki' }, StoreAccess.READ);
  const typed = aStack();
  typedRole(typed);

  expect(identitiesIn(ours)).toStrictEqual(identitiesIn(typed));
});
