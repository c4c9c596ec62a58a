/** An agent on every node, one vendor: logs of every container, metrics of annotated pods, OTLP from applications. */
import { Chart } from 'cdk8s';
import { CollectorDaemonSet, ObservabilityApp, OtlpEndpoint, SecretValue } from 'cdk8s-observability';

const app = new ObservabilityApp();
const chart = new Chart(app, 'observability', { namespace: 'observability' });

new CollectorDaemonSet(chart, 'agent', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  containerLogs: {},
  podScraping: {},
  otlp: {},
  destination: OtlpEndpoint.grpc({
    address: 'api.honeycomb.io:443',
    headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'api-key') },
  }),
});

app.synth();
