import { Chart, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import {
  AttributeAction, AttributesProcessor, BackendResolver, CollectorDaemonSet, GatewayStatefulSet, K8sAttributesProcessor, LoadBalancingExporter, NetworkPeer,
  ObjectStore, OtlpEndpoint, RemoteWriteEndpoint, RoutingKey, SamplerDiscovery, SamplingPolicy, SamplingProcessors, Signal, TailSampler, TailSamplerProps,
  TempoProcessor, TempoStack, TempoStackProps, Tls, TraceRouting, VersionCatalog,
} from '../../../lib';
import { at, find, Manifest, manifestsOf } from '../../manifests';

const cluster = { name: 'prod', region: 'us-east-1', environment: 'production' };
const policy = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 });
const destination = OtlpEndpoint.grpc({ name: 'tempo', address: 'tempo-distributor.tempo.svc:4317', tls: Tls.plaintext() });
const metricsTo = RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' });
const SENDERS = { routing: TraceRouting.SENDERS };

function aChart(id = 'tracing', app = Testing.app()): Chart {
  return new Chart(app, id, { namespace: id });
}

function aSampler(chart: Chart, props: Partial<TailSamplerProps> = {}): TailSampler {
  return new TailSampler(chart, 'sampler', { policy, expectedTracesPerSecond: 2_000, destination, ...props });
}

function manifests(
  props: Partial<TailSamplerProps> = {}, change: (sampler: TailSampler, chart: Chart) => void = () => undefined, chart: Chart = aChart(),
): Manifest[] {
  change(aSampler(chart, props), chart);
  return manifestsOf(chart);
}

interface Configuration {
  readonly processors: Record<string, Record<string, unknown>>;
  readonly connectors?: Record<string, Record<string, unknown>>;
  readonly exporters: Record<string, Record<string, unknown>>;
  readonly service: { readonly pipelines: Record<string, { receivers: string[]; processors?: string[]; exporters: string[] }> };
}

function configuration(all: readonly Manifest[], name = 'sampler'): Configuration {
  return YAML.parse((find(all, 'ConfigMap', `${name}-config`).data as Record<string, string>)['collector.yaml']) as Configuration;
}

function problem(props: Partial<TailSamplerProps>, change?: (sampler: TailSampler, chart: Chart) => void, chart?: Chart): string {
  try {
    manifests(props, change, chart);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

function pod(all: readonly Manifest[]): unknown {
  return at(find(all, 'StatefulSet', 'sampler'), 'spec.template.spec');
}

describe('the samplers', () => {
  test('are as many, hold as much and have the memory that follow from the load', () => {
    const chart = aChart();
    const sampler = aSampler(chart, { expectedTracesPerSecond: 4_000, spansPerTrace: 10, bytesPerSpan: 1_000, decisionWait: Duration.seconds(10) });
    const all = manifestsOf(chart);

    expect([sampler.replicas, sampler.numTraces, sampler.memoryLimit.toMebibytes()]).toEqual([5, 12_000, 1_024]);
    expect(at(find(all, 'StatefulSet'), 'spec.replicas')).toBe(5);
    expect(at(pod(all), 'containers.0.resources.limits.memory')).toBe('1Gi');
    expect(at(pod(all), 'containers.0.env')).toContainEqual({ name: 'GOMEMLIMIT', value: '819MiB' });
    expect(configuration(all).processors.tail_sampling).toMatchObject({
      decision_wait: '10s',
      num_traces: 12_000,
      expected_new_traces_per_sec: 800,
      decision_cache: { sampled_cache_size: 120_000, non_sampled_cache_size: 120_000 },
    });
  });

  test('pass on what else is said of how traces are held', () => {
    const all = manifests({ decisionWaitAfterRootReceived: Duration.seconds(5), maximumTraceSize: Size.mebibytes(32) });

    expect(configuration(all).processors.tail_sampling).toMatchObject({ decision_wait_after_root_received: '5s', maximum_trace_size_bytes: 33_554_432 });
  });

  test('keep what the policy says, and decide about what is pending when they stop', () => {
    const { policies, ...held } = configuration(manifests()).processors.tail_sampling;

    expect((policies as { name: string }[]).map(({ name }) => name)).toEqual(['health-checks', 'errors', 'slow', 'otherwise']);
    expect(held).not.toHaveProperty('drop_pending_traces_on_shutdown');
  });

  test('have all of the wait to decide when they stop, besides what their exporters take', () => {
    // 5 s before the signal, 10 s for the last request and 1 s for the last batch, 5 s to close
    expect(at(pod(manifests({ decisionWait: Duration.seconds(30) })), 'terminationGracePeriodSeconds')).toBe(51);
    expect(at(pod(manifests({ decisionWait: Duration.seconds(10) })), 'terminationGracePeriodSeconds')).toBe(31);
  });

  test('are there at once, and replaced one by one, when traces that the one before has split are decided about', () => {
    const all = manifests({ decisionWait: Duration.millis(12_500) });

    expect(at(find(all, 'StatefulSet'), 'spec')).toMatchObject({ podManagementPolicy: 'Parallel', updateStrategy: { type: 'RollingUpdate' }, minReadySeconds: 13 });
    expect(at(find(all, 'PodDisruptionBudget', 'sampler'), 'spec.maxUnavailable')).toBe(1);
    expect(all.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')).toEqual([]);
  });

  test('let what they kept wait on a volume of their own', () => {
    const all = manifests({ queueVolume: Size.gibibytes(20), storageClassName: 'gp3' });

    expect(at(find(all, 'StatefulSet'), 'spec.volumeClaimTemplates.0.spec')).toMatchObject({ storageClassName: 'gp3', resources: { requests: { storage: '20Gi' } } });
    expect(configuration(all).exporters['otlp_grpc/tempo'].sending_queue).toMatchObject({ storage: 'file_storage/tempo', block_on_overflow: true });
  });

  test('send what they kept to further destinations', () => {
    const all = manifests({ metricsTo }, (sampler) => {
      sampler.sendTracesTo(OtlpEndpoint.grpc({ name: 'archive', address: 'archive.example.com:4317' }));
      sampler.sendMetricsTo(OtlpEndpoint.grpc({ name: 'archive-metrics', address: 'archive.example.com:4317' }));
    });

    expect(configuration(all).service.pipelines.traces.exporters).toEqual(['otlp_grpc/tempo', 'otlp_grpc/archive']);
    expect(configuration(all).service.pipelines.metrics.exporters).toEqual(['otlp_grpc/archive-metrics']);
  });

  test('run where the options say, and may do nothing that they need not do', () => {
    const all = manifests({ nodeSelector: { pool: 'tracing' }, cpu: 2, memoryLimit: Size.gibibytes(4), name: 'tail' });
    const spec = at(find(all, 'StatefulSet', 'tail'), 'spec.template.spec');

    expect(spec).toMatchObject({ nodeSelector: { pool: 'tracing' }, automountServiceAccountToken: false });
    expect(at(spec, 'containers.0.resources.requests')).toMatchObject({ cpu: '2', memory: '4Gi' });
    expect(at(spec, 'containers.0.securityContext')).toMatchObject({ readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } });
    expect(find(all, 'Deployment').metadata.name).toBe('tail-router');
  });
});

describe('requests, errors and durations', () => {
  test('are counted of all spans, before any is dropped', () => {
    const { pipelines } = configuration(manifests({ metricsTo })).service;

    expect(pipelines['traces/undecided']).toEqual({ receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['forward/undecided', 'span_metrics'] });
    expect(pipelines.traces).toEqual({ receivers: ['forward/undecided'], processors: ['tail_sampling'], exporters: ['otlp_grpc/tempo'] });
    expect(pipelines['metrics/cumulative']?.receivers).toEqual(['span_metrics']);
  });

  test('are bounded, one series for all pods of a service, and another for each sampler', () => {
    const { connectors, processors, service } = configuration(manifests({ metricsTo }));

    expect(connectors?.span_metrics).toMatchObject({
      dimensions: [{ name: 'k8s.cluster.name' }],
      exclude_dimensions: ['collector.instance.id'],
      aggregation_cardinality_limit: 10_000,
      resource_metrics_key_attributes: ['service.name', 'service.namespace', 'k8s.cluster.name'],
    });
    expect(processors['transform/service-identity']).toMatchObject({
      metric_statements: ['keep_keys(resource.attributes, ["service.name", "service.namespace", "k8s.cluster.name"])'],
    });
    expect(processors['attributes/sampler']).toEqual({ actions: [{ key: 'sampler', value: '${env:POD_NAME}', action: 'insert' }] });
    expect(service.pipelines['metrics/cumulative']?.processors?.slice(0, 2)).toEqual(['transform/service-identity', 'attributes/sampler']);
  });

  test('have the dimensions that they are given besides', () => {
    const { connectors } = configuration(manifests({ metricsTo, spanMetrics: { dimensions: [{ name: 'http.route' }] } }));
    const own = configuration(manifests({ metricsTo, spanMetrics: { dimensions: [{ name: 'k8s.cluster.name', defaultValue: 'none' }] } }));

    expect(connectors?.span_metrics.dimensions).toEqual([{ name: 'k8s.cluster.name' }, { name: 'http.route' }]);
    expect(own.connectors?.span_metrics.dimensions).toEqual([{ name: 'k8s.cluster.name', default: 'none' }]);
  });

  test('are joined by who calls whom, when that is asked for', () => {
    const { pipelines } = configuration(manifests({ metricsTo, serviceGraph: {} })).service;

    expect(pipelines['traces/undecided']?.exporters).toEqual(['forward/undecided', 'span_metrics', 'service_graph']);
    expect(pipelines['metrics/cumulative']?.receivers).toEqual(['span_metrics', 'service_graph']);
  });

  test('are not made when nobody takes them', () => {
    expect(configuration(manifests())).not.toHaveProperty('connectors.span_metrics');
  });

  test('go nowhere without metricsTo', () => {
    expect(problem({ spanMetrics: {}, serviceGraph: {} })).toContain('tracing/sampler: spanMetrics without metricsTo');
    expect(problem({}, (sampler) => sampler.sendMetricsTo(metricsTo))).toContain('metrics go to http://thanos-receive.thanos.svc:19291/api/v1/receive, and nothing gives metrics');
  });

  test('are not made of what is kept, by a Tempo behind the samplers', () => {
    const behind = (processors: TempoProcessor[] | undefined, props: Partial<TailSamplerProps>) => {
      const app = Testing.app();
      const tempo = new TempoStack(aChart('tempo', app), 'tempo', {
        cluster, objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }), metricsGenerator: { remoteWriteTo: [metricsTo], processors },
      });
      const chart = aChart('tracing', app);
      return problem({ ...props, destination: tempo.otlpEndpoint }, undefined, chart);
    };

    expect(behind(undefined, { metricsTo })).toContain('the traces that are kept go to tempo/tempo, which makes TempoProcessor.SPAN_METRICS of them');
    expect(behind(undefined, { metricsTo })).toContain('fix: metricsGenerator: { processors: [TempoProcessor.SERVICE_GRAPHS] } of tempo/tempo, or no metricsGenerator');
    expect(behind([TempoProcessor.SPAN_METRICS], {})).toContain('fix: metricsTo here, and metricsGenerator');
    expect(behind([TempoProcessor.SERVICE_GRAPHS], { metricsTo })).toBe('no problem');
  });

  test('are made by a Tempo of what does not come through samplers', () => {
    const app = Testing.app();
    const tempo = (id: string, more: Partial<TempoStackProps>) => new TempoStack(aChart(id, app), 'tempo', {
      cluster, objectStore: ObjectStore.s3({ bucket: `acme-prod-${id}`, region: 'us-east-1' }), ...more,
    });
    tempo('whole', { metricsGenerator: { remoteWriteTo: [metricsTo] } });

    expect(problem({ metricsTo, destination: tempo('sampled', {}).otlpEndpoint }, undefined, aChart('tracing', app))).toBe('no problem');
  });

  test('are not counted behind a head that drops', () => {
    const heads = (percent: number) => SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10, head: { percent, rulesSeeTheRest: true } });

    expect(problem({ policy: heads(20), metricsTo })).toContain('metricsTo with a policy whose head keeps 20 percent');
    expect(problem({ policy: heads(20) })).toBe('no problem');
  });
});

describe('the routers', () => {
  test('send each trace to the sampler that holds the rest of it, whatever its address', () => {
    const all = manifests();

    expect(configuration(all, 'sampler-router').exporters['load_balancing/sampler']).toMatchObject({
      routing_key: 'traceID',
      resolver: { k8s: { service: 'sampler-headless.tracing', ports: [4317], return_hostnames: true } },
      protocol: { otlp: { tls: { insecure: true } } },
    });
    expect(at(find(all, 'Service', 'sampler-headless'), 'spec.clusterIP')).toBe('None');
    expect(at(find(all, 'Deployment'), 'spec')).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } });
  });

  test('may read the EndpointSlices of the namespace and nothing else', () => {
    const all = manifests();

    expect(find(all, 'Role')).toMatchObject({
      metadata: { namespace: 'tracing' }, rules: [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] }],
    });
    expect(all.filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });

  test('find samplers in the DNS without a right', () => {
    const all = manifests({ discovery: SamplerDiscovery.DNS });

    expect(configuration(all, 'sampler-router').exporters['load_balancing/sampler'].resolver).toEqual({
      dns: { hostname: 'sampler-headless.tracing.svc', port: '4317', interval: '5s', timeout: '1s' },
    });
    expect(all.filter(({ kind }) => kind === 'Role')).toEqual([]);
  });

  test('reach samplers and no other pod, and samplers are reached by them alone', () => {
    const all = manifests();
    const labels = (component: string, instance: string) => ({
      matchLabels: { 'app.kubernetes.io/name': 'opentelemetry-collector', 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/component': component },
    });

    expect(at(find(all, 'NetworkPolicy', 'sampler-router'), 'spec.egress')).toContainEqual({
      to: [{ podSelector: labels('tail-sampler', 'sampler') }], ports: [{ port: 4317, protocol: 'TCP' }],
    });
    expect(at(find(all, 'NetworkPolicy', 'sampler'), 'spec.ingress')).toContainEqual({
      from: [{ podSelector: labels('trace-router', 'sampler-router') }], ports: [{ port: 4317, protocol: 'TCP' }],
    });
  });

  test('are what collectors send to', () => {
    const all = manifests({}, (sampler, chart) => {
      new CollectorDaemonSet(chart, 'agent', { cluster, otlp: {}, tracesTo: sampler.otlpEndpoint });
      new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: sampler.otlpHttpEndpoint });
    });

    expect(configuration(all, 'agent').exporters['otlp_grpc/sampler-router'].endpoint).toBe('sampler-router.tracing.svc:4317');
    expect(configuration(all, 'gateway').exporters['otlp_http/sampler-router'].endpoint).toBe('http://sampler-router.tracing.svc:4318');
  });

  test('are as their options say, of the versions of the samplers', () => {
    const versions = new VersionCatalog({ collector: '0.160.0' });
    const all = manifests({ versions, routers: { replicas: 4, memoryLimit: Size.gibibytes(2), clients: [NetworkPeer.addresses('10.0.0.0/8')] } });

    expect(at(find(all, 'Deployment'), 'spec.replicas')).toBe(4);
    expect(at(find(all, 'Deployment'), 'spec.template.spec.containers.0.image')).toMatch(/:0\.160\.0$/);
    expect(JSON.stringify(find(all, 'NetworkPolicy', 'sampler-router'))).toContain('10.0.0.0/8');
  });

  test('spread traces as every other router does', () => {
    expect(problem({ routers: { versions: new VersionCatalog({ collector: '0.150.0' }) } })).toBe('no problem');
    const mixed = problem(SENDERS, (sampler, chart) => {
      new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: sampler.otlpEndpoint });
      new GatewayStatefulSet(chart, 'old', { cluster, tracesTo: sampler.otlpEndpoint, versions: new VersionCatalog({ collector: '0.150.0' }) });
    });

    expect(mixed).toContain('tracing/gateway routes with collector 0.161.0, and tracing/old with 0.150.0');
  });
});

describe('senders that route', () => {
  test('are gateways, from their own queues on disk, and there are no routers', () => {
    const all = manifests(SENDERS, (sampler, chart) => new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: sampler.otlpEndpoint }));

    expect(all.filter(({ kind }) => kind === 'Deployment')).toEqual([]);
    expect(configuration(all, 'gateway').exporters['load_balancing/sampler']).toMatchObject({
      routing_key: 'traceID', sending_queue: { storage: 'file_storage/sampler' }, protocol: { otlp: { sending_queue: { enabled: false } } },
    });
    expect(at(find(all, 'NetworkPolicy', 'sampler'), 'spec.ingress.0.from.0.podSelector.matchLabels')).toMatchObject({ 'app.kubernetes.io/instance': 'gateway' });
    expect(find(all, 'Role').metadata.name).toContain('gateway');
  });

  test('read EndpointSlices where the samplers are', () => {
    const app = Testing.app();
    const [tracing, edge] = [aChart('tracing', app), aChart('edge', app)];
    new GatewayStatefulSet(edge, 'gateway', { cluster, tracesTo: aSampler(tracing, SENDERS).otlpEndpoint });

    expect(find(manifestsOf(edge), 'Role').metadata.namespace).toBe('tracing');
  });

  test('may be in another program', () => {
    expect(problem(SENDERS)).toBe('no problem');
  });

  test('have neither options of routers nor HTTP', () => {
    expect(problem({ ...SENDERS, routers: { replicas: 3 } })).toContain('routers with TraceRouting.SENDERS');
    expect(problem(SENDERS, (sampler) => sampler.otlpHttpEndpoint)).toContain('otlpHttpEndpoint with TraceRouting.SENDERS');
  });
});

describe('the cluster in which a span was made', () => {
  test('is written where nobody has, and what an agent has written stays', () => {
    const attributes = at(configuration(manifests({ cluster })).processors['resource/cluster'], 'attributes') as { key: string; value: string; action: string }[];

    expect(attributes).toContainEqual({ key: 'k8s.cluster.name', value: 'prod', action: 'insert' });
    expect(attributes.every(({ action }) => action === 'insert')).toBe(true);
  });

  test('is not guessed where several clusters send', () => {
    expect(configuration(manifests()).processors).not.toHaveProperty('resource/cluster');
  });
});

describe('what every span passes', () => {
  test('comes before it is counted', () => {
    const { pipelines } = configuration(manifests({ cluster, metricsTo, processors: [new AttributesProcessor({ actions: [AttributeAction.insert('team', 'shop')] })] })).service;

    expect(pipelines['traces/undecided']?.processors).toEqual(['memory_limiter', 'resource/cluster', 'attributes']);
  });

  test('does not look for pods behind routers', () => {
    expect(problem({ processors: [new K8sAttributesProcessor()] })).toContain('processors has a K8sAttributesProcessor');
  });
});

describe('samplers that are too small', () => {
  test('are found as they stand in the manifest', () => {
    expect(problem({ numTraces: 20_000 })).toContain('tracing/sampler/samplers: num_traces 20000 cannot hold 2000 traces/s x 30 s x 1.5 / 3 replicas = 30000 traces');
    expect(problem({}, ({ statefulSet }) => statefulSet.addJsonPatch(JsonPatch.replace('/spec/replicas', 2)))).toContain('/ 2 replicas = 45000 traces');
    expect(problem({ replicas: 3, memoryLimit: Size.mebibytes(512) })).toContain('and data is refused from 307.2 MiB on');
  });

  test.each([
    [{ expectedTracesPerSecond: 0 }, 'expectedTracesPerSecond is 0'],
    [{ expectedTracesPerSecond: NaN }, 'expectedTracesPerSecond is NaN'],
    [{ spansPerTrace: 0.5 }, 'spansPerTrace is 0.5'],
    [{ bytesPerSpan: 0 }, 'bytesPerSpan is 0'],
    [{ decisionWait: Duration.millis(999) }, 'decisionWait is 999 ms'],
    [{ queueVolume: Size.mebibytes(0) }, 'queueVolume is 0 MiB'],
    [{ replicas: 0 }, 'replicas is 0'],
    [{ routers: { replicas: 0 } }, 'routers.replicas is 0'],
  ])('or of no size at all: %j', (props, what) => {
    expect(problem(props)).toContain(what);
  });
});

describe('a collector that somebody made, and that decides about traces', () => {
  const tail = (chart: Chart, replicas: number) => {
    const gateway = new GatewayStatefulSet(chart, 'tail', { cluster, destination, replicas });
    gateway.addProcessor(SamplingProcessors.tail(policy), [Signal.TRACES]);
    return gateway;
  };
  const front = (chart: Chart, resolver: BackendResolver, routingKey?: RoutingKey) => new GatewayStatefulSet(chart, 'front', { cluster, metricsTo: destination, logsTo: destination })
    .addExporter(new LoadBalancingExporter({ resolver, routingKey, tls: Tls.plaintext() }), [Signal.TRACES]);
  const said = (make: (chart: Chart) => void) => problem(SENDERS, (_, chart) => make(chart));

  test('is right alone', () => {
    expect(said((chart) => tail(chart, 1))).toBe('no problem');
  });

  test('fails with several replicas to which nobody routes', () => {
    expect(said((chart) => tail(chart, 2))).toContain('tracing/tail: tail_sampling runs in 2 replicas, and nobody routes to them by trace id');
  });

  test('is right with a load balancer in front, and fails when that chooses by service', () => {
    const resolver = BackendResolver.kubernetes({ service: 'tail-headless' });

    expect(said((chart) => front(chart, resolver, tail(chart, 2) && undefined))).toBe('no problem');
    expect(said((chart) => {
      tail(chart, 2);
      front(chart, resolver, RoutingKey.SERVICE);
    })).toContain("tracing/front sends to tail_sampling in 2 replicas by load_balancing, which chooses by 'service'");
  });

  test('fails when somebody sends to its Service as to one collector', () => {
    expect(said((chart) => new CollectorDaemonSet(chart, 'agent', { cluster, otlp: {}, destination: tail(chart, 2).otlpEndpoint })))
      .toContain('tracing/agent sends to tail_sampling in 2 replicas by otlp_grpc/tail, which does not choose among them');
  });

  test('fails when the load balancer looks up a Service that has one address', () => {
    expect(said((chart) => {
      tail(chart, 2);
      front(chart, BackendResolver.dns({ hostname: 'tail.tracing.svc' }));
    })).toContain("tracing/front: load_balancing looks up 'tail.tracing.svc', which is no headless Service");
  });
});
