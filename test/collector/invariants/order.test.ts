import { orderFindings } from '../../../lib/collector/invariants/order';
import { documentOf } from '../documents';

describe('the memory limiter', () => {
  test.each(['memory_limiter', 'memory_limiter/strict'])('is right at the beginning: %s', (limiter) => {
    expect(orderFindings(documentOf({ traces: { receivers: ['otlp'], processors: [limiter, 'batch'], exporters: ['debug'] } }))).toEqual([]);
  });

  test('fails when there is none', () => {
    expect(orderFindings(documentOf({ traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['debug'] } }))).toEqual([{
      what: 'pipeline traces has no memory_limiter',
      why: 'a burst ends in an OOM kill, which loses what is in memory, in the place of a refusal, which clients retry',
      fix: 'processors: [new MemoryLimiterProcessor(), …]',
    }]);
  });

  test('fails when others come first, by the names that they have in the document', () => {
    const document = documentOf({ logs: { receivers: ['otlp'], processors: ['k8sattributes/own', 'batch', 'memory_limiter/strict'], exporters: ['debug'] } });

    expect(orderFindings(document)).toEqual([{
      what: 'pipeline logs has k8sattributes/own, batch before memory_limiter/strict',
      why: 'what is refused has been paid for already, and what those processors hold is not limited',
      fix: 'put memory_limiter/strict first',
    }]);
  });

  test('is not needed where telemetry comes from a pipeline that has it: by a connector', () => {
    expect(orderFindings(documentOf({
      traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['spanmetrics'] },
      metrics: { receivers: ['spanmetrics'], exporters: ['debug'] },
    }, { connectors: { spanmetrics: {} } }))).toEqual([]);
  });

  test('is not needed where telemetry comes from a pipeline that has it: over loopback', () => {
    expect(orderFindings(documentOf({
      'metrics': { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['otlp/queue'] },
      'metrics/out': { receivers: ['otlp/queue'], exporters: ['debug'] },
    }, {
      receivers: { 'otlp/queue': { protocols: { grpc: { endpoint: '127.0.0.1:14317' } } } },
      exporters: { 'otlp/queue': { endpoint: '127.0.0.1:14317' } },
    }))).toEqual([]);
  });

  test('is needed as soon as one receiver takes from outside', () => {
    expect(orderFindings(documentOf({
      traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['spanmetrics'] },
      metrics: { receivers: ['spanmetrics', 'prometheus'], exporters: ['debug'] },
    }, { connectors: { spanmetrics: {} } }))).toMatchObject([{ what: 'pipeline metrics has no memory_limiter' }]);
  });

  test('is needed where nobody sends yet', () => {
    expect(orderFindings(documentOf({ traces: { receivers: [], exporters: ['debug'] } }))).toMatchObject([{ what: 'pipeline traces has no memory_limiter' }]);
  });

  test('is needed in a sidecar, whose senders are on loopback', () => {
    expect(orderFindings(documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
      exporters: { otlp: { endpoint: 'gateway:4317' } },
    }))).toMatchObject([{ what: 'pipeline traces has no memory_limiter' }]);
  });
});

describe('a processor that looks at the connection', () => {
  test.each(['k8sattributes', 'k8s_attributes/pods'])('is right before tail sampling: %s', (processor) => {
    const processors = ['memory_limiter', processor, 'tail_sampling'];

    expect(orderFindings(documentOf({ traces: { receivers: ['otlp'], processors, exporters: ['debug'] } }))).toEqual([]);
  });

  test('fails after tail sampling, which regroups what came', () => {
    const processors = ['memory_limiter', 'tail_sampling/errors', 'batch', 'k8sattributes'];

    expect(orderFindings(documentOf({ traces: { receivers: ['otlp'], processors, exporters: ['debug'] } }))).toEqual([{
      what: 'pipeline traces has k8sattributes after tail_sampling/errors',
      why: 'tail sampling regroups spans: the connection from which they came, by which the pod is found, is gone',
      fix: 'put k8sattributes before tail_sampling/errors',
    }]);
  });
});

describe('the batch processor', () => {
  const pipelines = { traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch/large'], exporters: ['otlp/a', 'otlp/b', 'otlp/c'] } };

  test('fails before queues on disk: what it holds is acknowledged and lost with the process', () => {
    const document = documentOf(pipelines, {
      exporters: { 'otlp/a': { sending_queue: { storage: 'file_storage' } }, 'otlp/b': { sending_queue: { storage: 'file_storage' } } },
    });

    expect(orderFindings(document)).toEqual([{
      what: 'pipeline traces has the batch processor before the persistent queue of otlp/a, otlp/b',
      why: 'what the processor holds was acknowledged already and is lost with the process; the queue cannot bring it back',
      fix: 'take batch out and let the exporter batch: queue: { batchMinSize, batchMaxSize }',
    }]);
  });

  test('may stand before queues in memory', () => {
    expect(orderFindings(documentOf(pipelines, { exporters: { 'otlp/a': { sending_queue: { queue_size: 5000 } } } }))).toEqual([]);
  });

  test('may stand before a queue on disk that is off', () => {
    expect(orderFindings(documentOf(pipelines, { exporters: { 'otlp/a': { sending_queue: { enabled: false, storage: 'file_storage' } } } }))).toEqual([]);
  });
});
