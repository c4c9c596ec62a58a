import { asConfig, componentAt, Config, definitions, numberAt, pipelinesOf, sendsFromQueue, signalOf, textAt } from './document-reader';
import { readableBytes } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** Part of a volume that stays free: files grow by pages, and compaction writes a copy. */
export const VOLUME_HEADROOM_PERCENT = 10;

/** The volume that holds queues. */
export interface QueueVolume {
  readonly bytes: number;
  /** The option that says how large it is, and another one that would help. */
  readonly property: string;
  readonly alternative?: string;
  /** Folders on it that hold something else, with what is set aside for each. */
  readonly reserved: readonly { readonly holds: string; readonly bytes: number }[];
}

/** A queue on disk: an exporter keeps one per signal. */
export interface PersistentQueue {
  readonly exporter: string;
  readonly signal: string;
  /** Undefined when nothing bounds it. */
  readonly bytes?: number;
  /** What it may hold, where its file may be larger. */
  readonly holds?: number;
}

/** Every queue on disk of a document. */
export function persistentQueues(document: CollectorDocument): PersistentQueue[] {
  return definitions(document).filter(({ kind }) => kind === ComponentKind.EXPORTER).flatMap(({ id, config }) => {
    const storage = textAt(config, 'sending_queue', 'storage');
    if (storage === undefined || !sendsFromQueue(config)) {
      return [];
    }
    // a file never becomes larger than its storage allows, whatever the queue would hold
    const holds = textAt(config, 'sending_queue', 'sizer') === 'bytes' ? numberAt(config, 'sending_queue', 'queue_size') : undefined;
    const bytes = numberAt(componentAt(document, ComponentKind.EXTENSION, storage), 'max_size') || holds;
    const signals = new Set(pipelinesOf(document).filter(([, { exporters }]) => exporters.includes(id)).map(([pipeline]) => signalOf(pipeline)));
    return [...signals].map((signal) => ({
      exporter: id,
      signal,
      ...(bytes === undefined ? {} : { bytes }),
      ...(holds !== undefined && bytes !== undefined && holds > 0 && holds < bytes ? { holds } : {}),
    }));
  });
}

/** Whether everything that may wait on a volume fits. */
export function volumeFindings(document: CollectorDocument, volume: QueueVolume): Finding[] {
  const queues = persistentQueues(document);
  const unbounded = queues.filter(({ bytes }) => bytes === undefined);
  const parts = [...queues.map(({ bytes }) => bytes ?? 0), ...volume.reserved.map(({ bytes }) => bytes)];
  const needed = withHeadroom(parts.reduce((sum, part) => sum + part, 0));
  return [
    ...unbounded.map(({ exporter, signal }) => ({
      what: `the queue of ${exporter} for ${signal} has no limit in bytes`,
      why: 'it grows until the volume is full, and a full volume refuses new data of every other queue too',
      fix: 'queueSize: QueueSize.bytes(Size.gibibytes(1)), or maxSize of its FileStorageExtension',
    })),
    ...(needed > volume.bytes ? [{
      what: `queues need ${readableBytes(needed)} but the queue volume has ${readableBytes(volume.bytes)}`,
      why: `a full volume refuses new data while the backend is down (${breakdown(queues, volume)}, ${VOLUME_HEADROOM_PERCENT} % head-room)`,
      fix: `${volume.property}: Size.gibibytes(${Math.ceil(needed / 1024 ** 3)})${volume.alternative ? `, or ${volume.alternative}` : ''}`,
    }] : []),
  ];
}

/** In whole bytes throughout: 1.1 is no binary number, and a volume that is filled exactly would be too small by one. */
function withHeadroom(bytes: number): number {
  return bytes + Math.ceil((bytes * VOLUME_HEADROOM_PERCENT) / 100);
}

/** What the collector says of queues only when it starts. */
export function queueFindings(document: CollectorDocument): Finding[] {
  return definitions(document)
    .filter(({ kind, config }) => kind === ComponentKind.EXPORTER && sendsFromQueue(config))
    .flatMap(({ id, config }) => sizerFindings(id, asConfig(config.sending_queue)));
}

function amount(size: number, sizer: string): string {
  return sizer === 'bytes' && size >= 1024 ** 2 ? readableBytes(size) : `${size} ${sizer}`;
}

function sizerFindings(exporter: string, queue: Config): Finding[] {
  const batch = asConfig(queue.batch);
  const queueSizer = textAt(queue, 'sizer') ?? 'requests';
  // an empty batch has its defaults, and inherits the sizer of the queue
  const hasBatch = Object.hasOwn(queue, 'batch') && batch.enabled !== false;
  const batchSizer = textAt(batch, 'sizer') ?? (textAt(queue, 'sizer') === undefined ? 'items' : queueSizer);
  const min = numberAt(batch, 'min_size') ?? 8192;
  const max = numberAt(batch, 'max_size') || undefined;
  const findings: Finding[] = [];
  if (hasBatch && batchSizer === 'requests') {
    findings.push({
      what: `${exporter} counts its batches in requests`,
      why: 'the collector would not start: batches are counted in items or bytes',
      fix: 'batchMinSize: QueueSize.bytes(Size.mebibytes(1))',
    });
  }
  if (hasBatch && max !== undefined && max < min) {
    findings.push({
      what: `${exporter} batches at least ${amount(min, batchSizer)} and at most ${amount(max, batchSizer)}`,
      why: 'the collector would not start (max_size must be greater than or equal to min_size)',
      fix: `batchMinSize: at most ${amount(max, batchSizer)}, or a larger batchMaxSize`,
    });
  }
  if (hasBatch && batchSizer === queueSizer && min > (numberAt(queue, 'queue_size') ?? 1000)) {
    findings.push({
      what: `${exporter} waits for batches of ${amount(min, batchSizer)}, but its queue holds ${amount(numberAt(queue, 'queue_size') ?? 1000, batchSizer)}`,
      why: 'the collector would not start (min_size must be less than or equal to queue_size)',
      fix: 'a larger queueSize, or a smaller batchMinSize',
    });
  }
  if (queue.wait_for_result === true && queue.storage !== undefined) {
    findings.push({
      what: `${exporter} waits for results and has a queue on disk`,
      why: 'the collector would not start: what is on disk is acknowledged before it is sent',
      fix: 'take wait_for_result out',
    });
  }
  return findings;
}

function breakdown(queues: readonly PersistentQueue[], volume: QueueVolume): string {
  const bySize = new Map<string, number>();
  queues.forEach(({ bytes, holds }) => {
    const size = bytes === undefined ? undefined : holds === undefined ? `x ${readableBytes(bytes)}` : `of ${readableBytes(holds)} in files of ${readableBytes(bytes)}`;
    return size !== undefined && bySize.set(size, (bySize.get(size) ?? 0) + 1);
  });
  return [
    ...[...bySize].map(([size, count]) => `${count} ${count === 1 ? 'queue' : 'queues'} ${size}`),
    ...volume.reserved.map(({ holds, bytes }) => `${holds} ${readableBytes(bytes)}`),
  ].join(', ');
}
