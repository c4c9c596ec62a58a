/** The smallest example in an App that its user has already. */
import { App, Chart } from 'cdk8s';
import { GatewayStatefulSet, OtlpEndpoint, SecretValue } from 'cdk8s-observability';

const app = new App();
const chart = new Chart(app, 'observability', { namespace: 'observability' });

new GatewayStatefulSet(chart, 'gateway', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  destination: OtlpEndpoint.grpc({
    address: 'api.honeycomb.io:443',
    headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'api-key') },
  }),
});

app.synth();
