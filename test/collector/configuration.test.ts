import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { TESTED, whats } from './documents';
import {
  BearerTokenAuthExtension, Component, ComponentKind, CustomConnector, CustomExporter, CustomExtension, CustomProcessor, CustomReceiver, DebugExporter,
  Extension, FileStorageExtension, HealthCheckExtension, K8sAttributesProcessor, MemoryLimiterProcessor, OtlpGrpcExporter, OtlpReceiver,
  PrometheusRemoteWriteExporter,
} from '../../lib/collector/components';
import { COMPONENT_KINDS } from '../../lib/collector/components/component-type';
import { assemblyFindings, collectorDocument, componentsOf, ConfigurationPlan, needsOf, sectionOf } from '../../lib/collector/configuration';
import { configurationFindings } from '../../lib/collector/invariants';
import { Pipeline } from '../../lib/collector/pipeline';
import { OtlpEndpoint, RemoteWriteEndpoint, SecretValue, Signal, SIGNALS } from '../../lib/wiring';

const { TRACES, METRICS, LOGS } = Signal;

function aPlan(pipelines: Pipeline[], changes: Partial<ConfigurationPlan> = {}): ConfigurationPlan {
  return { ...TESTED, pipelines, extensions: [], logLevel: 'info', ...changes };
}

function vendor(storage?: Extension, authenticator?: Extension): OtlpGrpcExporter {
  const endpoint = OtlpEndpoint.grpc({ name: 'vendor', address: 'otlp.example.com:443' });
  return new OtlpGrpcExporter({ endpoint, queue: { storage }, authenticator });
}

describe('the components of a configuration', () => {
  test('are listed kind by kind, each once, whatever they refer to before themselves', () => {
    const storage = new FileStorageExtension({ directory: '/var/lib/otelcol/queue' });
    const health = new HealthCheckExtension();
    const [receiver, limiter, exporter, debug] = [new OtlpReceiver(), new MemoryLimiterProcessor(), vendor(storage), new DebugExporter()];
    const connector = new CustomConnector({ type: 'failover' });
    const pipelines = [
      new Pipeline({ signal: TRACES, receivers: [receiver], processors: [limiter], exporters: [exporter, connector] }),
      new Pipeline({ signal: TRACES, name: 'out', receivers: [connector], processors: [limiter], exporters: [exporter, debug] }),
    ];

    expect(componentsOf({ pipelines, extensions: [health] })).toEqual([health, storage, receiver, limiter, connector, exporter, debug]);
  });

  test('have extensions behind those to which they refer: these start first', () => {
    const token = new CustomExtension({ type: 'secret_provider' });
    const authenticator = new CustomExtension({ type: 'oauth2client', extensions: [token] });
    const pipeline = new Pipeline({ signal: TRACES, receivers: [new OtlpReceiver()], exporters: [vendor(undefined, authenticator)] });

    expect(componentsOf({ pipelines: [pipeline], extensions: [] }).slice(0, 2)).toEqual([token, authenticator]);
  });

  test('are each there once, by kind, with every extension to which they refer before them', () => {
    const extensions = ['a', 'b', 'c', 'd', 'e'].reduce<Extension[]>((made, name, place) => [
      ...made, new CustomExtension({ type: 'acme', name, extensions: made.slice(place % 3) }),
    ], []);
    const receivers = [0, 1, 2, 3].map((place) => new CustomReceiver({ type: 'acme', name: `${place}`, extensions: extensions.slice(place) }));
    const exporters = [0, 1, 2, 3].map((place) => new CustomExporter({ type: 'acme', name: `${place}`, extensions: extensions.slice(0, place) }));
    const pipeline = fc.record({ signal: fc.constantFrom(...SIGNALS), receivers: fc.subarray(receivers), exporters: fc.subarray(exporters) });

    fc.assert(fc.property(fc.array(pipeline, { maxLength: 4 }), fc.subarray(extensions), (wanted, more) => {
      const pipelines = wanted.map((props) => new Pipeline(props));
      const components = componentsOf({ pipelines, extensions: more });

      expect(new Set(components).size).toBe(components.length);
      const used = pipelines.flatMap((each) => [...each._sources, ...each._sinks]);
      [...used, ...more].forEach((component) => expect(components).toContain(component));
      const kinds = components.map(({ kind }) => COMPONENT_KINDS.indexOf(kind));
      expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
      components.forEach((component, place) => component._extensions().forEach((extension) => {
        expect(components.indexOf(extension)).toBeLessThan(place);
        expect(components.indexOf(extension)).toBeGreaterThanOrEqual(0);
      }));
    }));
  });
});

describe('the document of a collector', () => {
  test('has a section for each kind in use, what runs, and how the collector tells about itself', () => {
    const pipelines = [
      new Pipeline({
        signal: TRACES, receivers: [new OtlpReceiver({ http: false })], processors: [new MemoryLimiterProcessor()], exporters: [new DebugExporter()],
      }),
    ];

    expect(collectorDocument(aPlan(pipelines, { extensions: [new HealthCheckExtension()] }))).toEqual({
      extensions: { health_check: { endpoint: '${env:POD_IP}:13133', path: '/' } },
      receivers: {
        otlp: {
          protocols: {
            grpc: {
              endpoint: '${env:POD_IP}:4317',
              max_recv_msg_size_mib: 4,
              keepalive: { server_parameters: { max_connection_age: '60s', max_connection_age_grace: '30s' } },
            },
          },
        },
      },
      processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 } },
      exporters: { debug: { verbosity: 'basic' } },
      service: {
        extensions: ['health_check'],
        pipelines: { traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['debug'] } },
        telemetry: {
          resource: { attributes: [{ name: 'k8s.pod.name', value: '${env:POD_NAME}' }] },
          logs: { level: 'info', encoding: 'json' },
          metrics: {
            level: 'normal',
            readers: [{
              pull: {
                exporter: {
                  prometheus: { host: '${env:POD_IP}', port: 8888, without_scope_info: true, without_type_suffix: true, without_units: true },
                },
              },
            }],
          },
        },
      },
    });
  });

  test('lists a component once, however many pipelines it is in, and a connector at both ends', () => {
    const [receiver, exporter, connector] = [new OtlpReceiver(), new DebugExporter(), new CustomConnector({ type: 'failover' })];
    const { connectors, receivers, service } = collectorDocument(aPlan([
      new Pipeline({ signal: TRACES, receivers: [receiver], exporters: [connector] }),
      new Pipeline({ signal: TRACES, name: 'out', receivers: [connector], exporters: [exporter] }),
      new Pipeline({ signal: LOGS, receivers: [receiver], exporters: [exporter] }),
    ]));

    expect(Object.keys(receivers!)).toEqual(['otlp']);
    expect(connectors).toEqual({ failover: {} });
    expect(service!.pipelines).toEqual({
      'traces': { receivers: ['otlp'], exporters: ['failover'] },
      'traces/out': { receivers: ['failover'], exporters: ['debug'] },
      'logs': { receivers: ['otlp'], exporters: ['debug'] },
    });
  });

  test('has the names of the collector that reads it, references to extensions included', () => {
    const storage = new FileStorageExtension({ name: 'vendor', directory: '/var/lib/otelcol/queue' });
    const pipelines = [
      new Pipeline({ signal: METRICS, receivers: [new OtlpReceiver()], processors: [new K8sAttributesProcessor()], exporters: [vendor(storage)] }),
      new Pipeline({
        signal: METRICS,
        name: 'thanos',
        receivers: [new OtlpReceiver()],
        exporters: [new PrometheusRemoteWriteExporter({ endpoint: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos:19291/api/v1/receive' }) })],
      }),
    ];
    const idsAt = (collectorVersion: string) => {
      const { exporters, processors } = collectorDocument(aPlan(pipelines, { collectorVersion }));
      return [...Object.keys(processors!), ...Object.keys(exporters!)];
    };

    expect(idsAt('0.153.0')).toEqual(['k8s_attributes', 'otlp_grpc/vendor', 'prometheusremotewrite/thanos']);
    expect(idsAt('0.154.0')).toEqual(['k8s_attributes', 'otlp_grpc/vendor', 'prometheus_remote_write/thanos']);
    expect(collectorDocument(aPlan(pipelines)).exporters!['otlp_grpc/vendor']).toMatchObject({ sending_queue: { storage: 'file_storage/vendor' } });
  });

  test.each([
    ['0.150.0', { 'k8s.pod.name': '${env:POD_NAME}' }],
    ['0.151.0', { attributes: [{ name: 'k8s.pod.name', value: '${env:POD_NAME}' }] }],
  ])('says whose telemetry it is as collector %s wants it', (collectorVersion, resource) => {
    expect(collectorDocument(aPlan([], { collectorVersion })).service!.telemetry).toMatchObject({ resource });
  });

  test('has the log level of its plan', () => {
    expect(collectorDocument(aPlan([], { logLevel: 'debug' })).service!.telemetry).toMatchObject({ logs: { level: 'debug', encoding: 'json' } });
  });

  test('has nothing wrong with it when its program has not', () => {
    const storage = new FileStorageExtension({ directory: '/var/lib/otelcol/queue', maxSize: Size.gibibytes(1) });
    const authenticator = new BearerTokenAuthExtension({ token: SecretValue.fromSecret('vendor', 'token') });
    const receivers = [new OtlpReceiver()];
    const processors = [new MemoryLimiterProcessor(), new K8sAttributesProcessor()];
    const exporters = [vendor(storage, authenticator)];

    expect(configurationFindings(collectorDocument(aPlan(SIGNALS.map((signal) => new Pipeline({ signal, receivers, processors, exporters })))))).toEqual([]);
  });

  test.each(Object.values(ComponentKind))('keeps each %s in the section of its kind', (kind) => {
    expect(sectionOf(kind)).toBe(`${kind}s`);
  });
});

describe('the needs of a configuration', () => {
  test('are those of each component, under the id by which its user finds it', () => {
    const authenticator = new BearerTokenAuthExtension({ token: SecretValue.fromSecret('vendor', 'token') });
    const plan = aPlan([new Pipeline({ signal: TRACES, receivers: [new OtlpReceiver({ name: 'a' })], exporters: [vendor(undefined, authenticator)] })]);

    expect(needsOf(plan).map(({ from }) => from)).toEqual(['extension bearertokenauth', 'receiver otlp/a', 'exporter otlp_grpc/vendor']);
    expect(needsOf(plan)[0].needs.variables).toEqual([{ name: 'VENDOR_TOKEN', secretName: 'vendor', secretKey: 'token' }]);
    expect(needsOf({ ...plan, collectorVersion: '0.143.0' }).map(({ from }) => from)).toContain('exporter otlp/vendor');
  });
});

describe('the assembly of a configuration', () => {
  const component = (name?: string): Component => new CustomProcessor({ type: 'batch', name });
  const withProcessors = (...processors: Component[]) => aPlan([
    new Pipeline({ signal: TRACES, receivers: [new OtlpReceiver()], processors: processors as CustomProcessor[], exporters: [new DebugExporter()] }),
  ]);

  test('is right when every id is there once', () => {
    const shared = component();

    expect(assemblyFindings(withProcessors(shared, component('second'), shared))).toEqual([]);
  });

  test('fails when two objects have one id', () => {
    expect(assemblyFindings(withProcessors(component('a'), component('a'), component('a')))).toEqual([{
      what: 'two different components are called processor batch/a',
      why: 'a configuration has one of each id: the other would be lost without a word',
      fix: "give one of them a name of its own (name: 'second'), or use one object in both places",
    }]);
  });

  test('may have one id in two kinds', () => {
    const plan = aPlan([new Pipeline({ signal: TRACES, receivers: [new CustomReceiver({ type: 'nop' })], exporters: [new CustomExporter({ type: 'nop' })] })]);

    expect(assemblyFindings(plan)).toEqual([]);
  });

  test('fails when two spellings become one', () => {
    const plan = withProcessors(new K8sAttributesProcessor(), new CustomProcessor({ type: 'k8s_attributes' }));

    expect(whats(assemblyFindings(plan))).toEqual(['two different components are called processor k8s_attributes']);
  });

  test('fails when two pipelines have one id', () => {
    const pipeline = () => new Pipeline({ signal: LOGS, name: 'audit', receivers: [], exporters: [] });

    expect(assemblyFindings(aPlan([pipeline(), pipeline()]))).toEqual([{
      what: 'two pipelines are called logs/audit',
      why: 'a configuration has one of each id: the other would be lost without a word',
      fix: "give one of them a name of its own: new Pipeline({ name: 'second', … })",
    }]);
  });
});
