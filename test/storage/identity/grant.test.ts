import { TerraformResource, TerraformStack, Testing } from 'cdktf';
import { CLUSTER, IRSA, PROVIDER } from './fixtures';
import { ObservabilityApp } from '../../../lib/observability-app';
import { S3Encryption, S3ObjectStore, S3ObjectStoreProps } from '../../../lib/storage';
import { ClusterIdentity, StoreAccess } from '../../../lib/wiring';
import { problemOf } from '../../collector/documents';
import { aStack, aStore, anApp, KEY_ARN } from '../s3/fixtures';

const LOKI = { namespace: 'loki', name: 'loki' };
const { READ, WRITE, COMPACT } = StoreAccess;

interface Written {
  readonly resource: Record<string, Record<string, Record<string, string>>>;
  readonly output: Record<string, { readonly value: string }>;
}

function written(stack: TerraformStack): Written {
  return JSON.parse(Testing.synth(stack)) as Written;
}

function aGrantingStore(stack: TerraformStack, id = 'logs', props: Partial<S3ObjectStoreProps> = {}): S3ObjectStore {
  return aStore(stack, id, { cluster: CLUSTER, encryption: S3Encryption.s3Managed(), ...props });
}

function actionsOf(stack: TerraformStack, role = 'prod__loki__loki'): Record<string, string[]> {
  const { Statement } = JSON.parse(written(stack).resource.aws_iam_role_policy[`${role}_policy`].policy) as { Statement: { Resource: string; Action: string[] }[] };
  return Object.fromEntries(Statement.map(({ Resource, Action }) => [Resource, Action]));
}

function problems(stack: TerraformStack): string {
  return problemText(() => (stack.node.root as ObservabilityApp).synth());
}

function problemText(act: () => void): string {
  const { what } = problemOf(act);
  return what;
}

describe('a store that grants access', () => {
  test('makes a role, its policy, an association and an output', () => {
    const stack = aStack();
    aGrantingStore(stack).grantTo(LOKI, READ);
    const { resource, output } = written(stack);

    expect(resource.aws_iam_role.prod__loki__loki_role.name).toBe('prod.loki.loki');
    expect(resource.aws_iam_role_policy.prod__loki__loki_policy.role).toBe('${aws_iam_role.prod__loki__loki_role.name}');
    expect(resource.aws_eks_pod_identity_association.prod__loki__loki_association).toMatchObject({
      cluster_name: 'prod', namespace: 'loki', service_account: 'loki', role_arn: '${aws_iam_role.prod__loki__loki_role.arn}',
    });
    expect(output.prod__loki__loki_role_arn.value).toBe('${aws_iam_role.prod__loki__loki_role.arn}');
  });

  test('makes no association under IRSA', () => {
    const stack = aStack();
    const binding = aGrantingStore(stack, 'logs', { cluster: IRSA }).grantTo(LOKI, READ);

    expect(written(stack).resource.aws_eks_pod_identity_association).toBeUndefined();
    expect(binding.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/prod.loki.loki' });
  });

  test('makes nothing before it is asked', () => {
    const stack = aStack();
    aGrantingStore(stack);
    expect(written(stack).resource.aws_iam_role).toBeUndefined();
  });

  test('gives a service account one role with the sum of what the stores of a stack grant', () => {
    const stack = aStack();
    const logs = aGrantingStore(stack);
    const first = logs.grantTo(LOKI, READ);
    const second = aGrantingStore(stack, 'rules', { prefix: 'prod' }).grantTo(LOKI, WRITE);
    logs.grantTo(LOKI, COMPACT);

    expect(second).toEqual(first);
    expect(Object.keys(written(stack).resource.aws_iam_role)).toEqual(['prod__loki__loki_role']);
    expect(actionsOf(stack)).toEqual({
      '${aws_s3_bucket.logs_bucket.arn}': ['s3:ListBucket'],
      '${aws_s3_bucket.logs_bucket.arn}/*': ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      '${aws_s3_bucket.rules_bucket.arn}': ['s3:ListBucket'],
      '${aws_s3_bucket.rules_bucket.arn}/prod/*': ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    });
  });

  test('gives each service account a role of its own, in each cluster', () => {
    const stack = aStack();
    const store = aGrantingStore(stack);
    store.grantTo({ namespace: 'loki', name: 'compactor' }, COMPACT);
    store.grantTo({ namespace: 'loki', name: 'querier' }, READ);
    store.grantTo({ namespace: 'loki', name: 'querier', cluster: { name: 'hub' } }, READ);

    expect(Object.values(written(stack).resource.aws_iam_role).map(({ name }) => name)).toEqual(['hub.loki.querier', 'prod.loki.compactor', 'prod.loki.querier']);
    expect(actionsOf(stack, 'prod__loki__querier')['${aws_s3_bucket.logs_bucket.arn}/*']).toEqual(['s3:GetObject']);
  });

  test('allows its own key, or the one that was named', () => {
    const own = aStack();
    aGrantingStore(own, 'logs', { encryption: S3Encryption.kms() }).grantTo(LOKI, READ);
    expect(actionsOf(own)['${aws_kms_key.logs_key.arn}']).toEqual(['kms:Decrypt']);

    const named = aStack();
    aGrantingStore(named, 'logs', { encryption: S3Encryption.kms(KEY_ARN) }).grantTo(LOKI, READ);
    expect(actionsOf(named)[KEY_ARN]).toEqual(['kms:Decrypt']);
  });

  test('fails on a key that is known by its alias', () => {
    const alias = KEY_ARN.replace(/key\/.*/, 'alias/logs');
    const store = aGrantingStore(aStack(), 'logs', { encryption: S3Encryption.kms(alias) });

    expect(problemOf(() => store.grantTo(LOKI, READ))).toMatchObject({
      path: 'storage/logs',
      what: `access to objects that are encrypted with '${alias}', an alias`,
      fix: 'S3Encryption.kms() with the ARN of the key: aws kms describe-key --key-id alias/logs shows it',
    });
  });

  test('fails without a cluster', () => {
    expect(problemOf(() => aStore(aStack()).grantTo(LOKI, READ)).what).toBe("access for service account 'loki' of namespace 'loki', of no cluster");
  });

  test.each<[ClusterIdentity, ClusterIdentity, string, string]>([
    [CLUSTER, IRSA, 'Pod Identity', PROVIDER], [IRSA, CLUSTER, PROVIDER, 'Pod Identity'],
  ])('fails when one service account would authenticate in two ways: %#', (first, second, one, another) => {
    const stack = aStack();
    aGrantingStore(stack, 'logs', { cluster: first }).grantTo(LOKI, READ);
    const other = aGrantingStore(stack, 'rules', { cluster: second });

    expect(problemOf(() => other.grantTo(LOKI, READ)).what).toBe(
      `service account 'loki' of namespace 'loki' has its identity by ${one} for one store and by ${another} for another`,
    );
  });
});

describe('a program whose stores grant access', () => {
  test('is sound with one stack', () => {
    const stack = aStack();
    aGrantingStore(stack).grantTo(LOKI, READ);
    expect(() => (stack.node.root as ObservabilityApp).synth()).not.toThrow();
  });

  test('is not with stores of one service account in two stacks', () => {
    const app = anApp();
    aGrantingStore(aStack(app, 'a'), 'logs').grantTo(LOKI, READ);
    aGrantingStore(aStack(app, 'b'), 'rules').grantTo(LOKI, READ);

    expect(problemText(() => app.synth())).toBe("the role prod.loki.loki is made by stack 'a' and by stack 'b'");
  });

  test.each([
    ['policy', 'policy', { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::acme' }, "the policy of role 'prod.loki.loki' allows 's3:*'"],
    ['role', 'assume_role_policy', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }, "the trust of role 'prod.loki.loki' trusts anybody"],
  ])('is not when it has widened the %s of a role', (id, attribute, statement, what) => {
    const stack = aStack();
    aGrantingStore(stack).grantTo(LOKI, READ);
    const resource = stack.node.findChild('role-of-prod.loki.loki').node.findChild(id) as TerraformResource;
    resource.addOverride(attribute, JSON.stringify({ Statement: [statement] }));

    expect(problems(stack)).toBe(what);
  });
});
