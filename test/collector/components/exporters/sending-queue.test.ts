import { Duration, Size } from 'cdk8s';
import { CustomExtension, FileStorageExtension, HealthCheckExtension, QueueSize, SendingQueueOptions } from '../../../../lib/collector/components';
import { toDocument } from '../../../../lib/collector/components/expansion';
import { requireQueue, sendingQueueConfig } from '../../../../lib/collector/components/exporters/sending-queue';
import { problemOf, TESTED } from '../../documents';

function queue(options: SendingQueueOptions): unknown {
  return toDocument(sendingQueueConfig(options, TESTED));
}

describe('the size of a queue', () => {
  test.each([
    ['bytes', 3072, QueueSize.bytes(Size.kibibytes(3))],
    ['items', 100_000, QueueSize.items(100_000)],
    ['requests', 1, QueueSize.requests(1)],
  ])('is counted in %s', (sizer, amount, size) => {
    expect(size).toMatchObject({ sizer, amount });
  });

  test.each([
    ['0 items', 'QueueSize.items', () => QueueSize.items(0)],
    ['-5 items', 'QueueSize.items', () => QueueSize.items(-5)],
    ['1.5 requests', 'QueueSize.requests', () => QueueSize.requests(1.5)],
    ['NaN requests', 'QueueSize.requests', () => QueueSize.requests(NaN)],
    ['0 bytes', 'QueueSize.bytes', () => QueueSize.bytes(Size.kibibytes(0))],
  ])('fails when it is no positive whole number: %s', (what, path, make) => {
    expect(problemOf(make)).toMatchObject({ path, what, fix: 'QueueSize.bytes(Size.mebibytes(1))' });
  });
});

describe('a sending queue', () => {
  test('holds a thousand requests in memory, makes senders wait, and sends them as they come in', () => {
    expect(queue({})).toEqual({ enabled: true, sizer: 'requests', queue_size: 1000, num_consumers: 10, block_on_overflow: true });
  });

  test('keeps what waits on disk, in batches', () => {
    expect(queue({
      storage: new FileStorageExtension({ name: 'vendor', directory: '/var/lib/otelcol/queue' }),
      queueSize: QueueSize.bytes(Size.gibibytes(1)),
      consumers: 3,
      blockOnOverflow: false,
      batchMinSize: QueueSize.bytes(Size.mebibytes(1)),
      batchMaxSize: QueueSize.bytes(Size.mebibytes(3)),
      batchFlushTimeout: Duration.seconds(1),
    })).toEqual({
      enabled: true,
      storage: 'file_storage/vendor',
      sizer: 'bytes',
      queue_size: 1024 ** 3,
      num_consumers: 3,
      block_on_overflow: false,
      batch: { flush_timeout: '1s', sizer: 'bytes', min_size: 1024 ** 2, max_size: 3 * 1024 ** 2 },
    });
  });

  test('always says in what a batch is counted: the collector would take the unit of the queue', () => {
    expect(queue({ batchMinSize: QueueSize.items(8192) })).toMatchObject({
      sizer: 'requests', batch: { flush_timeout: '200ms', sizer: 'items', min_size: 8192 },
    });
  });

  test('with a largest batch only has no smallest one: the collector would wait for 8192', () => {
    expect(queue({ batchMaxSize: QueueSize.items(100) })).toMatchObject({
      batch: { flush_timeout: '200ms', sizer: 'items', min_size: 0, max_size: 100 },
    });
  });

  test('fails on a batch that is counted in two units', () => {
    const options = { batchMinSize: QueueSize.items(100), batchMaxSize: QueueSize.bytes(Size.mebibytes(1)) };

    expect(problemOf(() => requireQueue('exporter otlp_grpc', options))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: 'batchMinSize is in items, batchMaxSize in bytes',
      fix: 'batchMaxSize: QueueSize.items(…)',
    });
  });

  test('fails on a time without a size: nothing would be batched', () => {
    expect(problemOf(() => requireQueue('exporter otlp_grpc', { batchFlushTimeout: Duration.seconds(1) }))).toMatchObject({
      what: 'batchFlushTimeout without batchMinSize or batchMaxSize',
      fix: 'batchMinSize: QueueSize.bytes(Size.kibibytes(512))',
    });
  });

  test.each([
    ['batchFlushTimeout is 0', { batchMinSize: QueueSize.items(1), batchFlushTimeout: Duration.seconds(0) }],
    ['consumers is 0', { consumers: 0 }],
    ['consumers is -1', { consumers: -1 }],
    ['consumers is NaN', { consumers: NaN }],
  ])('fails on what the collector refuses: %s', (what, options) => {
    expect(problemOf(() => requireQueue('exporter otlp_grpc', options))).toMatchObject({ path: 'exporter otlp_grpc', what, fix: 'leave it out' });
  });

  test('fails on an extension that keeps nothing', () => {
    expect(problemOf(() => requireQueue('exporter otlp_grpc', { storage: new HealthCheckExtension() }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: 'storage is health_check, which does not keep a queue',
      fix: "storage: new FileStorageExtension({ directory: '/var/lib/otelcol/queue' })",
    });
  });

  test('believes the program of an extension that the library does not know', () => {
    expect(() => requireQueue('exporter otlp_grpc', { storage: new CustomExtension({ type: 'redis_storage' }) })).not.toThrow();
  });
});
