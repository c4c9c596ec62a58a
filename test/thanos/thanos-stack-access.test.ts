import { Chart, Duration } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { CLUSTER, waysOut, whats } from './program';
import { stack } from './stacks';
import { ThanosStackProps } from '../../lib';
import { S3Encryption, S3ObjectStoreProps, S3StoreContents } from '../../lib/storage';
import { Identity } from '../../lib/wiring';
import { at, find, Manifest, manifestsOf } from '../manifests';
import { aStack, anApp, aStore, written } from '../storage/s3/fixtures';

interface Platform {
  readonly terraform: TerraformStack;
  readonly chart: Chart;
}

/** A Thanos in a bucket of its own program. */
function platform(props: Partial<ThanosStackProps> = {}, store: Partial<S3ObjectStoreProps> = {}, namespace = 'thanos'): Platform {
  const app = anApp();
  const terraform = aStack(app);
  const objectStore = aStore(terraform, 'metrics', { encryption: S3Encryption.s3Managed(), contents: S3StoreContents.THANOS_BLOCKS, ...store });
  const chart = new Chart(app, 'thanos', namespace === '' ? {} : { namespace });
  stack({ receive: { zones: ['a', 'b', 'c'] }, memcached: {}, objectStore, ...props })(chart);
  return { terraform, chart };
}

interface Resources {
  readonly aws_iam_role: Record<string, { readonly name: string }>;
  readonly aws_iam_role_policy: Record<string, { readonly role: string; readonly policy: string }>;
  readonly aws_eks_pod_identity_association: Record<string, { readonly namespace: string; readonly service_account: string; readonly cluster_name: string }>;
}

function resourcesOf({ terraform }: Platform): Resources {
  return (JSON.parse(written(terraform)) as { resource: Resources }).resource;
}

/** What may be done with objects, by service account. */
function rights(resources: Resources): Record<string, string[]> {
  return Object.fromEntries(Object.entries(resources.aws_iam_role_policy).map(([id, { policy }]) => {
    const { Statement: statements } = JSON.parse(policy) as { Statement: { Action: string[]; Resource: string }[] };
    return [id.replace(/^prod__thanos__|_policy$/g, ''), statements.filter(({ Resource }) => Resource.endsWith('/*')).flatMap(({ Action }) => Action)];
  }));
}

const WRITE = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'];

describe('the bucket of a stack', () => {
  const whole = platform();
  const resources = resourcesOf(whole);
  const manifests: Manifest[] = manifestsOf(whole.chart);

  test('is written by ingestors, read by store gateways, and cleared by the compactor alone', () => {
    expect(rights(resources)).toEqual({
      thanos_receive_ingestor_a: WRITE,
      thanos_receive_ingestor_b: WRITE,
      thanos_receive_ingestor_c: WRITE,
      thanos_store: ['s3:GetObject'],
      thanos_compactor: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    });
  });

  test('is nothing to Query, the frontend, routers and memcached', () => {
    expect(Object.values(resources.aws_eks_pod_identity_association).map(({ cluster_name: cluster, namespace, service_account: account }) => `${cluster} ${namespace} ${account}`).sort()).toEqual(
      ['compactor', 'receive-ingestor-a', 'receive-ingestor-b', 'receive-ingestor-c', 'store'].map((name) => `prod thanos thanos-${name}`),
    );
    expect(Object.keys(resources.aws_iam_role)).toHaveLength(5);
  });

  test('is reached, and so is the agent of Pod Identity, by those who may', () => {
    const [agent, agent6, bucket] = ['169.254.170.23/32 at 80', 'fd00:ec2::23/128 at 80', 'anybody at 443'];

    expect(waysOut(manifests, 'thanos-compactor')).toEqual(['anybody at 53', agent, agent6, bucket]);
    expect(waysOut(manifests, 'thanos-store')).toEqual(expect.arrayContaining([agent, bucket]));
    expect(waysOut(manifests, 'thanos-query-frontend').join()).not.toContain('169.254');
  });

  test('gives no pod a token of the Kubernetes API', () => {
    const pods = manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment');

    expect(pods.map((workload) => at(workload, 'spec.template.spec.automountServiceAccountToken'))).toEqual(pods.map(() => false));
  });
});

test('under IRSA service accounts are annotated with their roles', () => {
  const oidcProviderArn = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com';
  const { chart } = platform({ cluster: { ...CLUSTER, identity: Identity.irsa({ oidcProviderArn }) }, receive: {} });
  const role = (account: string) => at(find(manifestsOf(chart), 'ServiceAccount', account), 'metadata.annotations');

  expect(['thanos-store', 'thanos-compactor', 'thanos-receive-ingestor'].map(role)).toEqual(['store', 'compactor', 'receive-ingestor'].map((name) => (
    { 'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/prod.thanos.thanos-${name}` }
  )));
  expect(role('thanos-query')).toBeUndefined();
});

describe('what is wrong with a bucket and a stack together', () => {
  const problems = (props: Partial<ThanosStackProps>, store: Partial<S3ObjectStoreProps>) => {
    const { chart } = platform({ receive: undefined, ...props }, store);
    return whats(() => undefined, chart);
  };
  const retention = { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) };

  test('is nothing when the bucket is for blocks, for as long as they are kept', () => {
    expect(problems({ retention }, { retention: Duration.days(365) })).toEqual([]);
  });

  test('is a bucket for something else', () => {
    expect(problems({}, { contents: S3StoreContents.LOKI_CHUNKS })).toEqual([
      "thanos/thanos/compactor: the bucket 'acme-prod-metrics' is for loki-chunks, and Thanos keeps blocks in it",
    ]);
  });

  test('is a bucket for less time', () => {
    expect(problems({ retention }, { retention: Duration.days(364) })).toEqual([
      "thanos/thanos/compactor: the bucket 'acme-prod-metrics' has a retention of 52w, and the compactor keeps blocks for 1y",
    ]);
  });

  test('is a chart without a namespace, for whoever would have a role', () => {
    const { chart } = platform({ receive: undefined }, {}, '');

    expect(whats(() => undefined, chart)).toEqual(['store/shard-0', 'compactor'].map((where) => (
      `thanos/thanos/${where}: it uses the store 'storage/metrics', and its chart has no namespace`
    )));
  });
});
