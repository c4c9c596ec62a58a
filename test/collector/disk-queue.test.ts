import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { OtlpReceiver } from '../../lib/collector/components';
import { diskQueues } from '../../lib/collector/disk-queue';
import { Flows } from '../../lib/collector/flows';
import { OtlpEndpoint, Signal, SIGNALS } from '../../lib/wiring';

const MIB = 1024 ** 2;

function destination(name: string): OtlpEndpoint {
  return OtlpEndpoint.grpc({ name, address: `${name}.example.com:443` });
}

function flowing(names: readonly string[], signals: readonly Signal[] = SIGNALS): Flows {
  return {
    receivers: [{ receiver: new OtlpReceiver(), signals }],
    processors: [],
    exporters: [],
    extensions: [],
    destinations: names.flatMap((name) => SIGNALS.map((signal) => ({ destination: destination(name), signal, general: true }))),
  };
}

function fileSize(flows: Flows, volume: Size, queueSize?: Size): number {
  return (diskQueues(flows, { volume, queueSize })(destination('a')).storage as unknown as { maxSize: Size }).maxSize.toMebibytes();
}

describe('queues on disk', () => {
  test('share the volume, but for a tenth: one for each destination and signal', () => {
    // 10 GiB / 1.1 / 3 and / 6
    expect(fileSize(flowing(['a']), Size.gibibytes(10))).toBe(3103);
    expect(fileSize(flowing(['a', 'b']), Size.gibibytes(10))).toBe(1551);
  });

  test('share it among the signals that flow', () => {
    expect(fileSize(flowing(['a'], [Signal.LOGS]), Size.gibibytes(11))).toBe(10 * 1024);
  });

  test('hold what they are told, in a file that is a quarter larger', () => {
    expect(fileSize(flowing(['a']), Size.gibibytes(10), Size.gibibytes(2))).toBe(2560);
    expect(diskQueues(flowing(['a']), { volume: Size.gibibytes(10), queueSize: Size.gibibytes(2) })(destination('a')).queueSize?.amount).toBe(2048 * MIB);
  });

  test('have a folder of their own, make senders wait, and send less than a gRPC server takes', () => {
    const queue = diskQueues(flowing(['a']), { volume: Size.gibibytes(10) })(destination('a'));
    expect(queue.storage).toMatchObject({ name: 'a', directory: '/var/lib/otelcol/queue/a' });
    expect(queue.blockOnOverflow).toBe(true);
    expect(queue.batchMaxSize?.amount).toBe(3 * MIB);
  });

  test('send a batch of half a mebibyte, or what came in within a second', () => {
    expect(diskQueues(flowing(['a']), { volume: Size.gibibytes(10) })(destination('a'))).toMatchObject({
      batchMinSize: { sizer: 'bytes', amount: MIB / 2 }, batchFlushTimeout: Duration.seconds(1),
    });
  });

  test('hold sixteen mebibytes, however small the volume', () => {
    expect(fileSize(flowing(['a', 'b']), Size.mebibytes(50))).toBe(16);
  });

  test('have the volume to themselves while nothing flows', () => {
    expect(fileSize(flowing([]), Size.gibibytes(11))).toBe(10 * 1024);
  });

  test('are two for one name that is spoken to in two ways, and one for a destination that is there twice', () => {
    const http = OtlpEndpoint.http({ name: 'a', url: 'https://a.example.com' });
    const logsTo = (...to: OtlpEndpoint[]) => ({
      ...flowing([], [Signal.LOGS]), destinations: to.map((one) => ({ destination: one, signal: Signal.LOGS, general: true })),
    });
    expect(fileSize(logsTo(destination('a'), http), Size.gibibytes(11))).toBe(5 * 1024);
    expect(fileSize(logsTo(destination('a'), destination('a')), Size.gibibytes(11))).toBe(10 * 1024);
  });

  test('have a file that holds at least what they are told, whatever the rounding', () => {
    const queue = diskQueues(flowing(['a']), { volume: Size.gibibytes(10), queueSize: Size.kibibytes(20_001) })(destination('a'));
    expect((queue.storage as unknown as { maxSize: Size }).maxSize.toKibibytes()).toBe(25_002);
    expect(queue.queueSize?.amount).toBe(20_001 * 1024);
  });

  test('fit every volume that holds the smallest of them', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 400, max: 1_000_000 }), (count, mebibytes) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, count);
      const each = fileSize(flowing(names), Size.mebibytes(mebibytes));
      expect(each).toBeGreaterThanOrEqual(16);
      expect(each * count * 3 * 110).toBeLessThanOrEqual(mebibytes * 100);
    }));
  });
});
