import { Size } from 'cdk8s';
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

  test('fit every volume that holds the smallest of them', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 400, max: 1_000_000 }), (count, mebibytes) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, count);
      const each = fileSize(flowing(names), Size.mebibytes(mebibytes));
      expect(each).toBeGreaterThanOrEqual(16);
      expect(each * count * 3 * 110).toBeLessThanOrEqual(mebibytes * 100);
    }));
  });
});
