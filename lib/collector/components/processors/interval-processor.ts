import { Duration } from 'cdk8s';
import { requirePositive } from '../bounds';
import { Processor } from '../component';

/** Options of the interval processor. */
export interface IntervalProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How often the newest point of every series is sent. Zero fails.
   *
   * @default Duration.seconds(60)
   */
  readonly interval?: Duration;

  /**
   * Whether every point of a gauge is sent at once. If not, the newest of an interval is.
   *
   * @default false
   */
  readonly passThroughGauges?: boolean;

  /**
   * Whether every point of a summary is sent at once. If not, the newest of an interval is.
   *
   * @default false
   */
  readonly passThroughSummaries?: boolean;
}

/**
 * Sends the newest point of every series once in an interval, so that metrics that come too often cost less.
 *
 * Cumulative sums and histograms, gauges and summaries are held back, in memory: what waits is lost with the process, and the next interval
 * makes up for it. Deltas and sums that can fall pass at once.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/intervalprocessor/README.md
 */
export class IntervalProcessor extends Processor {
  /** How often the newest point of every series is sent. */
  public readonly interval: Duration;
  private readonly props: IntervalProcessorProps;

  public constructor(props: IntervalProcessorProps = {}) {
    super('interval', props.name);
    this.props = props;
    this.interval = props.interval ?? Duration.seconds(60);
    requirePositive('IntervalProcessor', 'interval', props.interval, 'Duration.seconds(60)');
  }

  /** @internal */
  protected _config(): object {
    return {
      interval: this.interval,
      pass_through: { gauge: this.props.passThroughGauges ?? false, summary: this.props.passThroughSummaries ?? false },
    };
  }
}
