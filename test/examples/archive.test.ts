import { at, find } from '../manifests';
import { collectorIn, manifestsIn, stackIn } from './written';

const manifests = manifestsIn('archive');
const terraform = stackIn('archive', 'storage');

/** What a role may do, by resource. */
function rightsOf(role: string): Record<string, string[]> {
  const { Statement } = JSON.parse(at(terraform, `resource.aws_iam_role_policy.${role}_policy.policy`) as string) as { Statement: { Resource: string; Action: string[] }[] };
  return Object.fromEntries(Statement.map(({ Resource, Action }) => [Resource, Action]));
}

test('the gateway adds objects below the folder of the archive, and does nothing else', () => {
  expect(rightsOf('prod_us_east_1__audit__archive_gateway')).toEqual({
    '${aws_s3_bucket.archive_bucket.arn}/audit/*': ['s3:AbortMultipartUpload', 's3:PutObject'],
    '${aws_kms_key.archive_key.arn}': ['kms:Decrypt', 'kms:GenerateDataKey'],
  });
});

test('the reader of a Helm chart lists and reads that folder', () => {
  expect(rightsOf('prod_us_east_1__compliance__audit_reader')).toEqual({
    '${aws_s3_bucket.archive_bucket.arn}': ['s3:ListBucket'],
    '${aws_s3_bucket.archive_bucket.arn}/audit/*': ['s3:GetObject'],
    '${aws_kms_key.archive_key.arn}': ['kms:Decrypt'],
  });
});

test('the association names the service account of the gateway', () => {
  const { name, namespace } = find(manifests, 'ServiceAccount').metadata;

  expect(at(terraform, 'resource.aws_eks_pod_identity_association.prod_us_east_1__audit__archive_gateway_association')).toMatchObject({
    cluster_name: 'prod-us-east-1', namespace, service_account: name,
  });
});

test('the collector writes into the bucket that Terraform makes', () => {
  expect(at(collectorIn(manifests, 'archive-gateway-config'), 'exporters.awss3.s3uploader')).toMatchObject({
    s3_bucket: at(terraform, 'resource.aws_s3_bucket.archive_bucket.bucket'), s3_prefix: 'audit', region: 'us-east-1',
  });
});

test('what waits for S3 is on the volume of the pod', () => {
  const collector = collectorIn(manifests, 'archive-gateway-config');
  expect(at(collector, 'exporters.awss3.sending_queue.storage')).toBe('file_storage');
  expect(at(collector, 'extensions.file_storage.directory')).toBe('/var/lib/otelcol/queue/archive');
});

test('nobody deletes an object for a year, and it is gone after 400 days', () => {
  const written = (path: string) => at(terraform, `resource.${path}`);
  const rules = written('aws_s3_bucket_lifecycle_configuration.archive_lifecycle.rule') as { id: string; filter: object[]; expiration?: { days?: number }[] }[];

  expect(written('aws_s3_bucket.archive_bucket.object_lock_enabled')).toBe(true);
  expect(written('aws_s3_bucket_object_lock_configuration.archive_object_lock.rule.default_retention')).toEqual({ mode: 'COMPLIANCE', days: 365 });
  expect(rules.filter(({ expiration }) => expiration?.[0].days !== undefined)).toEqual([
    { id: 'expire-archive', status: 'Enabled', filter: [{ prefix: 'audit/' }], expiration: [{ days: 400 }] },
  ]);
});
