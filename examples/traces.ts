/**
 * Traces of one cluster: agents add what Kubernetes knows, two routers send the spans of a trace to one of three samplers, which count all of them and keep
 * errors, what is slow, and one of ten of the rest. What is kept goes to a tracing backend, requests, errors and durations to Thanos.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { CollectorDaemonSet, ObservabilityApp, OtlpEndpoint, RemoteWriteEndpoint, SamplingPolicy, TailSampler, Tls } from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };
const chart = new Chart(app, 'tracing', { namespace: 'tracing' });

const sampler = new TailSampler(chart, 'sampler', {
  cluster,
  policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
  expectedTracesPerSecond: 2_000,
  decisionWait: Duration.seconds(10),
  replicas: 3,
  destination: OtlpEndpoint.grpc({ name: 'tempo', address: 'tempo-distributor.tempo.svc:4317', tls: Tls.plaintext() }),
  metricsTo: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
  queueVolume: Size.gibibytes(10),
  routers: { replicas: 2 },
});

new CollectorDaemonSet(chart, 'agent', { cluster, otlp: {}, tracesTo: sampler.otlpEndpoint });

app.synth();
