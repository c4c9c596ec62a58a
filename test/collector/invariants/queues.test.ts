import * as fc from 'fast-check';
import { CollectorDocument } from '../../../lib/collector/configuration';
import { persistentQueues, queueFindings, VOLUME_HEADROOM_PERCENT, volumeFindings } from '../../../lib/collector/invariants/queues';
import { documentOf, parsed, whats } from '../documents';

const GIB = 1024 ** 3;

/** An exporter with a queue, in a pipeline for each signal. */
function withQueue(queue: unknown, storage: object = {}, signals: string[] = ['traces']): CollectorDocument {
  return documentOf(Object.fromEntries(signals.map((signal) => [signal, { receivers: ['otlp'], exporters: ['otlp'] }])), {
    exporters: { otlp: { sending_queue: queue } }, extensions: { file_storage: storage },
  });
}

describe('the queues on disk', () => {
  test('are one for each exporter and signal, however many pipelines there are', () => {
    const document = parsed(`
      exporters:
        otlp/a: { sending_queue: { storage: file_storage/a } }
        otlphttp/b: { sending_queue: { storage: file_storage/b } }
        debug: {}
      extensions: { file_storage/a: { max_size: 1000 }, file_storage/b: { max_size: 2000 } }
      service:
        pipelines:
          traces: { exporters: [otlp/a, debug] }
          traces/eu: { exporters: [otlp/a] }
          logs: { exporters: [otlp/a, otlphttp/b] }
    `);

    expect(persistentQueues(document)).toEqual([
      { exporter: 'otlp/a', signal: 'traces', bytes: 1000 },
      { exporter: 'otlp/a', signal: 'logs', bytes: 1000 },
      { exporter: 'otlphttp/b', signal: 'logs', bytes: 2000 },
    ]);
  });

  test.each([
    ['the size of its file', { storage: 'file_storage', sizer: 'bytes', queue_size: 900 }, { max_size: 1000 }, 1000],
    ['the size of its file even when the queue would hold more', { storage: 'file_storage', sizer: 'bytes', queue_size: 5000 }, { max_size: 1000 }, 1000],
    ['its own size when the file has none', { storage: 'file_storage', sizer: 'bytes', queue_size: 900 }, {}, 900],
    ['its own size when the file has no limit on purpose', { storage: 'file_storage', sizer: 'bytes', queue_size: 900 }, { max_size: 0 }, 900],
  ])('are bounded by %s', (_title, queue, storage, bytes) => {
    expect(persistentQueues(withQueue(queue, storage))).toMatchObject([{ exporter: 'otlp', signal: 'traces', bytes }]);
  });

  test.each([
    ['a queue that is counted in requests', { storage: 'file_storage', queue_size: 1000 }],
    ['a queue that is counted in items', { storage: 'file_storage', sizer: 'items', queue_size: 1000 }],
    ['a storage that is not there', { storage: 'file_storage/other' }],
  ])('are bounded by nothing: %s', (_title, queue) => {
    expect(persistentQueues(withQueue(queue))).toEqual([{ exporter: 'otlp', signal: 'traces' }]);
  });

  test.each([
    ['queues in memory', { queue_size: 1000 }],
    ['queues that are off', { enabled: false, storage: 'file_storage' }],
    ['exporters without a queue', undefined],
  ])('are not %s', (_title, queue) => {
    expect(persistentQueues(withQueue(queue))).toEqual([]);
  });

  test('are not those of an exporter in no pipeline', () => {
    expect(persistentQueues(withQueue({ storage: 'file_storage' }, {}, []))).toEqual([]);
  });
});

describe('the volume of queues', () => {
  const twoQueues = withQueue({ storage: 'file_storage' }, { max_size: 4 * GIB }, ['traces', 'logs']);

  test('is right when everything fits, with head-room', () => {
    expect(volumeFindings(twoQueues, { bytes: 9 * GIB, property: 'queueVolume', reserved: [] })).toEqual([]);
  });

  test('fails when not everything fits, and says what takes how much', () => {
    expect(volumeFindings(twoQueues, {
      bytes: 8 * GIB, property: 'queueVolume', alternative: 'a lower queueSize', reserved: [{ holds: 'exported files', bytes: GIB }],
    })).toEqual([{
      what: 'queues need 9.9 GiB but the queue volume has 8 GiB',
      why: 'a full volume refuses new data while the backend is down (2 queues x 4 GiB, exported files 1 GiB, 10 % head-room)',
      fix: 'queueVolume: Size.gibibytes(10), or a lower queueSize',
    }]);
  });

  test('is right when it is filled to the byte', () => {
    const tenths = withQueue({ storage: 'file_storage' }, { max_size: 10 * GIB });
    expect(volumeFindings(tenths, { bytes: 11 * GIB, property: 'queueVolume', reserved: [] })).toEqual([]);
    expect(volumeFindings(tenths, { bytes: 11 * GIB - 1, property: 'queueVolume', reserved: [] })).toHaveLength(1);
  });

  test('fails for one queue that is too large for it', () => {
    const [finding] = volumeFindings(withQueue({ storage: 'file_storage' }, { max_size: 4 * GIB }), { bytes: 4 * GIB, property: 'queueVolume', reserved: [] });

    expect(finding.why).toContain('(1 queue x 4 GiB, 10 % head-room)');
  });

  test('fails when nothing bounds a queue', () => {
    expect(volumeFindings(withQueue({ storage: 'file_storage' }), { bytes: 8 * GIB, property: 'queueVolume', reserved: [] })).toEqual([{
      what: 'the queue of otlp for traces has no limit in bytes',
      why: 'it grows until the volume is full, and a full volume refuses new data of every other queue too',
      fix: 'queueSize: QueueSize.bytes(Size.gibibytes(1)), or maxSize of its FileStorageExtension',
    }]);
  });

  test('without queues needs nothing', () => {
    expect(volumeFindings({}, { bytes: 0, property: 'queueVolume', reserved: [] })).toEqual([]);
  });

  test('fails exactly when the sum and its head-room are larger', () => {
    const size = fc.integer({ min: 1, max: 100 * GIB });
    fc.assert(fc.property(size, size, size, (queue, other, bytes) => {
      const findings = volumeFindings(withQueue({ storage: 'file_storage' }, { max_size: queue }), { bytes, property: 'queueVolume', reserved: [{ holds: 'exported files', bytes: other }] });
      expect(findings).toHaveLength((queue + other) * (100 + VOLUME_HEADROOM_PERCENT) > bytes * 100 ? 1 : 0);
    }));
  });
});

/* Each of these was given to collector 0.161: `validate` refuses the ones that fail here, and no others. */
describe('the configuration of a queue', () => {
  test.each([
    ['none', undefined],
    ['the defaults', null],
    ['a batch with the defaults of batches', { batch: {} }],
    ['a batch with a time', { batch: { flush_timeout: '1s' } }],
    ['a batch in items before a queue in requests', { queue_size: 100, batch: { sizer: 'items', min_size: 1000 } }],
    ['a batch that fits the queue', { sizer: 'items', queue_size: 10_000, batch: { min_size: 8192, max_size: 8192 } }],
    ['a batch without bounds', { sizer: 'items', queue_size: 1000, batch: { min_size: 0, max_size: 0 } }],
    ['a batch that is off', { sizer: 'items', queue_size: 1000, batch: { enabled: false, min_size: 5000 } }],
    ['a queue that is off', { enabled: false, sizer: 'requests', storage: 'file_storage', wait_for_result: true, batch: {} }],
    ['waiting for the result of a queue in memory', { wait_for_result: true }],
    ['a queue on disk', { storage: 'file_storage', wait_for_result: false }],
  ])('may be %s', (_title, queue) => {
    expect(queueFindings({ exporters: { otlp: { sending_queue: queue } } })).toEqual([]);
  });

  test.each([
    ['said', { batch: { sizer: 'requests', min_size: 10 } }],
    ['taken over from the queue', { sizer: 'requests', queue_size: 10_000, batch: { flush_timeout: '1s' } }],
    ['taken over from the queue by an empty batch', { sizer: 'requests', queue_size: 10_000, batch: {} }],
  ])('fails on batches that are counted in requests: %s', (_title, queue) => {
    expect(queueFindings({ exporters: { otlp: { sending_queue: queue } } })).toContainEqual({
      what: 'otlp counts its batches in requests',
      why: 'the collector would not start: batches are counted in items or bytes',
      fix: 'batchMinSize: QueueSize.bytes(Size.mebibytes(1))',
    });
  });

  test.each([
    ['with both', { batch: { min_size: 200, max_size: 100 } }, 'otlp batches at least 200 items and at most 100 items'],
    ['with the default of the smallest', { batch: { sizer: 'bytes', max_size: 100 } }, 'otlp batches at least 8192 bytes and at most 100 bytes'],
  ])('fails on a largest batch that is smaller than the smallest: %s', (_title, queue, what) => {
    expect(queueFindings({ exporters: { otlp: { sending_queue: queue } } })).toEqual([{
      what,
      why: 'the collector would not start (max_size must be greater than or equal to min_size)',
      fix: `batchMinSize: at most 100 ${what.split(' ').at(-1)}, or a larger batchMaxSize`,
    }]);
  });

  test.each([
    ['in the same unit', { sizer: 'items', queue_size: 5, batch: { sizer: 'items', min_size: 10 } }, 'otlp waits for batches of 10 items, but its queue holds 5 items'],
    ['in the unit of the queue', { sizer: 'bytes', queue_size: 5, batch: { min_size: 10 } }, 'otlp waits for batches of 10 bytes, but its queue holds 5 bytes'],
    ['with the defaults of both', { sizer: 'items', batch: {} }, 'otlp waits for batches of 8192 items, but its queue holds 1000 items'],
    ['with an empty batch', { sizer: 'bytes', queue_size: 1000, batch: null }, 'otlp waits for batches of 8192 bytes, but its queue holds 1000 bytes'],
  ])('fails on a batch that the queue does not hold: %s', (_title, queue, what) => {
    expect(queueFindings({ exporters: { otlp: { sending_queue: queue } } })).toEqual([{
      what,
      why: 'the collector would not start (min_size must be less than or equal to queue_size)',
      fix: 'a larger queueSize, or a smaller batchMinSize',
    }]);
  });

  test('fails on waiting for the result of what is on disk', () => {
    expect(queueFindings({ exporters: { otlp: { sending_queue: { storage: 'file_storage', wait_for_result: true } } } })).toEqual([{
      what: 'otlp waits for results and has a queue on disk',
      why: 'the collector would not start: what is on disk is acknowledged before it is sent',
      fix: 'take wait_for_result out',
    }]);
  });

  test('is judged for exporters only', () => {
    expect(whats(queueFindings({ receivers: { otlp: { sending_queue: { batch: { sizer: 'requests' } } } } }))).toEqual([]);
  });
});
