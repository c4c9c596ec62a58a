import { Duration } from 'cdk8s';
import { ThanosStoreWindow } from './windows';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { durationLiteral } from '../../wiring/duration-literal';

/** How late a store gateway may be, and who it takes over from. */
export interface StoreSurroundings {
  /** How often it looks for blocks. */
  readonly syncInterval: Duration;
  /** How long those who write have samples themselves. */
  readonly localRetention?: Duration;
}

/** A window in milliseconds of age. */
interface Span {
  readonly name: string;
  readonly oldest: number;
  readonly youngest: number;
}

function spanOf({ name, oldest, youngest }: ThanosStoreWindow): Span {
  return { name, oldest: oldest?.toMilliseconds() ?? Infinity, youngest: youngest?.toMilliseconds() ?? 0 };
}

/** Judges a window by itself. */
export function windowFindings(window: ThanosStoreWindow): Finding[] {
  const span = spanOf(window);
  return [...shardFindings(window), ...(isEmpty(span) ? [emptyFinding(span)] : [])];
}

/** Judges whether every sample is in some window, also in the moment in which it wanders from one to the next. */
export function coverageFindings(windows: readonly ThanosStoreWindow[], surroundings: StoreSurroundings): Finding[] {
  const spans = windows.map(spanOf);
  return spans.some(isEmpty) || spans.length === 0
    ? []
    : [...oldestFindings(spans), ...seamFindings(spans, surroundings), ...youngestFindings(spans, surroundings)];
}

function isEmpty({ oldest, youngest }: Span): boolean {
  return oldest <= youngest;
}

function shardFindings({ name, shards = 1 }: ThanosStoreWindow): Finding[] {
  return Number.isInteger(shards) && shards >= 1 ? [] : [{
    what: `the window '${name}' has ${shards} shards`,
    why: 'nobody would answer with its blocks',
    fix: 'shards: 1, or more',
  }];
}

function emptyFinding({ name, oldest, youngest }: Span): Finding {
  return {
    what: `the window '${name}' reaches from an age of ${written(youngest)} to one of ${written(oldest)}`,
    why: 'no sample is that old and that young: store gateways do not start when --min-time is greater than --max-time',
    fix: `oldest: more than ${written(youngest)}`,
  };
}

function oldestFindings(spans: readonly Span[]): Finding[] {
  const last = spans.reduce((one, other) => other.oldest > one.oldest ? other : one);
  return last.oldest === Infinity ? [] : [{
    what: `no window has samples older than ${written(last.oldest)}`,
    why: 'they stay in the bucket, are paid for, and are missing in every answer',
    fix: `leave oldest out in the window '${last.name}'`,
  }];
}

/** Store gateways see blocks at their own pace: where two windows meet, both must have the samples for a while. */
function seamFindings(spans: readonly Span[], { syncInterval }: StoreSurroundings): Finding[] {
  const least = syncInterval.toMilliseconds();
  const ordered = [...spans].sort((one, other) => one.youngest - other.youngest || one.oldest - other.oldest);
  return ordered.slice(1).flatMap((older, index) => {
    const younger = ordered.slice(0, index + 1).reduce((one, other) => other.oldest > one.oldest ? other : one);
    return younger.oldest - older.youngest >= least ? [] : [{
      what: `the window '${younger.name}' ends at an age of ${written(younger.oldest)}, and '${older.name}' begins at ${written(older.youngest)}`,
      why: `store gateways look for blocks every ${written(least)}: one would give samples up before the other has them, and answers have gaps`,
      fix: `youngest: ${durationLiteral(Math.max(0, younger.oldest - least))} for '${older.name}', or less`,
    }];
  });
}

function youngestFindings(spans: readonly Span[], { localRetention }: StoreSurroundings): Finding[] {
  const first = spans.reduce((one, other) => other.youngest < one.youngest ? other : one);
  const kept = localRetention?.toMilliseconds();
  return kept === undefined || first.youngest < kept ? [] : [{
    what: `the window '${first.name}' begins at an age of ${written(first.youngest)}, and those who write have samples for ${written(kept)}`,
    why: 'samples in between are in the bucket only, and nobody answers with them',
    fix: `youngest: less than ${written(kept)}, or none`,
  }];
}

function written(milliseconds: number): string {
  return prometheusDuration(milliseconds);
}
