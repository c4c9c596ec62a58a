/**
 * A gateway that loses nothing: OTLP in; traces to one vendor over gRPC, logs to another over HTTP, metrics to Thanos by remote write.
 * What cannot be delivered waits on a volume of the pod. The bucket is for the metrics that Thanos keeps.
 */
import { Chart, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  FileSource, FilterProcessor, GatewayStatefulSet, ObservabilityApp, OtlpEndpoint, RemoteWriteEndpoint, S3ObjectStore, SecretValue, Signal, Tls,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/storage.tfstate', region: 'us-east-1', encrypt: true });
new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster });

const chart = new Chart(app, 'observability', { namespace: 'observability' });

const gateway = new GatewayStatefulSet(chart, 'gateway', {
  cluster,
  tracesTo: OtlpEndpoint.grpc({
    name: 'tracing-vendor',
    address: 'otlp.tracing-vendor.example:443',
    headers: { 'x-api-key': SecretValue.fromSecret('tracing-vendor', 'api-key') },
  }),
  logsTo: OtlpEndpoint.http({
    name: 'logging-vendor',
    url: 'https://logs.logging-vendor.example/otlp',
    headers: { authorization: SecretValue.fromSecret('logging-vendor', 'token', { prefix: 'Bearer ' }) },
    tls: Tls.custom({ ca: FileSource.fromConfigMap('logging-vendor-ca', 'ca.crt') }),
  }),
  metricsTo: RemoteWriteEndpoint.http({
    name: 'thanos',
    url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive',
  }),
  kubernetesMetadata: {},
  memoryLimit: Size.gibibytes(2),
  queueVolume: Size.gibibytes(20),
});

gateway.addProcessor(new FilterProcessor({
  name: 'health-checks',
  traceConditions: ['span.attributes["http.route"] == "/healthz"'],
}), [Signal.TRACES]);

app.synth();
