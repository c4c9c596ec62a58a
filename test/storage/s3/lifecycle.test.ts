import { Duration, Size } from 'cdk8s';
import { aPlan } from './fixtures';
import { S3StoreContents, S3Tiering } from '../../../lib/storage';
import { lifecycleDocument } from '../../../lib/storage/s3/lifecycle';
import { lifecycleFindings } from '../../../lib/storage/s3/lifecycle-invariants';

describe('the lifecycle of a bucket', () => {
  const document = lifecycleDocument(aPlan({ noncurrentVersionDays: 3, abortMultipartDays: 2 }));
  const [uploads, versions] = document.attributes.rule as Record<string, unknown>[];

  test('belongs to the bucket, and waits until it keeps versions', () => {
    expect(document).toMatchObject({
      type: 'aws_s3_bucket_lifecycle_configuration',
      name: 'metrics_lifecycle',
      attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}' },
      dependsOn: ['aws_s3_bucket_versioning.metrics_versioning'],
    });
    expect(document.attributes.rule).toHaveLength(2);
  });

  test('aborts uploads that never ended, everywhere in the bucket', () => {
    expect(uploads).toEqual({
      id: 'abort-incomplete-uploads',
      status: 'Enabled',
      filter: [{}],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 2 }],
    });
  });

  test('expires versions that were replaced, and the markers of objects that are gone', () => {
    expect(versions).toEqual({
      id: 'expire-noncurrent-versions',
      status: 'Enabled',
      filter: [{}],
      noncurrent_version_expiration: [{ noncurrent_days: 3 }],
      expiration: [{ expired_object_delete_marker: true }],
    });
  });

  test('lets an archive expire, in its folder', () => {
    const rules = (changes: object) => lifecycleDocument(aPlan({ contents: S3StoreContents.ARCHIVE, ...changes })).attributes.rule as object[];

    expect(rules({ retentionDays: 400, prefix: 'audit' })[2]).toEqual({
      id: 'expire-archive', status: 'Enabled', filter: [{ prefix: 'audit/' }], expiration: [{ days: 400 }],
    });
    expect(rules({ retentionDays: 400 })[2]).toHaveProperty('filter', [{}]);
    expect(rules({})).toHaveLength(2);
    expect(rules({ contents: S3StoreContents.THANOS_BLOCKS, retentionDays: 400 })).toHaveLength(2);
  });

  test('moves large objects, in the whole bucket, in the folder of the store, or in some of its folders', () => {
    const tiers = (tiering: S3Tiering, prefix?: string) => (lifecycleDocument(aPlan({ tiering, prefix })).attributes.rule as object[]).slice(2);
    const size = { object_size_greater_than: 1024 * 1024 };
    const transition = [{ days: 60, storage_class: 'STANDARD_IA' }];
    const infrequentAccessAfter = Duration.days(60);

    expect(tiers(S3Tiering.byAge({ infrequentAccessAfter }))).toEqual([{ id: 'tier', status: 'Enabled', filter: [size], transition }]);
    expect(tiers(S3Tiering.byAge({ infrequentAccessAfter }), 'thanos')).toMatchObject([{ id: 'tier', filter: [{ and: [{ prefix: 'thanos/', ...size }] }] }]);
    expect(tiers(S3Tiering.byAge({ infrequentAccessAfter, folders: ['fake', 'team/a'] }), 'loki')).toMatchObject([
      { id: 'tier-fake', filter: [{ and: [{ prefix: 'loki/fake/', ...size }] }] },
      { id: 'tier-team-a', filter: [{ and: [{ prefix: 'loki/team/a/', ...size }] }] },
    ]);
  });

  test('moves objects above a size in whole KiB, as S3 counts no less', () => {
    const tiering = S3Tiering.intelligent({ minimumObjectSize: Size.mebibytes(0.9) });

    expect((lifecycleDocument(aPlan({ tiering })).attributes.rule as object[])[2]).toMatchObject({ filter: [{ object_size_greater_than: 921 * 1024 }] });
  });

  test('has nothing that its own invariants would object to', () => {
    expect(lifecycleFindings(document.attributes)).toEqual([]);
  });
});
