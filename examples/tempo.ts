/**
 * Traces of two teams, kept for two weeks, and for a month where a team says so: a gateway for each team writes to Tempo, whose components are processes of their own
 * and keep each span three times until it is in the bucket. Metrics of spans go to Thanos. The bucket, its key and a role for each component come from the same program.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  GatewayStatefulSet, Memcached, ObservabilityApp, RemoteWriteEndpoint, S3ObjectStore, S3StoreContents, TempoStack, TempoTenant, VersionCatalog,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/traces.tfstate', region: 'us-east-1', encrypt: true });
const blocks = new S3ObjectStore(storage, 'traces', {
  bucketName: 'acme-prod-traces', cluster, contents: S3StoreContents.TEMPO_BLOCKS, retention: Duration.days(30),
});

const tracing = new Chart(app, 'tempo', { namespace: 'tempo' });
const tempo = new TempoStack(tracing, 'tempo', {
  cluster,
  objectStore: blocks,
  versions: new VersionCatalog({ tempo: '2.10.8' }),
  microservices: {},
  multitenancy: true,
  tenants: [
    new TempoTenant('payments', { retention: Duration.days(30), ingestionRate: Size.mebibytes(50) }),
    new TempoTenant('search', { maxTraceSize: Size.mebibytes(10) }),
  ],
  metricsGenerator: { remoteWriteTo: [RemoteWriteEndpoint.http({ url: 'http://thanos-receive-router.thanos.svc:19291/api/v1/receive' })] },
  cache: new Memcached(tracing, 'tempo-cache').endpoint,
});

const observability = new Chart(app, 'observability', { namespace: 'observability' });
for (const team of ['payments', 'search']) {
  new GatewayStatefulSet(observability, `${team}-gateway`, { cluster, tracesTo: tempo.otlpEndpointFor(team) });
}

app.synth();
