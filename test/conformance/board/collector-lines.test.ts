import { stringify } from 'yaml';
import { collectorLines } from '../../../conformance/board/collector-lines';
import { Manifest } from '../../../conformance/judging/kubernetes-types';

interface Parts {
  readonly receivers?: object;
  readonly exporters?: object;
  readonly connectors?: object;
  readonly pipelines?: object;
}

const OTLP = { protocols: { grpc: { endpoint: '${env:POD_IP}:4317' } } };

function configuration({ receivers = { otlp: OTLP }, exporters = { otlp_grpc: {} }, connectors, pipelines }: Parts = {}): object {
  const everything = { logs: { receivers: Object.keys(receivers), exporters: Object.keys(exporters) } };
  return { receivers, exporters, connectors, service: { pipelines: pipelines ?? everything } };
}

function configMap(parts: Parts = {}): Manifest {
  const data = { 'any.yaml': stringify(configuration(parts)), 'notes.txt': 'service: of another kind' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'collector' }, data } as Manifest;
}

function value(title: string, ...manifests: Manifest[]): string | undefined {
  return collectorLines(manifests).find((line) => line.title === title)?.value;
}

describe('processors', () => {
  const pipelines = (...processors: string[]) => ({ pipelines: { logs: { receivers: ['otlp'], processors, exporters: ['otlp_grpc'] } } });

  test('memory_limiter is first, whatever its name', () => {
    const TITLE = 'pipelines with memory_limiter first';
    expect(value(TITLE, configMap(pipelines('memory_limiter/logs', 'resource')))).toBe('1 of 1');
    expect(value(TITLE, configMap(pipelines('k8s_attributes', 'memory_limiter')))).toBe('0 of 1');
    expect(value(TITLE, configMap(pipelines()))).toBe('0 of 1');
  });

  test('a batch before the queue is lost by a kill', () => {
    const TITLE = 'pipelines without a batch that a kill loses';
    expect(value(TITLE, configMap(pipelines('memory_limiter')))).toBe('1 of 1');
    expect(value(TITLE, configMap(pipelines('memory_limiter', 'batch/small')))).toBe('0 of 1');
  });
});

describe('exporters', () => {
  const TITLE = 'exporters with a queue on disk';

  test('have a queue on disk, or a log that is written ahead', () => {
    const exporters = { 'otlp_grpc/a': { sending_queue: { storage: 'file_storage' } }, 'prometheus_remote_write': { wal: { directory: '/wal' } }, 'debug': null };
    expect(value(TITLE, configMap({ exporters }))).toBe('2 of 3');
  });

  test('behind the loopback are part of the exporter that fills it', () => {
    const receivers = { 'otlp': OTLP, 'otlp/queue': { protocols: { grpc: { endpoint: '127.0.0.1:14317' } } } };
    const exporters = { otlp_grpc: { sending_queue: { storage: 'file_storage' } }, prometheus_remote_write: {} };
    const pipelines = {
      'metrics': { receivers: ['otlp'], exporters: ['otlp_grpc'] },
      'metrics/thanos': { receivers: ['otlp/queue'], exporters: ['prometheus_remote_write'] },
    };
    expect(value(TITLE, configMap({ receivers, exporters, pipelines }))).toBe('1 of 1');
  });

  test('are not connectors', () => {
    const pipelines = { traces: { receivers: ['otlp'], exporters: ['span_metrics'] }, metrics: { receivers: ['span_metrics'], exporters: ['otlp_grpc'] } };
    expect(value(TITLE, configMap({ connectors: { span_metrics: {} }, pipelines }))).toBe('none');
  });

  test('give up after five minutes unless they are told not to', () => {
    const retrying = (max_elapsed_time?: string | number) => ({ retry_on_failure: { max_elapsed_time } });
    const exporters = { a: retrying(), b: retrying('300s'), c: retrying('0s'), d: retrying(0), e: null };
    expect(value('exporters that retry for as long as it takes', configMap({ exporters }))).toBe('2 of 5');
  });

  test('of the operator count like those of a ConfigMap', () => {
    const managed = { apiVersion: 'v1', kind: 'OpenTelemetryCollector', metadata: { name: 'daemon' }, spec: { config: configuration() } } as Manifest;
    expect(value(TITLE, managed, configMap())).toBe('0 of 2');
  });
});

describe('readers of log files', () => {
  const reader = (...types: string[]) => configMap({ receivers: { 'file_log/containers': { operators: types.map((type) => ({ type })) } } });

  test.each(['container', 'recombine'])('%s puts lines together in memory', (type) => {
    expect(value('log readers that put no lines together in memory', reader('regex_parser'), reader('move', type))).toBe('1 of 2');
  });

  test('have their position wait when the collector is started so', () => {
    const started = (...args: string[]) => ({
      apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: { template: { spec: { containers: [{ name: 'collector', image: 'otelcol', args }] } } },
    }) as Manifest;
    const TITLE = 'log readers whose position waits for the record';
    expect(value(TITLE, reader(), started('--feature-gates=+a,+stanza.synchronousLogEmitter'))).toBe('1 of 1');
    expect(value(TITLE, reader(), started('--feature-gates=-stanza.synchronousLogEmitter'))).toBe('0 of 1');
  });
});

test('a text that is no configuration is passed over', () => {
  expect(value('exporters with a queue on disk', { ...configMap(), data: { 'config.yml': 'service: prometheus\nport: 9090' } } as Manifest)).toBe('none');
});
