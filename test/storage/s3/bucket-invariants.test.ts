import { bucketNameFindings, regionFindings } from '../../../lib/storage/s3/bucket-invariants';

describe('the region of a bucket', () => {
  test('may be the one of the provider, or one that only Terraform knows', () => {
    expect(regionFindings('acme', 'us-east-1', 'us-east-1')).toEqual([]);
    expect(regionFindings('acme', 'us-east-1', undefined)).toEqual([]);
  });

  test('fails when the provider works in another', () => {
    expect(regionFindings('acme', 'eu-west-1', 'us-east-1')).toEqual([
      {
        what: 'the bucket acme belongs into eu-west-1, but the aws provider of its stack works in us-east-1',
        why: 'Terraform would make the bucket in us-east-1, and S3 refuses requests that are signed for eu-west-1',
        fix: "put the store into a stack of its own, new TerraformStack(app, 'storage-eu-west-1'), or set region: 'us-east-1'",
      },
    ]);
  });
});

describe('the name of a bucket', () => {
  test('may differ from those of all others', () => {
    expect(bucketNameFindings('acme-logs', [{ path: 'storage/metrics', bucketName: 'acme-metrics' }])).toEqual([]);
  });

  test('fails when another store makes the bucket', () => {
    expect(bucketNameFindings('acme-logs', [{ path: 'storage/logs', bucketName: 'acme-logs' }])).toEqual([
      {
        what: "the bucket acme-logs is made by 'storage/logs' already",
        why: 'S3 refuses the second (BucketAlreadyOwnedByYou), and the two would undo the settings of each other',
        fix: "bucketName: 'acme-logs-2', or share the first bucket: ObjectStore.s3({ bucket: 'acme-logs', region, prefix })",
      },
    ]);
  });
});
