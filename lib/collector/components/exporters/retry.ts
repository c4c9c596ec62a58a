import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { requireOn } from '../bounds';

/** How failed requests are repeated. */
export interface RetryOptions {
  /**
   * Whether failed requests are repeated. If not, any other option fails.
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

const INITIAL_INTERVAL = Duration.seconds(1);
const MAX_INTERVAL = Duration.seconds(30);

/** Fails on retries that contradict each other, or that the collector refuses. */
export function requireRetry(caller: string, options: RetryOptions = {}): void {
  requireOn(caller, 'the retry', options);
  const elapsed = options.maxElapsedTime?.toMilliseconds() ?? 0;
  const [initial, longest] = [options.initialInterval ?? INITIAL_INTERVAL, options.maxInterval ?? MAX_INTERVAL].map((time) => time.toMilliseconds());
  if (elapsed > 0 && elapsed < Math.max(initial, longest)) {
    fail(caller, {
      what: `requests are given up after ${elapsed / 1000} s, before the longest pause of ${Math.max(initial, longest) / 1000} s`,
      why: 'the collector refuses a maxElapsedTime that is shorter than a pause',
      fix: `maxInterval: Duration.seconds(${Math.max(1, Math.floor(elapsed / 2000))}), or no maxElapsedTime: then nothing is given up`,
    });
  }
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
