import { Duration } from 'cdk8s';
import { requireInterval } from './collection-interval';
import { fail } from '../validation';
import { goDuration } from '../wiring/go-duration';

/** How often targets of a tier are scraped. */
export interface ScrapeTierProps {
  /** How often. Zero fails. */
  readonly interval: Duration;

  /**
   * How long a target may take. Zero, and longer than the interval, fail.
   *
   * @default - 10 seconds, or the interval when it is shorter
   */
  readonly timeout?: Duration;
}

/** What a target is allowed to take when nobody says: as Prometheus, and the collector. */
const USUAL_TIMEOUT = Duration.seconds(10);

/**
 * How important targets are, and so how often they are scraped: a scrape every 15 seconds costs four times the samples of one a minute.
 */
export class ScrapeTier {
  /** Every 15 seconds: what pages somebody. */
  public static readonly CRITICAL = new ScrapeTier('critical', { interval: Duration.seconds(15) });
  /** Every minute. */
  public static readonly NORMAL = new ScrapeTier('normal', { interval: Duration.minutes(1) });
  /** Every five minutes: what somebody looks at now and then. Instant queries of Prometheus look back five minutes: expect gaps in graphs. */
  public static readonly DEVELOPMENT = new ScrapeTier('development', { interval: Duration.minutes(5) });

  /** What annotations call it. */
  public readonly name: string;
  /** How often its targets are scraped. */
  public readonly interval: Duration;
  /** How long a target may take. */
  public readonly timeout: Duration;

  /**
   * A tier of one's own.
   *
   * @param name what annotations call it: lower-case letters, digits and hyphens; anything else fails
   * @param props how often
   */
  public constructor(name: string, props: ScrapeTierProps) {
    const { interval, timeout = props.interval.toMilliseconds() < USUAL_TIMEOUT.toMilliseconds() ? props.interval : USUAL_TIMEOUT } = props;
    const caller = `tier '${name}'`;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      fail('ScrapeTier', {
        what: `'${name}' is not the name of a tier`,
        why: 'it is the value of an annotation, and the end of the name of a job',
        fix: "lower-case letters, digits and hyphens: new ScrapeTier('batch', { interval: Duration.minutes(2) })",
      });
    }
    this.name = name;
    this.interval = requireInterval(caller, 'interval', interval, 'nothing would ever be scraped');
    this.timeout = requireInterval(caller, 'timeout', timeout, 'no target could answer');
    if (timeout.toMilliseconds() > interval.toMilliseconds()) {
      fail(caller, {
        what: `timeout ${goDuration(timeout)} is longer than interval ${goDuration(interval)}`,
        why: 'Prometheus and the collector refuse it',
        fix: `timeout: at most ${goDuration(interval)}`,
      });
    }
  }
}
