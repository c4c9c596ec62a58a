import { Chart, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import {
  BearerTokenAuthExtension, CardinalityPolicy, CollectorDistribution, CustomProcessor, DebugExporter, DeltaToCumulativeProcessor, FileStorageExtension,
  GatewayScrapingOptions, GatewayStatefulSet, GatewayStatefulSetProps, K8sAttributesProcessor, KubernetesDiscoveryRole, NetworkPeer, OtlpEndpoint,
  OtlpGrpcExporter, OtlpReceiver, PrometheusRemoteWriteExporter, QueueSize, RemoteWriteEndpoint, ScrapeConfig, SecretValue, Signal, SpanMetricsConnector,
  TargetAllocator, VersionCatalog,
} from '../../lib';
import { at, find, Manifest, manifestsOf } from '../manifests';

const cluster = { name: 'prod', region: 'us-east-1', environment: 'production' };

function vendor(name = 'vendor'): OtlpEndpoint {
  return OtlpEndpoint.grpc({ name, address: `${name}.example.com:443`, headers: { 'x-api-key': SecretValue.fromSecret(name, 'key') } });
}

function aChart(id = 'observability'): Chart {
  return new Chart(Testing.app(), id, { namespace: 'observability' });
}

function aGateway(chart: Chart, props: Partial<GatewayStatefulSetProps> = {}, id = 'gateway'): GatewayStatefulSet {
  return new GatewayStatefulSet(chart, id, { cluster, destination: vendor(), ...props });
}

function manifests(props: Partial<GatewayStatefulSetProps> = {}): Manifest[] {
  const chart = aChart();
  aGateway(chart, props);
  return manifestsOf(chart);
}

function container(all: readonly Manifest[]): unknown {
  return at(find(all, 'StatefulSet'), 'spec.template.spec.containers.0');
}

interface Configuration {
  readonly receivers: Record<string, unknown>;
  readonly processors: Record<string, unknown>;
  readonly exporters: Record<string, Record<string, unknown>>;
  readonly extensions: Record<string, Record<string, unknown>>;
  readonly service: { readonly pipelines: Record<string, { receivers: string[]; processors?: string[]; exporters: string[] }>; readonly extensions: string[] };
}

function configuration(all: readonly Manifest[]): Configuration {
  return YAML.parse((find(all, 'ConfigMap').data as Record<string, string>)['collector.yaml']) as Configuration;
}

function problem(props: Partial<GatewayStatefulSetProps>, change: (gateway: GatewayStatefulSet) => void = () => undefined): string {
  const chart = aChart();
  change(aGateway(chart, props));
  try {
    manifestsOf(chart);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('the pod', () => {
  test('gets the memory it was given, and the Go runtime 80 % of it', () => {
    const all = manifests({ memoryLimit: Size.gibibytes(4), cpu: 1, cpuLimit: 3, ephemeralStorage: Size.gibibytes(1) });
    expect(at(container(all), 'resources')).toEqual({
      requests: { 'cpu': '1', 'memory': '4Gi', 'ephemeral-storage': '1Gi' },
      limits: { 'cpu': '3', 'memory': '4Gi', 'ephemeral-storage': '1Gi' },
    });
    expect(at(container(all), 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: '3276MiB' });
  });

  test('may do nothing that it need not do', () => {
    const all = manifests();
    expect(at(container(all), 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(at(find(all, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(false);
    expect(all.filter(({ kind }) => kind.includes('Role'))).toEqual([]);
  });

  test('has a token and a role as soon as a component reads the Kubernetes API, in a constructor or later', () => {
    const late = (gateway: GatewayStatefulSet) => gateway.addProcessor(new K8sAttributesProcessor());
    for (const [props, change] of [[{ kubernetesMetadata: {} }, () => undefined], [{}, late]] as const) {
      const chart = aChart();
      change(aGateway(chart, props));
      const all = manifestsOf(chart);
      expect(at(find(all, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(true);
      expect(find(all, 'ClusterRole').rules).toEqual([
        { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      ]);
      expect(find(all, 'ClusterRole').metadata).toMatchObject({ name: 'observability-gateway' });
      expect(find(all, 'ClusterRole').metadata.namespace).toBeUndefined();
      expect(find(all, 'ClusterRoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'gateway', namespace: 'observability' }]);
    }
  });

  test('is asked three different questions', () => {
    const probes = container(manifests());
    expect(at(probes, 'startupProbe')).toMatchObject({ httpGet: { path: '/', port: 13133 }, failureThreshold: 60 });
    expect(at(probes, 'livenessProbe')).toMatchObject({ httpGet: { path: '/', port: 13133 }, periodSeconds: 15 });
    expect(at(probes, 'readinessProbe')).toMatchObject({ tcpSocket: { port: 4317 } });
  });

  test('carries secrets by reference, each once', () => {
    const shared = SecretValue.fromSecret('shared', 'key');
    const endpoint = (name: string) => OtlpEndpoint.grpc({ name, address: `${name}.example.com:443`, headers: { 'x-api-key': shared } });
    const all = manifests({ destination: undefined, tracesTo: endpoint('a'), logsTo: endpoint('b') });
    const variables = (at(container(all), 'env') as { name: string }[]).filter(({ name }) => name === 'SHARED_KEY');
    expect(variables).toEqual([{ name: 'SHARED_KEY', valueFrom: { secretKeyRef: { name: 'shared', key: 'key' } } }]);
    expect(configuration(all).exporters['otlp_grpc/a'].headers).toEqual({ 'x-api-key': '${env:SHARED_KEY}' });
  });

  test('rolls when its configuration changes, and only then', () => {
    const hash = (props: Partial<GatewayStatefulSetProps>) =>
      (at(find(manifests(props), 'StatefulSet'), 'spec.template.metadata.annotations') as Record<string, string>)['observability.cdk8s.io/config-hash'];
    expect(hash({})).toBe(hash({ podAnnotations: { team: 'o11y' } }));
    expect(hash({})).not.toBe(hash({ cluster: { name: 'other' } }));
  });

  test('stops in the time that its slowest exporter needs', () => {
    const http = OtlpEndpoint.http({ url: 'https://otlp.example.com' });
    // 5 s before the signal, 30 s and 1 s for the last batch, 5 s to close
    expect(at(find(manifests({ destination: http }), 'StatefulSet'), 'spec.template.spec.terminationGracePeriodSeconds')).toBe(41);
    expect(at(find(manifests(), 'StatefulSet'), 'spec.template.spec.terminationGracePeriodSeconds')).toBe(21);
  });

  test('runs where the options say', () => {
    const all = manifests({
      nodeSelector: { pool: 'observability' },
      tolerations: [{ key: 'dedicated', value: 'observability', effect: 'NoSchedule' }, {}],
      priorityClassName: 'platform',
      imagePullSecrets: ['registry'],
    });
    expect(at(find(all, 'StatefulSet'), 'spec.template.spec')).toMatchObject({
      nodeSelector: { pool: 'observability' },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'observability', effect: 'NoSchedule' }, { operator: 'Exists' }],
      priorityClassName: 'platform',
      imagePullSecrets: [{ name: 'registry' }],
    });
  });

  test('has an image that follows from what is in use', () => {
    const image = (props: Partial<GatewayStatefulSetProps>) => at(container(manifests(props)), 'image');
    const writes = { metricsTo: RemoteWriteEndpoint.http({ url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }) };
    const versions = new VersionCatalog({ collector: '0.161.0' });
    expect(image({ versions })).toMatch(/\/opentelemetry-collector-k8s:0\.161\.0$/);
    expect(image({ ...writes, versions })).toMatch(/\/opentelemetry-collector-contrib:0\.161\.0$/);
    expect(image({ versions: new VersionCatalog({ registryMirror: 'mirror.acme.io' }) })).toMatch(/^mirror\.acme\.io\/open-telemetry\//);
    expect(image({ versions: new VersionCatalog({ collectorImage: 'acme.io/otelcol:1.2.3' }) })).toBe('acme.io/otelcol:1.2.3');
  });
});

describe('the set', () => {
  test('keeps volumes when it shrinks, starts replicas together and names them', () => {
    const spec = find(manifests({ queueVolume: Size.gibibytes(20), storageClassName: 'fast' }), 'StatefulSet').spec;
    expect(spec).toMatchObject({
      serviceName: 'gateway-headless',
      podManagementPolicy: 'Parallel',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [{
        metadata: { name: 'queue' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '20Gi' } } },
      }],
    });
  });

  test('is selected by labels that an upgrade does not change', () => {
    const old = manifests({ versions: new VersionCatalog({ collector: '0.158.0' }) });
    const today = manifests();
    const selector = (all: readonly Manifest[]) => at(find(all, 'StatefulSet'), 'spec.selector.matchLabels');
    expect(selector(old)).toEqual(selector(today));
    expect(at(find(old, 'StatefulSet'), 'spec.volumeClaimTemplates')).toEqual(at(find(today, 'StatefulSet'), 'spec.volumeClaimTemplates'));
    expect(find(old, 'StatefulSet').metadata.labels).toMatchObject({ 'app.kubernetes.io/version': '0.158.0' });
  });

  test('grows at once and shrinks slowly, by memory', () => {
    expect(find(manifests(), 'HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'gateway' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{ type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 50 } } }],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] },
      },
    });
    expect(at(find(manifests(), 'StatefulSet'), 'spec.replicas')).toBeUndefined();
  });

  test('grows by a metric of queues too, where there is one', () => {
    const autoscaling = { queueMetric: 'otelcol_exporter_queue_size', queueMetricTarget: '500M', scaleDownStabilization: Duration.minutes(5) };
    const spec = find(manifests({ autoscaling }), 'HorizontalPodAutoscaler').spec;
    expect(at(spec, 'metrics.1')).toEqual({
      type: 'External',
      external: { metric: { name: 'otelcol_exporter_queue_size' }, target: { type: 'AverageValue', averageValue: '500M' } },
    });
    expect(at(spec, 'behavior.scaleDown.stabilizationWindowSeconds')).toBe(300);
    expect(() => manifests({ autoscaling: { queueMetric: 'x' } })).toThrow("queueMetric 'x' without queueMetricTarget");
  });

  test.each([
    [Duration.hours(2), '7200', '3600'],
    [Duration.millis(1500), '1.5', '2'],
  ])('fails on a scale-down stabilization that Kubernetes refuses: %j', (scaleDownStabilization, seconds, fix) => {
    expect(() => aGateway(aChart(), { autoscaling: { scaleDownStabilization } })).toThrow(
      `observability/gateway: scaleDownStabilization is ${seconds} seconds\n`
      + '  why: Kubernetes takes whole seconds, at most 3600, and refuses the autoscaler\n'
      + `  fix: scaleDownStabilization: Duration.seconds(${fix})\n`,
    );
  });

  test('has no autoscaler with a fixed number of replicas', () => {
    const all = manifests({ replicas: 3 });
    expect(at(find(all, 'StatefulSet'), 'spec.replicas')).toBe(3);
    expect(all.some(({ kind }) => kind === 'HorizontalPodAutoscaler')).toBe(false);
  });

  test('lets one replica go at a time, and broken ones always', () => {
    expect(find(manifests(), 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });

  test('has a Service for clients and a headless one for replicas and scrapers', () => {
    const all = manifests();
    const ports = (name: string) => (at(find(all, 'Service', name), 'spec.ports') as { name: string }[]).map((port) => port.name);
    expect(ports('gateway')).toEqual(['otlp-grpc', 'otlp-http']);
    expect(ports('gateway-headless')).toEqual(['metrics', 'otlp-grpc', 'otlp-http']);
    expect(at(find(all, 'Service', 'gateway-headless'), 'spec.clusterIP')).toBe('None');
  });

  test('can be changed where no option reaches', () => {
    const chart = aChart();
    aGateway(chart).statefulSet.addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 30));
    expect(at(find(manifestsOf(chart), 'StatefulSet'), 'spec.minReadySeconds')).toBe(30);
  });
});

describe('the network', () => {
  test('lets in who connects, out where it sends', () => {
    const chart = aChart();
    const backend = aGateway(chart, {}, 'backend');
    aGateway(chart, { destination: backend.otlpEndpoint }, 'front');
    const all = manifestsOf(chart);
    const labels = (name: string) => ({
      'app.kubernetes.io/component': 'gateway',
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/name': 'opentelemetry-collector',
    });
    expect(at(find(all, 'NetworkPolicy', 'backend'), 'spec.ingress.0')).toEqual({
      from: [{ podSelector: { matchLabels: labels('front') } }],
      ports: [{ port: 4317, protocol: 'TCP' }],
    });
    expect(at(find(all, 'NetworkPolicy', 'front'), 'spec.egress')).toContainEqual({
      to: [{ podSelector: { matchLabels: labels('backend') } }],
      ports: [{ port: 4317, protocol: 'TCP' }],
    });
  });

  test('lets in whom the program names', () => {
    const all = manifests({ clients: [NetworkPeer.podsOf('shop')], scrapers: [NetworkPeer.podsOf('monitoring', { app: 'prometheus' })] });
    expect(at(find(all, 'NetworkPolicy'), 'spec.ingress')).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
        ports: [{ port: 4317, protocol: 'TCP' }, { port: 4318, protocol: 'TCP' }],
      },
      {
        from: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { app: 'prometheus' } },
        }],
        ports: [{ port: 8888, protocol: 'TCP' }],
      },
    ]);
  });

  test('knows the address of a gateway by its chart', () => {
    expect(aGateway(aChart()).otlpEndpoint.url).toBe('gateway.observability.svc:4317');
    expect(aGateway(aChart()).otlpHttpEndpoint.url).toBe('http://gateway.observability.svc:4318');
    expect(aGateway(new Chart(Testing.app(), 'c')).otlpEndpoint.url).toBe('gateway:4317');
  });

  test('fails for an endpoint that is not served', () => {
    const gateway = aGateway(aChart(), { otlp: { http: false } });
    expect(() => gateway.otlpHttpEndpoint).toThrow('otlpHttpEndpoint of a collector that takes no HTTP');
    expect(() => aGateway(aChart(), { otlp: { grpc: false } }).otlpEndpoint).toThrow('otlpEndpoint of a collector that takes no gRPC');
  });
});

describe('the pipelines', () => {
  test('send every signal to the destination, from a queue on disk per destination', () => {
    const { service, exporters, extensions } = configuration(manifests());
    expect(service.pipelines).toEqual(Object.fromEntries(['traces', 'metrics', 'logs'].map((signal) => [signal, {
      receivers: ['otlp'],
      processors: ['memory_limiter', 'resource/cluster'],
      exporters: ['otlp_grpc/vendor'],
    }])));
    expect(exporters['otlp_grpc/vendor'].sending_queue).toMatchObject({ storage: 'file_storage/vendor', sizer: 'bytes', block_on_overflow: true });
    expect(exporters['otlp_grpc/vendor'].retry_on_failure).toMatchObject({ max_elapsed_time: '0s' });
    expect(extensions['file_storage/vendor']).toMatchObject({ directory: '/var/lib/otelcol/queue/vendor', fsync: true, create_directory: true });
  });

  test('have a queue of their own for each of several destinations', () => {
    const chart = aChart();
    const gateway = aGateway(chart, { destination: undefined, tracesTo: vendor('a') });
    gateway.sendTracesTo(vendor('b'));
    gateway.sendLogsTo(vendor('c'));
    gateway.sendMetricsTo(RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }));
    const { service } = configuration(manifestsOf(chart));
    expect(service.pipelines.traces.exporters).toEqual(['otlp_grpc/a', 'otlp_grpc/b']);
    expect(service.pipelines.logs.exporters).toEqual(['otlp_grpc/c']);
    expect(service.extensions).toEqual(['health_check', 'file_storage/a', 'file_storage/b', 'file_storage/thanos', 'file_storage/c']);
  });

  test('bring metrics to remote write through a queue that it lacks itself, cumulative and in order', () => {
    const { service, exporters, receivers } = configuration(manifests({
      destination: undefined,
      metricsTo: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
    }));
    expect(service.pipelines).toEqual({
      'metrics/cumulative': {
        receivers: ['otlp'],
        processors: ['memory_limiter', 'resource/cluster', 'transform/series-identity', 'delta_to_cumulative'],
        exporters: ['otlp_grpc/thanos-queue'],
      },
      'metrics/thanos': { receivers: ['otlp/thanos-queue'], exporters: ['prometheus_remote_write/thanos'] },
    });
    expect(exporters['otlp_grpc/thanos-queue']).toMatchObject({ endpoint: '127.0.0.1:14317', sending_queue: { storage: 'file_storage/thanos', num_consumers: 1 } });
    expect(receivers['otlp/thanos-queue']).toMatchObject({ protocols: { grpc: { endpoint: '127.0.0.1:14317' } } });
    // nothing may acknowledge in memory behind the queue
    expect(exporters['prometheus_remote_write/thanos']).toMatchObject({ remote_write_queue: { enabled: false }, retry_on_failure: { enabled: false } });
  });

  test('give OTLP destinations of metrics what came in, and remote write what is cumulative', () => {
    const chart = aChart();
    aGateway(chart).sendMetricsTo(RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos.example.com/api/v1/receive' }));
    const { pipelines } = configuration(manifestsOf(chart)).service;
    expect(pipelines.metrics).toMatchObject({ processors: ['memory_limiter', 'resource/cluster'], exporters: ['otlp_grpc/vendor'] });
    expect(pipelines['metrics/cumulative'].processors).toContain('delta_to_cumulative');
  });

  test('share the volume equally, with head-room', () => {
    const sizes = (props: Partial<GatewayStatefulSetProps>) => {
      const { extensions, exporters } = configuration(manifests(props));
      return [extensions['file_storage/vendor'].max_size, at(exporters['otlp_grpc/vendor'], 'sending_queue.queue_size')] as number[];
    };
    const [file, queue] = sizes({ queueVolume: Size.gibibytes(11) });
    // three signals: 3 x 1.1 x the file fit into 11 GiB
    expect(file).toBe(Math.floor((10 * 1024) / 3) * 1024 ** 2);
    expect(queue).toBe(Math.floor(file / 1.25 / 1024) * 1024);
    expect(sizes({ queueSize: Size.gibibytes(1) })[1]).toBe(1024 ** 3);
  });

  test('say in which cluster they are, without overwriting what agents said', () => {
    expect(configuration(manifests()).processors['resource/cluster']).toEqual({
      attributes: [
        { key: 'k8s.cluster.name', value: 'prod', action: 'insert' },
        { key: 'cloud.region', value: 'us-east-1', action: 'insert' },
        { key: 'deployment.environment.name', value: 'production', action: 'insert' },
      ],
    });
  });

  test('take further components, for single signals', () => {
    const chart = aChart();
    const gateway = aGateway(chart, { processors: [new CustomProcessor({ type: 'redaction', config: { allow_all_keys: true } })] });
    gateway.addProcessor(new DeltaToCumulativeProcessor(), [Signal.METRICS]);
    gateway.addExporter(new DebugExporter(), [Signal.LOGS]);
    gateway.addReceiver(new OtlpReceiver({ name: 'internal', http: false, grpcPort: 5317 }), [Signal.TRACES]);
    gateway.addExtension(new BearerTokenAuthExtension({ token: SecretValue.fromSecret('a', 'b') }));
    const { pipelines, extensions } = configuration(manifestsOf(chart)).service;
    expect(pipelines.metrics.processors).toEqual(['memory_limiter', 'resource/cluster', 'redaction', 'delta_to_cumulative']);
    expect(pipelines.logs.exporters).toEqual(['otlp_grpc/vendor', 'debug']);
    expect(pipelines.traces.receivers).toEqual(['otlp', 'otlp/internal']);
    expect(extensions).toContain('bearertokenauth');
  });

  test('are joined by connectors', () => {
    const chart = aChart();
    const gateway = aGateway(chart, { replicas: 1 });
    const spanMetrics = new SpanMetricsConnector();
    gateway.addExporter(spanMetrics, [Signal.TRACES]);
    gateway.addReceiver(spanMetrics, [Signal.METRICS]);
    const { pipelines } = configuration(manifestsOf(chart)).service;
    expect(pipelines.traces.exporters).toEqual(['otlp_grpc/vendor', 'span_metrics']);
    expect(pipelines.metrics.receivers).toEqual(['otlp', 'span_metrics']);
  });

  test('are not joined by half a connector', () => {
    expect(problem({}, (gateway) => gateway.addExporter(new SpanMetricsConnector(), [Signal.TRACES]))).toContain('connector span_metrics is only an exporter');
  });

  test('spell components as their collector does', () => {
    const all = manifests({ versions: new VersionCatalog({ collector: '0.150.0' }), metricsTo: RemoteWriteEndpoint.http({ name: 't', url: 'http://t.example.com/w' }) });
    expect(Object.keys(configuration(all).exporters)).toContain('prometheusremotewrite/t');
    expect(Object.keys(configuration(all).processors)).toContain('deltatocumulative');
  });

  test('leave out keys that their collector does not know yet', () => {
    const props = { metricsTo: RemoteWriteEndpoint.http({ name: 't', url: 'http://t.example.com/w' }) };
    const of = (collector: string) => configuration(manifests({ ...props, versions: new VersionCatalog({ collector }) }));
    expect(of('0.156.0').extensions['file_storage/t']).toHaveProperty('max_size');
    expect(of('0.155.0').extensions['file_storage/t']).not.toHaveProperty('max_size');
    expect(of('0.152.0').exporters['prometheusremotewrite/t']).toMatchObject({ translation_strategy: 'UnderscoreEscapingWithSuffixes' });
    expect(of('0.151.0').exporters['prometheusremotewrite/t']).toMatchObject({ add_metric_suffixes: true });
    expect(of('0.151.0').exporters['prometheusremotewrite/t']).not.toHaveProperty('translation_strategy');
    expect(at(of('0.151.0').service, 'telemetry.resource')).toEqual({ attributes: [{ name: 'k8s.pod.name', value: '${env:POD_NAME}' }] });
    expect(at(of('0.150.0').service, 'telemetry.resource')).toEqual({ 'k8s.pod.name': '${env:POD_NAME}' });
  });
});

describe('problems', () => {
  test('are none by default', () => {
    expect(problem({})).toBe('no problem');
  });

  test('fails without any destination', () => {
    expect(problem({ destination: undefined })).toContain('observability/gateway: there is no pipeline');
  });

  test('fails when queues do not fit their volume, in the words of the user', () => {
    expect(problem({ queueSize: Size.gibibytes(4), queueVolume: Size.gibibytes(10) })).toBe(
      'Observability problems (1), nothing was written:\n\n'
      + 'observability/gateway: queues need 16.5 GiB but the queue volume has 10 GiB\n'
      + '  why: a full volume refuses new data while the backend is down (3 queues of 4 GiB in files of 5 GiB, 10 % head-room)\n'
      + '  fix: queueVolume: Size.gibibytes(17), or a lower queueSize\n',
    );
  });

  test('counts a write-ahead log in', () => {
    const add = (gateway: GatewayStatefulSet) => gateway.addExporter(new PrometheusRemoteWriteExporter({
      endpoint: RemoteWriteEndpoint.http({ name: 'w', url: 'http://w.example.com/w' }),
      writeAheadLog: { directory: '/var/lib/otelcol/wal', reserve: Size.gibibytes(3) },
    }), [Signal.METRICS]);
    expect(problem({}, add)).toContain('the write-ahead log of remote write 3 GiB');
  });

  test('fails when delta metrics would be dropped by an exporter of the program', () => {
    const exporter = new PrometheusRemoteWriteExporter({ endpoint: RemoteWriteEndpoint.http({ name: 'w', url: 'http://w.example.com/w' }) });
    expect(problem({ queueVolume: Size.gibibytes(50) }, (gateway) => gateway.addExporter(exporter, [Signal.METRICS])))
      .toContain('delta metrics from otlp may reach prometheus_remote_write/w in pipeline metrics');
  });

  test('fails when a batch is larger than what the next hop takes', () => {
    const chart = aChart();
    const backend = aGateway(chart, { otlp: { maxReceiveSize: Size.mebibytes(2) } }, 'backend');
    aGateway(chart, { destination: backend.otlpEndpoint }, 'front');
    expect(() => manifestsOf(chart)).toThrow('otlp_grpc/backend sends batches of up to 3 MiB, but the other end takes 2 MiB');
  });

  test('fails with a fixed number of replicas and an autoscaler', () => {
    expect(problem({ replicas: 3, autoscaling: {} })).toContain('replicas is 3, and there is an autoscaler');
  });

  test('fails when the autoscaler waits for memory that the limiter never lets it have', () => {
    expect(problem({ autoscaling: { targetMemoryUtilization: 70 } })).toContain('the autoscaler adds replicas at 70 % of memory (1.4 GiB), but memory_limiter refuses data from 1.2 GiB on');
    expect(problem({ autoscaling: { targetMemoryUtilization: 70 }, memoryLimiter: { spikeLimitPercentage: 5 } })).toBe('no problem');
  });

  test('fails when there is too little time to stop', () => {
    expect(problem({ terminationGracePeriod: Duration.seconds(10) })).toContain('the pod has 10 seconds to stop and needs 21');
  });

  test('fails when two secrets claim one variable', () => {
    const header = (key: string) => ({ 'x-api-key': SecretValue.fromSecret('vendor', key, { variable: 'API_KEY' }) });
    const endpoint = (name: string) => OtlpEndpoint.grpc({ name, address: `${name}.example.com:443`, headers: header(name) });
    expect(problem({ destination: undefined, tracesTo: endpoint('a'), logsTo: endpoint('b') }))
      .toContain("variable API_KEY is key 'a' of secret 'vendor' for exporter otlp_grpc/a but key 'b' of secret 'vendor' for exporter otlp_grpc/b");
  });

  test('fails when two destinations have one name', () => {
    expect(problem({ destination: undefined, tracesTo: vendor(), logsTo: vendor() })).toContain('two different components are called exporter otlp_grpc/vendor');
  });

  test('fails at once when the distribution is custom and nobody says where it is', () => {
    expect(() => aGateway(aChart(), { distribution: CollectorDistribution.CUSTOM })).toThrow('VersionCatalog: the distribution is CUSTOM, but there is no image for it\n');
  });

  test('fails when the distribution lacks a component, and names what has it', () => {
    expect(problem({ distribution: CollectorDistribution.CORE })).toContain('extension file_storage is not in the core distribution');
    expect(problem({ distribution: CollectorDistribution.K8S, metricsTo: RemoteWriteEndpoint.http({ name: 't', url: 'http://t.example.com/w' }) }))
      .toContain('fix: distribution: CollectorDistribution.CORE or CollectorDistribution.CONTRIB, or leave distribution out');
  });

  test('fails when something is to be kept where no volume is', () => {
    const exporter = new OtlpGrpcExporter({
      endpoint: vendor('elsewhere'),
      queue: { storage: new FileStorageExtension({ name: 'tmp', directory: '/tmp/queue', maxSize: Size.mebibytes(10) }), queueSize: QueueSize.bytes(Size.mebibytes(8)) },
    });
    expect(problem({}, (gateway) => gateway.addExporter(exporter, [Signal.LOGS]))).toContain("queues and positions are in '/tmp/queue', which is on no volume");
  });

  test('fails when it reads the Kubernetes API and has no namespace', () => {
    const chart = new Chart(Testing.app(), 'c');
    aGateway(chart, { kubernetesMetadata: {} });
    expect(() => manifestsOf(chart)).toThrow('it reads the Kubernetes API, and its chart has no namespace');
  });

  test('fails when two gateways would be one set of objects', () => {
    const app = Testing.app();
    const [one, two, elsewhere] = ['one', 'two', 'elsewhere'].map((id) => new Chart(app, id, { namespace: id === 'elsewhere' ? 'other' : 'observability' }));
    aGateway(one);
    aGateway(elsewhere);
    expect(() => manifestsOf(one)).not.toThrow();
    aGateway(two);
    expect(() => manifestsOf(one)).toThrow("two/gateway: its objects are called 'gateway', as those of one/gateway are");
  });

  test('fails at once for a name or a budget that Kubernetes refuses', () => {
    expect(() => aGateway(aChart(), { name: 'x'.repeat(53) })).toThrow('has 53 characters');
    expect(() => aGateway(aChart(), { name: 'Gateway' })).toThrow("'Gateway' is not a name for a workload");
    expect(() => aGateway(aChart(), { cpu: 2, cpuLimit: 1 })).toThrow('cpu 2 with cpuLimit 1');
  });

  test('are told together, in the order of the program', () => {
    const chart = aChart();
    aGateway(chart, { replicas: 2, autoscaling: {} }, 'first');
    aGateway(chart, { terminationGracePeriod: Duration.seconds(1) }, 'second');
    expect(() => manifestsOf(chart)).toThrow(/^Observability problems \(2\), nothing was written:\n\nobservability\/first: replicas[^]*\n\nobservability\/second: the pod has 1 seconds/);
  });
});

test('the manifest for the collector builder has exactly what is in use', () => {
  const gateway = aGateway(aChart(), { versions: new VersionCatalog({ collector: '0.161.0' }) });
  expect(YAML.parse(gateway.collectorBuilderManifest())).toEqual({
    dist: { module: 'example.com/otelcol-gateway', name: 'otelcol-gateway', version: '0.161.0', output_path: './_build' },
    extensions: [
      { gomod: 'github.com/open-telemetry/opentelemetry-collector-contrib/extension/healthcheckextension v0.161.0' },
      { gomod: 'github.com/open-telemetry/opentelemetry-collector-contrib/extension/storage/filestorage v0.161.0' },
    ],
    receivers: [{ gomod: 'go.opentelemetry.io/collector/receiver/otlpreceiver v0.161.0' }],
    processors: [
      { gomod: 'github.com/open-telemetry/opentelemetry-collector-contrib/processor/resourceprocessor v0.161.0' },
      { gomod: 'go.opentelemetry.io/collector/processor/memorylimiterprocessor v0.161.0' },
    ],
    connectors: [],
    exporters: [{ gomod: 'go.opentelemetry.io/collector/exporter/otlpexporter v0.161.0' }],
    providers: [
      { gomod: 'go.opentelemetry.io/collector/confmap/provider/envprovider v1.67.0' },
      { gomod: 'go.opentelemetry.io/collector/confmap/provider/fileprovider v1.67.0' },
    ],
  });
});

describe('a gateway that scrapes', () => {
  const jobs: ScrapeConfig[] = [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }];

  function scrapers(props: Partial<GatewayStatefulSetProps> = {}, scrape: GatewayScrapingOptions = {}): Manifest[] {
    const chart = aChart();
    aGateway(chart, { ...props, scrape: { jobs, allocator: new TargetAllocator(chart, 'allocator'), ...scrape } }, 'scraper');
    return manifestsOf(chart);
  }
  const configOf = (all: readonly Manifest[]) => YAML.parse((find(all, 'ConfigMap', 'scraper-config').data as Record<string, string>)['collector.yaml']) as Configuration;

  test('has its targets from an allocator, and takes OTLP nevertheless', () => {
    const { receivers, service } = configOf(scrapers());

    expect(receivers.prometheus).toEqual({ target_allocator: { endpoint: 'http://allocator.observability.svc:8080', interval: '30s', collector_id: '${env:POD_NAME}' } });
    expect(Object.keys(receivers)).toEqual(['otlp', 'prometheus']);
    expect(service.pipelines.metrics.receivers).toEqual(['otlp', 'prometheus']);
    expect(service.pipelines.traces.receivers).toEqual(['otlp']);
  });

  test('may read nothing of the Kubernetes API, which the allocator does for it', () => {
    const all = scrapers();

    expect(all.filter(({ kind, metadata }) => kind.includes('Role') && metadata.name.includes('scraper'))).toEqual([]);
    expect(at(find(all, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(false);
  });

  test('reaches targets wherever they are', () => {
    expect(at(find(scrapers(), 'NetworkPolicy', 'scraper'), 'spec.egress')).toContainEqual({});
  });

  test('grows in few large steps: each of them moves a fifth of the targets', () => {
    const spec = find(scrapers(), 'HorizontalPodAutoscaler').spec;

    expect(at(spec, 'behavior')).toEqual({
      scaleUp: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 100, periodSeconds: 600 }] },
      scaleDown: { stabilizationWindowSeconds: 1800, policies: [{ type: 'Percent', value: 25, periodSeconds: 600 }] },
    });
    // 1.25 times the mean is at the fullest what it is in other gateways
    expect(at(spec, 'metrics.0.resource.target.averageUtilization')).toBe(40);
    expect(at(find(scrapers({ autoscaling: { targetMemoryUtilization: 45, scaleDownStabilization: Duration.hours(1) } }), 'HorizontalPodAutoscaler').spec, 'behavior.scaleDown.stabilizationWindowSeconds')).toBe(3600);
  });

  test('keeps what a policy leaves: its rules go with the jobs', () => {
    const all = scrapers({}, { cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'] }) });

    expect((find(all, 'ConfigMap', 'allocator-config').data as Record<string, string>)['targetallocator.yaml']).toContain('metric_relabel_configs');
  });

  test('by itself is one: each replica would scrape everything', () => {
    expect(problem({ replicas: 1, scrape: { jobs } })).toBe('no problem');
    for (const props of [{ replicas: 3 }, {}, { autoscaling: { maxReplicas: 4 } }]) {
      expect(problem({ ...props, scrape: { jobs } })).toMatch(/prometheus has job 'pods' in \d replicas\n.*would scrape every target.*\n {2}fix: scrape: \{ jobs: \[ … \], allocator: new TargetAllocator/);
    }
  });

  test('sends metrics somewhere', () => {
    expect(problem({ replicas: 1, scrape: { jobs }, destination: undefined, logsTo: vendor() })).toContain('prometheus gives metrics, which go nowhere');
  });
});
