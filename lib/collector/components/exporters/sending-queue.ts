import { Duration, Size } from 'cdk8s';
import { bytesOf } from '../../../kubernetes/quantities';
import { fail } from '../../../validation';
import { Extension, RenderContext } from '../component';
import { requireRole } from '../extension-role';

/** How much a queue or a batch holds, and in what it is counted. */
export class QueueSize {
  /**
   * Counted in bytes: the only way to hold it against a volume.
   *
   * @param size the size of what is sent, before compression
   */
  public static bytes(size: Size): QueueSize {
    return new QueueSize('bytes', bytesOf(size));
  }

  /**
   * Counted in spans, points or log records.
   *
   * @param count how many
   */
  public static items(count: number): QueueSize {
    return new QueueSize('items', count);
  }

  /**
   * Counted in requests as they come in. Not for batches.
   *
   * @param count how many
   */
  public static requests(count: number): QueueSize {
    return new QueueSize('requests', count);
  }

  /** `bytes`, `items` or `requests`. */
  public readonly sizer: string;
  /** How many of them. */
  public readonly amount: number;

  private constructor(sizer: 'bytes' | 'items' | 'requests', amount: number) {
    this.sizer = sizer;
    this.amount = amount;
    if (!Number.isInteger(amount) || amount < 1) {
      fail(`QueueSize.${sizer}`, { what: `${amount} ${sizer}`, why: 'the collector refuses a size that is not positive', fix: 'QueueSize.bytes(Size.mebibytes(1))' });
    }
  }
}

/** What waits for a destination, and how it is sent. */
export interface SendingQueueOptions {
  /**
   * Whether anything waits. If not, senders wait until the other end has what they sent: nothing is acknowledged before. With any other
   * option it fails.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Where what waits is kept. With a `FileStorageExtension` on a persistent volume it survives kill -9 and restarts. An
   * extension that keeps no queues fails.
   *
   * @default - in memory: lost with the process
   */
  readonly storage?: Extension;

  /**
   * How much may wait.
   *
   * @default QueueSize.requests(1000)
   */
  readonly queueSize?: QueueSize;

  /**
   * How many requests are under way at once. Less than one fails.
   *
   * @default 10
   */
  readonly consumers?: number;

  /**
   * Whether a full queue makes senders wait. If not, it refuses at once, and senders retry.
   *
   * @default true
   */
  readonly blockOnOverflow?: boolean;

  /**
   * A batch is sent when it has this much. In the same unit as `batchMaxSize`, or it fails; and not in requests.
   *
   * @default - requests are sent as they come in
   */
  readonly batchMinSize?: QueueSize;

  /**
   * A batch never has more than this. Keep it below what the other end takes: 4 MiB for gRPC.
   *
   * @default - no limit
   */
  readonly batchMaxSize?: QueueSize;

  /**
   * A batch is sent after this time, however small it is. Zero fails, and so does a time without `batchMinSize` or `batchMaxSize`.
   *
   * @default Duration.millis(200)
   */
  readonly batchFlushTimeout?: Duration;
}

/** How failed requests are repeated. */
export interface RetryOptions {
  /**
   * Whether failed requests are repeated.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The first pause; those after it are longer, up to `maxInterval`.
   *
   * @default Duration.seconds(1)
   */
  readonly initialInterval?: Duration;

  /**
   * The longest pause.
   *
   * @default Duration.seconds(30)
   */
  readonly maxInterval?: Duration;

  /**
   * After this time a request is given up, and its data is lost. Zero: never. Shorter than a pause fails.
   *
   * @default - never
   */
  readonly maxElapsedTime?: Duration;
}

/** Fails on options of a queue that contradict each other, or that the collector refuses. */
export function requireQueue(caller: string, options: SendingQueueOptions = {}): void {
  requireRole(caller, 'storage', options.storage);
  const idle = options.enabled === false ? Object.entries(options).find(([option, value]) => option !== 'enabled' && value !== undefined) : undefined;
  if (idle) {
    fail(caller, { what: `the queue is off, and ${idle[0]} is given`, why: 'it would have no effect', fix: `leave ${idle[0]} or enabled: false out` });
  }
  const { batchMinSize: min, batchMaxSize: max, batchFlushTimeout: flush } = options;
  if (min && max && min.sizer !== max.sizer) {
    fail(caller, {
      what: `batchMinSize is in ${min.sizer}, batchMaxSize in ${max.sizer}`,
      why: 'a batch is counted in one unit',
      fix: `batchMaxSize: QueueSize.${min.sizer}(…)`,
    });
  }
  if (flush && !min && !max) {
    fail(caller, {
      what: 'batchFlushTimeout without batchMinSize or batchMaxSize',
      why: 'without a size nothing is batched, and the time means nothing',
      fix: 'batchMinSize: QueueSize.bytes(Size.kibibytes(512))',
    });
  }
  if ((flush && flush.toMilliseconds() <= 0) || (options.consumers !== undefined && !(options.consumers >= 1))) {
    fail(caller, {
      what: flush && flush.toMilliseconds() <= 0 ? 'batchFlushTimeout is 0' : `consumers is ${options.consumers}`,
      why: 'the collector refuses what is not positive',
      fix: 'leave it out',
    });
  }
}

/** Fails on retries that the collector refuses. */
export function requireRetry(caller: string, options: RetryOptions = {}): void {
  const elapsed = options.maxElapsedTime?.toMilliseconds() ?? 0;
  const [initial, longest] = [options.initialInterval ?? INITIAL_INTERVAL, options.maxInterval ?? MAX_INTERVAL].map((time) => time.toMilliseconds());
  if (options.enabled !== false && elapsed > 0 && elapsed < Math.max(initial, longest)) {
    fail(caller, {
      what: `requests are given up after ${elapsed / 1000} s, before the longest pause of ${Math.max(initial, longest) / 1000} s`,
      why: 'the collector refuses a maxElapsedTime that is shorter than a pause',
      fix: `maxInterval: Duration.seconds(${Math.max(1, Math.floor(elapsed / 2000))}), or no maxElapsedTime: then nothing is given up`,
    });
  }
}

const INITIAL_INTERVAL = Duration.seconds(1);
const MAX_INTERVAL = Duration.seconds(30);

/**
 * The `sending_queue` of an exporter.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
 */
export function sendingQueueConfig(options: SendingQueueOptions, context: RenderContext): object {
  if (options.enabled === false) {
    return { enabled: false };
  }
  const queueSize = options.queueSize ?? QueueSize.requests(1000);
  const min = options.batchMinSize;
  const max = options.batchMaxSize;
  return {
    enabled: true,
    storage: options.storage?._id(context),
    sizer: queueSize.sizer,
    queue_size: queueSize.amount,
    num_consumers: options.consumers ?? 10,
    block_on_overflow: options.blockOnOverflow ?? true,
    batch: min || max ? {
      flush_timeout: options.batchFlushTimeout ?? Duration.millis(200),
      sizer: (min ?? max)!.sizer,
      min_size: min?.amount ?? 0,
      max_size: max?.amount,
    } : undefined,
  };
}

/** The `retry_on_failure` of an exporter. */
export function retryConfig(options: RetryOptions): object {
  return options.enabled === false ? { enabled: false } : {
    enabled: true,
    initial_interval: options.initialInterval ?? INITIAL_INTERVAL,
    max_interval: options.maxInterval ?? MAX_INTERVAL,
    max_elapsed_time: options.maxElapsedTime ?? Duration.seconds(0),
  };
}
