import { Duration } from 'cdk8s';
import { requirePositive, requireWhole } from '../bounds';
import { Processor } from '../component';

/** Options of the delta-to-cumulative processor. */
export interface DeltaToCumulativeProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * After how long without a point a stream is forgotten. Zero fails.
   *
   * @default Duration.minutes(5)
   */
  readonly maxStale?: Duration;

  /**
   * How many streams are kept in memory. Points of further ones are dropped, so that memory stays bounded. Less than
   * one fails.
   *
   * @default 1000000
   */
  readonly maxStreams?: number;
}

/**
 * Adds deltas up: remote write takes cumulative points only. Points that are cumulative already pass unchanged.
 *
 * The sums are in memory: after a restart counters begin anew, which rate() takes for a reset.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/deltatocumulativeprocessor/README.md
 */
export class DeltaToCumulativeProcessor extends Processor {
  /** After how long without a point a stream is forgotten. */
  public readonly maxStale: Duration;
  /** How many streams are kept in memory. */
  public readonly maxStreams: number;

  public constructor(props: DeltaToCumulativeProcessorProps = {}) {
    super('delta_to_cumulative', props.name);
    this.maxStale = props.maxStale ?? Duration.minutes(5);
    this.maxStreams = props.maxStreams ?? 1_000_000;
    requirePositive('DeltaToCumulativeProcessor', 'maxStale', props.maxStale, 'Duration.minutes(5)');
    requireWhole('DeltaToCumulativeProcessor', 'maxStreams', props.maxStreams, 1);
  }

  /** @internal */
  protected _config(): object {
    return { max_stale: this.maxStale, max_streams: this.maxStreams };
  }
}
