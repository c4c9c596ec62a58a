import { Duration } from 'cdk8s';
import { ThanosRetention } from '../compactor/retention';

/** How far back a query of one moment looks for samples of five minutes. */
const SHORT_RAW_RETENTION = Duration.days(14);

/** Whether samples are there in a coarse resolution only, of an age at which rules and panels still ask for them. */
export function outlivesRaw({ raw, fiveMinutes }: ThanosRetention): boolean {
  const short = raw !== undefined && raw.toMilliseconds() < SHORT_RAW_RETENTION.toMilliseconds();
  return short && (fiveMinutes === undefined || fiveMinutes.toMilliseconds() > raw.toMilliseconds());
}

/** The coarsest samples that a query of one moment has to take to find any; nothing when raw ones are there for long. */
export function instantResolution(retention: ThanosRetention): Duration | undefined {
  return outlivesRaw(retention) ? Duration.hours(1) : undefined;
}
