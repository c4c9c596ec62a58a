import { at, find } from '../manifests';
import { collectorIn, manifestsIn, stackIn } from './written';

const manifests = manifestsIn('gateway');
const collector = collectorIn(manifests, 'gateway-config');
const terraform = stackIn('gateway', 'storage');

test('every replica has 2 GiB of memory and 20 GiB for what waits', () => {
  const set = find(manifests, 'StatefulSet');
  expect(at(set, 'spec.template.spec.containers.0.resources.limits.memory')).toBe('2Gi');
  expect(at(set, 'spec.volumeClaimTemplates.0.spec.resources.requests.storage')).toBe('20Gi');
});

test('no secret is in what was written', () => {
  expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
  expect(at(collector, 'exporters.otlp_grpc/tracing-vendor.headers')).toEqual({ 'x-api-key': '${env:TRACING_VENDOR_API_KEY}' });
  expect(at(collector, 'exporters.otlp_http/logging-vendor.headers')).toEqual({ authorization: 'Bearer ${env:LOGGING_VENDOR_TOKEN}' });
});

test('the logging vendor is verified against its own authority', () => {
  expect(at(collector, 'exporters.otlp_http/logging-vendor.tls')).toEqual({
    ca_file: '/etc/observability/config-map/logging-vendor-ca/ca.crt',
    insecure: false,
  });
  expect(at(find(manifests, 'StatefulSet'), 'spec.template.spec.volumes')).toContainEqual({
    name: 'files-0',
    configMap: { name: 'logging-vendor-ca', defaultMode: 0o444 },
  });
});

test('spans of health checks go no further than the gateway', () => {
  expect(at(collector, 'service.pipelines.traces.processors')).toContain('filter/health-checks');
  expect(at(collector, 'service.pipelines.logs.processors')).not.toContain('filter/health-checks');
});

test('the bucket is private, encrypted with its own key and protected from terraform destroy', () => {
  expect(at(terraform, 'resource.aws_s3_bucket.metrics_bucket')).toMatchObject({ bucket: 'acme-prod-metrics', lifecycle: { prevent_destroy: true } });
  expect(at(terraform, 'resource.aws_s3_bucket_public_access_block.metrics_public_access_block')).toMatchObject({ restrict_public_buckets: true });
  expect(at(terraform, 'resource.aws_kms_key.metrics_key')).toMatchObject({ enable_key_rotation: true });
});
