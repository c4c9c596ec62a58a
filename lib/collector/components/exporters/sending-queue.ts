import { Duration, Size } from 'cdk8s';
import { bytesOf } from '../../../kubernetes/quantities';
import { Extension, RenderContext } from '../component';

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

  private constructor(
    /** `bytes`, `items` or `requests`. */
    public readonly sizer: string,
    /** How many of them. */
    public readonly amount: number,
  ) {}
}

/** What waits for a destination, and how it is sent. */
export interface SendingQueueOptions {
  /**
   * Where what waits is kept. With a `FileStorageExtension` on a persistent volume it survives kill -9 and restarts.
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
   * How many requests are under way at once.
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
   * A batch is sent when it has this much. In the same unit as `batchMaxSize`, and not in requests.
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
   * A batch is sent after this time, however small it is.
   *
   * @default Duration.millis(200)
   */
  readonly batchFlushTimeout?: Duration;
}

/** How failed requests are repeated. */
export interface RetryOptions {
  /**
   * Whether they are.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The first pause.
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
   * After this time a request is given up, and its data is lost. Zero: never.
   *
   * @default - never
   */
  readonly maxElapsedTime?: Duration;
}

/**
 * The `sending_queue` of an exporter.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
 */
export function sendingQueueConfig(options: SendingQueueOptions, context: RenderContext): object {
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
    initial_interval: options.initialInterval ?? Duration.seconds(1),
    max_interval: options.maxInterval ?? Duration.seconds(30),
    max_elapsed_time: options.maxElapsedTime ?? Duration.seconds(0),
  };
}
