import { Chart, Duration, Testing } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import { LokiDistributed, S3ObjectStore, S3ObjectStoreProps, S3StoreContents } from '../../lib';
import { problemsOf } from '../../lib/validation';

const CLUSTER = { name: 'prod', region: 'us-east-1' };

function program(bucket: Partial<S3ObjectStoreProps>, retention?: Duration) {
  const app = Testing.app();
  const storage = new TerraformStack(app, 'storage');
  new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'logs.tfstate', region: 'us-east-1' });
  const objectStore = new S3ObjectStore(storage, 'logs', { bucketName: 'acme-prod-logs', cluster: CLUSTER, contents: S3StoreContents.LOKI_CHUNKS, ...bucket });
  new LokiDistributed(new Chart(app, 'loki', { namespace: 'loki' }), 'loki', { cluster: CLUSTER, objectStore, retention });
  return { app, storage };
}

function whatsOf(...given: Parameters<typeof program>): string[] {
  return problemsOf(program(...given).app).map(({ path, what }) => `${path}: ${what}`);
}

test('a bucket for chunks that are kept as long, or longer, is right', () => {
  expect(whatsOf({})).toEqual([]);
  expect(whatsOf({ retention: Duration.days(30) }, Duration.days(30))).toEqual([]);
});

test('a bucket whose retention ends first is a problem', () => {
  expect(whatsOf({ retention: Duration.days(30) }, Duration.days(31))).toEqual([
    "loki/loki: the bucket 'acme-prod-logs' has a retention of 2592000s, and Loki keeps lines for 2678400s",
  ]);
  expect(whatsOf({ retention: Duration.days(30) })).toEqual(["loki/loki: the bucket 'acme-prod-logs' has a retention of 2592000s, and Loki keeps lines for ever"]);
});

test('a bucket for something else is a problem', () => {
  expect(whatsOf({ contents: S3StoreContents.TEMPO_BLOCKS })).toEqual(["loki/loki: the bucket 'acme-prod-logs' is for tempo-blocks, and Loki keeps chunks in it"]);
});

test('each component may do with the bucket what it has to', () => {
  const { storage } = program({});
  const document = JSON.stringify((storage.toTerraform() as { resource: { aws_iam_role: object } }).resource.aws_iam_role);

  for (const name of ['loki-ingester', 'loki-querier', 'loki-index-gateway', 'loki-compactor']) {
    expect(document).toContain(name);
  }
  for (const name of ['loki-distributor', 'loki-query-frontend', 'loki-query-scheduler']) {
    expect(document).not.toContain(name);
  }
});
