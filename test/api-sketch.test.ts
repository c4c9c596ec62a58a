import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import { at, find, manifestsOf } from './manifests';
import {
  CardinalityPolicy, CollectorDaemonSet, GatewayStatefulSet, ObservabilityApp, OtlpEndpoint, S3ObjectStore, SamplingPolicy, SecretValue, TailSampler,
  ThanosStack, Tls,
} from '../lib';
import { runCli } from '../lib/cli/run-cli';

/** How programs are meant to read: few words, the field's own terms, values passed as objects, nothing said twice. A test that needs more words has found a worse API. */

const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const newApp = () => new ObservabilityApp({ outdir: mkdtempSync(join(tmpdir(), 'sketch-')) });

describe('the smallest useful program', () => {
  const app = newApp();
  const chart = new Chart(app, 'observability', { namespace: 'observability' });

  new CollectorDaemonSet(chart, 'agent', {
    cluster,
    containerLogs: {},
    podScraping: {},
    otlp: {},
    destination: OtlpEndpoint.grpc({
      address: 'api.honeycomb.io:443',
      headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'api-key') },
    }),
  });

  test('runs an agent on every node, and its key stays in its Secret', () => {
    app.synth();
    const manifests = manifestsOf(chart);
    const [container] = at(find(manifests, 'DaemonSet'), 'spec.template.spec.containers') as { env: unknown[] }[];
    expect(container.env).toContainEqual({ name: 'HONEYCOMB_API_KEY', valueFrom: { secretKeyRef: { name: 'honeycomb', key: 'api-key' } } });
    expect(JSON.stringify(find(manifests, 'ConfigMap'))).toContain('${env:HONEYCOMB_API_KEY}');
  });
});

describe('a backend, wired by values', () => {
  const app = newApp();
  const storage = new TerraformStack(app, 'storage');
  new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' });
  const metricsBucket = new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-prod-metrics', cluster });

  const chart = new Chart(app, 'observability', { namespace: 'observability' });
  const thanos = new ThanosStack(chart, 'thanos', {
    cluster,
    objectStore: metricsBucket,
    receive: { replicas: 3, replicationFactor: 3 },
    retention: { raw: Duration.days(14), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) },
  });
  const sampler = new TailSampler(chart, 'sampler', {
    policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(2), percent: 5 }),
    expectedTracesPerSecond: 2_000,
    destination: OtlpEndpoint.grpc({ address: 'tempo-distributor.tempo.svc:4317', tls: Tls.plaintext() }),
  });
  const gateway = new GatewayStatefulSet(chart, 'gateway', {
    cluster,
    metricsTo: thanos.remoteWriteEndpoint,
    tracesTo: sampler.otlpEndpoint,
    queueVolume: Size.gibibytes(10),
    memoryLimit: Size.gibibytes(4),
  });
  new CollectorDaemonSet(chart, 'agent', { cluster, hostMetrics: {}, podScraping: {}, metricsTo: gateway.otlpEndpoint });

  test('says no URL, port, bucket, role or label twice', () => {
    app.synth();
    const manifests = manifestsOf(chart);
    const configOf = (name: string) => JSON.stringify(find(manifests, 'ConfigMap', name));
    expect(configOf('agent-config')).toContain('gateway.observability.svc:4317');
    expect(configOf('gateway-config')).toContain('http://thanos-receive-router.observability.svc:19291/api/v1/receive');
    expect(configOf('gateway-config')).toContain('sampler-router.observability.svc:4317');
    expect(configOf('sampler-router-config')).toContain('sampler-headless.observability');
    expect(configOf('thanos-store-config')).toContain('bucket: acme-prod-metrics');
  });

  test('gives each component that uses the bucket a role that may do what it has to', () => {
    const roles = storage.toTerraform().resource.aws_iam_role as Record<string, { name: string }>;
    const policies = storage.toTerraform().resource.aws_iam_role_policy as Record<string, { policy: string }>;
    expect(Object.keys(roles).length).toBe(3);
    expect(Object.entries(policies).filter(([, { policy }]) => policy.includes('s3:DeleteObject"')).map(([name]) => name)).toEqual([expect.stringContaining('compactor')]);
  });
});

describe('a policy, tested as users test it', () => {
  const policy = new CardinalityPolicy({
    keepMetrics: ['http_.*', 'kube_.*', 'up'],
    dropLabels: ['pod_ip', 'request_id'],
    mapLabels: [{ label: 'path', match: '(/api/[^/]+)/.*', replacement: '$1/*' }],
    keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1, 5] }],
    aggregate: [{ metric: 'http_requests_total', by: ['namespace', 'deployment', 'method', 'status_code'], window: Duration.minutes(5) }],
    budget: { seriesPerTarget: 2_000 },
  });

  test('request ids never become series', () => {
    expect(policy.apply({ __name__: 'http_requests_total', path: '/api/users/42', pod_ip: '10.0.0.1', request_id: 'a1' }))
      .toEqual({ __name__: 'http_requests_total', path: '/api/users/*' });
  });
});

describe('an error', () => {
  test('names the values, says why, and gives every problem at once', () => {
    const app = newApp();
    const chart = new Chart(app, 'platform', { namespace: 'observability' });
    new GatewayStatefulSet(chart, 'gateway', {
      cluster, queueVolume: Size.gibibytes(1), replicas: 3, autoscaling: { maxReplicas: 6 }, destination: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }),
    });
    expect(() => app.synth()).toThrow(/^Observability problems \(\d+\), nothing was written:\n\nplatform\/gateway: [a-z][^]*\n {2}why: [^]*\n {2}fix: /);
  });
});

describe('the command line', () => {
  test('says what a policy leaves of a dump, part by part, and what is lost by it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sketch-'));
    const put = (name: string, content: string) => writeFileSync(join(directory, name), content);
    put('policy.js', "const { CardinalityPolicy } = require('cdk8s-observability');\nexports.policy = new CardinalityPolicy({ dropMetrics: ['go_.*'] });\n");
    put('metrics.txt', '# TYPE http_requests_total counter\nhttp_requests_total{code="200"} 1\nhttp_requests_total{code="500"} 1\n# TYPE go_goroutines gauge\ngo_goroutines 7\n');
    let printed = '';
    await runCli(['cardinality', 'simulate', '--policy', 'policy.js', '--dump', 'metrics.txt'], {
      directory, environment: {}, now: () => 0, print: (text) => { printed += text; }, complain: (text) => { printed += text; },
    });
    expect(printed).toMatch(/^series +before +after/);
    expect(printed).toMatch(/\n *total +3 +2 +-33\.3 %/);
    expect(printed).toMatch(/\nmerges: none/);
  });
});
