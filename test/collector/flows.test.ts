import { TESTED, whats } from './documents';
import {
  AttributeAction, DebugExporter, FileLogReceiver, FileStorageExtension, FilterProcessor, HostMetricsReceiver, MemoryLimiterProcessor, OtlpReceiver, Receiver,
  ResourceProcessor,
} from '../../lib/collector/components';
import { FlowDestination, flowFindings, Flows, assemble, destinationsInUse } from '../../lib/collector/flows';
import { Outlets } from '../../lib/collector/outlets';
import { CoralogixEndpoint, OtlpEndpoint, RemoteWriteEndpoint, SecretValue, Signal, SIGNALS } from '../../lib/wiring';

const vendor = OtlpEndpoint.grpc({ name: 'vendor', address: 'vendor.example.com:443' });
const thanos = RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos/api/v1/receive' });
const coralogix = CoralogixEndpoint.account({ domain: 'eu2.coralogix.com', privateKey: SecretValue.fromSecret('coralogix', 'key'), applicationName: 'production' });

function flows(given: Partial<Flows>): Flows {
  return { receivers: [], processors: [], destinations: [], exporters: [], extensions: [], ...given };
}

function from(receiver: Receiver, ...signals: Signal[]): Flows['receivers'][number] {
  return { receiver, signals };
}

function to(destination: FlowDestination['destination'], signal: Signal, general = false): FlowDestination {
  return { destination, signal, general };
}

/** Pipelines by id, with their ends. */
function pipelines(given: Partial<Flows>, outlets = new Outlets(() => ({}))): Record<string, [string[], string[]]> {
  return Object.fromEntries(assemble(flows(given), outlets).pipelines
    .map(({ id, _sources, _sinks }) => [id, [_sources.map((source) => source._id(TESTED)), _sinks.map((sink) => sink._id(TESTED))]]));
}

describe('what flows', () => {
  const logs = from(new FileLogReceiver({ name: 'containers' }), Signal.LOGS);
  const host = from(new HostMetricsReceiver(), Signal.METRICS);

  test('has a pipeline for every signal that is given and taken', () => {
    const destinations = [Signal.TRACES, Signal.METRICS, Signal.LOGS].map((signal) => to(vendor, signal, true));
    expect(pipelines({ receivers: [logs, host], destinations })).toEqual({
      metrics: [['host_metrics'], ['otlp_grpc/vendor']],
      logs: [['file_log/containers'], ['otlp_grpc/vendor']],
    });
  });

  test('passes what is for its receiver alone before it meets the rest, and is refused there when memory is short', () => {
    const limiter = { processor: new MemoryLimiterProcessor(), signals: SIGNALS };
    const resource = { processor: new ResourceProcessor({ attributes: [AttributeAction.insert('a', 'b')] }), signals: SIGNALS };
    const own = { ...from(new HostMetricsReceiver({ name: 'own' }), Signal.METRICS), processors: [new FilterProcessor({ metricConditions: ['metric.name == "up"'] })] };
    const given = { receivers: [host, own], processors: [limiter, resource], destinations: [to(vendor, Signal.METRICS)] };
    expect(pipelines(given)).toEqual({
      'metrics/host_metrics-own': [['host_metrics/own'], ['forward/host_metrics-own']],
      'metrics': [['host_metrics', 'forward/host_metrics-own'], ['otlp_grpc/vendor']],
    });
    expect(assemble(flows(given), new Outlets(() => ({}))).pipelines[0]!._processors.map((processor) => processor._id(TESTED))).toEqual(['memory_limiter', 'filter']);
  });

  test('passes the processors that are for its signal, for remote write too', () => {
    const given = {
      receivers: [from(new OtlpReceiver(), ...SIGNALS)],
      processors: [
        { processor: new MemoryLimiterProcessor(), signals: SIGNALS },
        { processor: new FilterProcessor({ logConditions: ['log.severity_number < 9'] }), signals: [Signal.LOGS] },
      ],
      destinations: [to(vendor, Signal.LOGS), to(vendor, Signal.METRICS), to(thanos, Signal.METRICS)],
      exporters: [{ exporter: new DebugExporter(), signals: [Signal.LOGS] }],
    };
    const { pipelines: made } = assemble(flows(given), new Outlets(() => ({})));
    expect(Object.fromEntries(made.map(({ id, _processors }) => [id, _processors.map((processor) => processor._id(TESTED))]))).toEqual({
      'metrics': ['memory_limiter'],
      'metrics/cumulative': ['memory_limiter', 'transform/series-identity', 'delta_to_cumulative'],
      'logs': ['memory_limiter', 'filter'],
    });
    expect(pipelines(given).metrics[1]).toEqual(['otlp_grpc/vendor']);
    expect(pipelines(given).logs[1]).toEqual(['otlp_grpc/vendor', 'debug']);
  });

  test('of a receiver without a name joins the rest by the name of its type, past the limiters of its signal alone', () => {
    const own = { ...from(new HostMetricsReceiver(), Signal.METRICS), processors: [new FilterProcessor({ metricConditions: ['metric.name == "up"'] })] };
    const given = {
      receivers: [own],
      processors: [
        { processor: new MemoryLimiterProcessor({ name: 'logs' }), signals: [Signal.LOGS] },
        { processor: new MemoryLimiterProcessor(), signals: [Signal.METRICS] },
      ],
      destinations: [to(vendor, Signal.METRICS)],
    };
    expect(Object.keys(pipelines(given))).toEqual(['metrics/host_metrics', 'metrics']);
    expect(assemble(flows(given), new Outlets(() => ({}))).pipelines[0]!._processors.map((processor) => processor._id(TESTED))).toEqual(['memory_limiter', 'filter']);
  });

  test('of a receiver with processors goes nowhere when nobody takes it', () => {
    const own = { ...from(new HostMetricsReceiver(), Signal.METRICS), processors: [new FilterProcessor({ metricConditions: ['metric.name == "up"'] })] };
    expect(pipelines({ receivers: [own] })).toEqual({});
  });

  test('goes to each kind of destination by its own exporter, the same for every signal', () => {
    const destinations = [to(coralogix, Signal.METRICS), to(coralogix, Signal.LOGS), to(OtlpEndpoint.http({ name: 'loki', url: 'http://loki/otlp' }), Signal.LOGS)];
    expect(pipelines({ receivers: [logs, host], destinations })).toEqual({
      metrics: [['host_metrics'], ['coralogix/eu2-coralogix-com']],
      logs: [['file_log/containers'], ['coralogix/eu2-coralogix-com', 'otlp_http/loki']],
    });
  });

  test('is made cumulative for remote write, which writes from memory without a disk', () => {
    expect(pipelines({ receivers: [host], destinations: [to(thanos, Signal.METRICS), to(vendor, Signal.METRICS)] })).toEqual({
      'metrics': [['host_metrics'], ['otlp_grpc/vendor']],
      'metrics/cumulative': [['host_metrics'], ['prometheus_remote_write/thanos']],
    });
  });

  test('waits on disk for remote write in front of a pipeline of its own', () => {
    const onDisk = new Outlets(() => ({ storage: new FileStorageExtension({ name: 'thanos', directory: '/var/lib/otelcol/queue/thanos' }) }));
    expect(pipelines({ receivers: [host], destinations: [to(thanos, Signal.METRICS)] }, onDisk)).toEqual({
      'metrics/cumulative': [['host_metrics'], ['otlp_grpc/thanos-queue']],
      'metrics/thanos': [['otlp/thanos-queue'], ['prometheus_remote_write/thanos']],
    });
  });

  test('uses the destinations to which anything flows', () => {
    const destinations = [to(vendor, Signal.TRACES), to(vendor, Signal.LOGS)];
    expect(destinationsInUse(flows({ receivers: [host, logs], destinations }))).toEqual([to(vendor, Signal.LOGS)]);
  });
});

describe('ends that do not meet', () => {
  const logs = from(new FileLogReceiver(), Signal.LOGS);

  test('are a destination for which nothing is collected', () => {
    const [finding] = flowFindings(flows({ receivers: [logs], destinations: [to(vendor, Signal.LOGS), to(vendor, Signal.TRACES)] }));
    expect(finding).toEqual({
      what: 'traces go to vendor.example.com:443, and nothing gives traces',
      why: 'there would be no pipeline, and the destination would wait for ever',
      fix: 'otlp: {}, or addReceiver(…, [Signal.TRACES])',
    });
  });

  test('are a receiver whose signal goes nowhere', () => {
    const [finding] = flowFindings(flows({ receivers: [logs], destinations: [to(vendor, Signal.METRICS, true)] }));
    expect(finding).toMatchObject({ what: 'file_log gives logs, which go nowhere', fix: 'logsTo: … or destination: …' });
  });

  test('are none when a destination takes what has none of its own, or a receiver gives more than is taken', () => {
    expect(whats(flowFindings(flows({ receivers: [logs], destinations: [to(vendor, Signal.LOGS, true), to(vendor, Signal.TRACES, true)] })))).toEqual([]);
    expect(whats(flowFindings(flows({
      receivers: [logs, from(new HostMetricsReceiver(), Signal.METRICS)], destinations: [to(vendor, Signal.LOGS), to(vendor, Signal.METRICS)],
    })))).toEqual([]);
    expect(whats(flowFindings(flows({
      receivers: [from(new OtlpReceiver(), Signal.TRACES, Signal.METRICS, Signal.LOGS)], destinations: [to(vendor, Signal.TRACES)],
    })))).toEqual([]);
    expect(whats(flowFindings(flows({ receivers: [logs], exporters: [{ exporter: new DebugExporter(), signals: [Signal.LOGS] }] })))).toEqual([]);
  });
});
