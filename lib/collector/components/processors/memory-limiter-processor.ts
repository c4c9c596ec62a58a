import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { Processor } from '../component';

/** Options of the memory limiter. */
export interface MemoryLimiterProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How often memory is measured. Zero fails: the collector would not start.
   *
   * @default Duration.seconds(1)
   */
  readonly checkInterval?: Duration;

  /**
   * Percent of the container's memory limit at which data is refused and a collection forced. From 1 to 99; a
   * fraction fails.
   *
   * @default 80
   */
  readonly limitPercentage?: number;

  /**
   * Percent of the container's memory limit that is left for what arrives between two measurements: data is refused from
   * `limitPercentage - spikeLimitPercentage` on. Less than `limitPercentage`; a fraction fails.
   *
   * @default 20
   */
  readonly spikeLimitPercentage?: number;
}

/**
 * Refuses data, with an error that clients retry, before the kernel kills the process. First in every pipeline.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/memorylimiterprocessor/README.md
 */
export class MemoryLimiterProcessor extends Processor {
  /** How often memory is measured. */
  public readonly checkInterval: Duration;
  /** Percent of the container's memory limit at which data is refused and a collection forced. */
  public readonly limitPercentage: number;
  /** Percent of the container's memory limit that is left for what arrives between two measurements. */
  public readonly spikeLimitPercentage: number;

  public constructor(props: MemoryLimiterProcessorProps = {}) {
    super('memory_limiter', props.name);
    this.checkInterval = props.checkInterval ?? Duration.seconds(1);
    this.limitPercentage = props.limitPercentage ?? 80;
    this.spikeLimitPercentage = props.spikeLimitPercentage ?? 20;
    if (this.checkInterval.toMilliseconds() <= 0) {
      fail('MemoryLimiterProcessor', {
        what: 'checkInterval is 0',
        why: 'the collector refuses it: memory would never be measured',
        fix: 'checkInterval: Duration.seconds(1)',
      });
    }
    const [limit, spike] = [this.limitPercentage, this.spikeLimitPercentage];
    if (![limit, spike].every(Number.isInteger) || !(0 < spike && spike < limit && limit < 100)) {
      fail('MemoryLimiterProcessor', {
        what: `limitPercentage ${limit} with spikeLimitPercentage ${spike}`,
        why: 'the collector needs 0 < spikeLimitPercentage < limitPercentage < 100, or it would never refuse in time, and cuts fractions off',
        fix: 'limitPercentage: 80, spikeLimitPercentage: 20',
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      check_interval: this.checkInterval,
      limit_percentage: this.limitPercentage,
      spike_limit_percentage: this.spikeLimitPercentage,
    };
  }
}
