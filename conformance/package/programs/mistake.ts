/** Prints what a plain App and an ObservabilityApp say of the same mistake, and what they have written all the same. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Size } from 'cdk8s';
import { GatewayStatefulSet, ObservabilityApp, OtlpEndpoint } from 'cdk8s-observability';

const outdir = process.env.CDK8S_OUTDIR ?? 'dist';

function saidOf(app: App): string {
  const chart = new Chart(app, 'observability', { namespace: 'observability' });
  new GatewayStatefulSet(chart, 'gateway', {
    cluster: { name: 'prod', region: 'us-east-1' },
    destination: OtlpEndpoint.grpc({ address: 'api.honeycomb.io:443' }),
    queueVolume: Size.gibibytes(1),
    queueSize: Size.gibibytes(4),
  });
  try {
    app.synth();
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
}

const plain = saidOf(new App({ outdir: join(outdir, 'plain') }));
const ours = saidOf(new ObservabilityApp({ outdir: join(outdir, 'ours') }));
const written = existsSync(outdir) ? readdirSync(outdir, { recursive: true }).map(String).filter((file) => /\.(yaml|json)$/.test(file)) : [];
console.log(JSON.stringify({ plain, ours, written }));
