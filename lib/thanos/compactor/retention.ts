import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { FlagValues } from '../flags/setting';

/**
 * How long samples are kept, by their resolution. Every resolution covers all of the past for which it is kept: a longer retention of a coarse one
 * keeps long ranges fast and cheap after the raw samples are gone.
 *
 * @see https://thanos.io/tip/components/compact.md/#downsampling
 */
export interface ThanosRetention {
  /**
   * Samples as they were written. Less than 40 hours fails while samples of five minutes are made of them; nothing fails.
   *
   * @default - for ever
   */
  readonly raw?: Duration;

  /**
   * Aggregates of five minutes, which are made of blocks of two days. Less than 10 days fails while those of an hour are made of them; nothing fails.
   *
   * @default - for ever
   */
  readonly fiveMinutes?: Duration;

  /**
   * Aggregates of an hour, which are made of blocks of two weeks. Nothing fails.
   *
   * @default - for ever
   */
  readonly oneHour?: Duration;
}

/** Of which age Thanos wants a resolution to be before it makes the next one of it. */
const LEAST = { raw: Duration.hours(40), fiveMinutes: Duration.days(10) } as const;

const NEXT = { raw: 'five minutes', fiveMinutes: 'an hour' } as const;

const RESOLUTIONS = ['raw', 'fiveMinutes', 'oneHour'] as const;

/** The flags of a retention: what is kept for ever is not said. */
export function retentionFlags(retention: ThanosRetention): FlagValues {
  return {
    'retention.resolution-raw': written(retention.raw),
    'retention.resolution-5m': written(retention.fiveMinutes),
    'retention.resolution-1h': written(retention.oneHour),
  };
}

/** The time after which nothing is left; undefined when something is kept for ever. */
export function longestRetention(retention: ThanosRetention): Duration | undefined {
  const kept = RESOLUTIONS.map((resolution) => retention[resolution]?.toMilliseconds() ?? Infinity);
  return kept.includes(Infinity) ? undefined : Duration.millis(Math.max(...kept));
}

/** Judges a retention whose coarser resolutions are made. */
export function downsampledRetentionFindings(retention: ThanosRetention): Finding[] {
  return (['raw', 'fiveMinutes'] as const).flatMap((resolution) => {
    const [kept, least] = [retention[resolution], LEAST[resolution]];
    return kept === undefined || kept.toMilliseconds() === 0 || kept.toMilliseconds() >= least.toMilliseconds() ? [] : [{
      what: `${resolution} is kept for ${written(kept)}`,
      why: `aggregates of ${NEXT[resolution]} are made of it at an age of ${written(least)}: the compactor does not start, because they would never be`,
      fix: `${resolution}: ${resolution === 'raw' ? 'Duration.hours(40)' : 'Duration.days(10)'} at least, or downsampling: false`,
    }];
  });
}

/** Judges a retention by itself. */
export function retentionFindings(retention: ThanosRetention): Finding[] {
  return RESOLUTIONS.filter((resolution) => retention[resolution]?.toMilliseconds() === 0).map((resolution) => ({
    what: `${resolution} is kept for 0s`,
    why: 'Thanos takes it for ever, not for nothing',
    fix: `leave ${resolution} out to keep it for ever, or give it a time`,
  }));
}

function written(duration: Duration | undefined): string | undefined {
  return duration && prometheusDuration(duration.toMilliseconds());
}
