import { Duration, Size } from 'cdk8s';
import { LokiLimits, LokiStreamRetention } from './loki-limits';
import { bytesOf, readableSize } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { durationLiteral } from '../../wiring/duration-literal';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';
import { selectorFaults } from '../rules/logql/logql';

/** What a tenant may do when nobody says otherwise. */
export const DEFAULT_LIMITS = {
  ingestionRate: Size.mebibytes(4),
  maxStreams: 5000,
  streamRate: Size.mebibytes(3),
  maxLineSize: Size.kibibytes(256),
  truncateLines: true,
  oldestLine: Duration.days(7),
  maxQuerySeries: 500,
  maxQueryLines: 5000,
  maxQueryLength: Duration.hours(30 * 24 + 1),
  maxQueryParallelism: 32,
} as const satisfies LokiLimits;

/** Loki counts in MB of 1024 x 1024 bytes. */
const MEBIBYTE = 1024 * 1024;

/** Below this, Loki refuses a stream's retention, and its compactor keeps everything for a day anyway. */
export const SHORTEST_RETENTION = Duration.days(1);

/** Limits in the words of Loki: of `limits_config`, or of the overrides of a tenant. */
export function limitsDocument(limits: LokiLimits): { readonly [key: string]: unknown } {
  const { ingestionRate, streamRate } = limits;
  const burst = limits.ingestionBurst ?? (ingestionRate && times(ingestionRate, 1.5));
  const streamBurst = limits.streamBurst ?? (streamRate && times(streamRate, 5));
  return decided({
    ingestion_rate_mb: ingestionRate && bytesOf(ingestionRate) / MEBIBYTE,
    ingestion_burst_size_mb: burst && bytesOf(burst) / MEBIBYTE,
    max_global_streams_per_user: limits.maxStreams,
    per_stream_rate_limit: written(streamRate),
    per_stream_rate_limit_burst: written(streamBurst),
    max_line_size: written(limits.maxLineSize),
    max_line_size_truncate: limits.truncateLines,
    enforced_labels: limits.enforcedLabels,
    reject_old_samples_max_age: limits.oldestLine && goDuration(limits.oldestLine),
    max_query_series: limits.maxQuerySeries,
    max_entries_limit_per_query: limits.maxQueryLines,
    max_query_length: limits.maxQueryLength && goDuration(limits.maxQueryLength),
    max_query_parallelism: limits.maxQueryParallelism,
  });
}

/** How long lines are kept. */
export interface Retention {
  readonly retention?: Duration;
  readonly retentionStreams?: readonly LokiStreamRetention[];
}

/** A retention in the words of Loki. */
export function retentionDocument({ retention, retentionStreams = [] }: Retention): { readonly [key: string]: unknown } {
  return decided({
    retention_period: retention && goDuration(retention),
    retention_stream: retentionStreams.length === 0 ? undefined : retentionStreams.map(({ selector, retention: period, priority = 0 }) => ({
      selector, priority, period: goDuration(period),
    })),
  });
}

/**
 * Judges limits.
 *
 * @param rates the rates that hold where these limits say none; undefined when only a Loki knows them
 */
export function limitFindings(whose: string, limits: LokiLimits, rates?: Rates): Finding[] {
  const counts = ['maxStreams', 'maxQuerySeries', 'maxQueryLines', 'maxQueryParallelism'] as const;
  const sizes = ['ingestionRate', 'streamRate', 'maxLineSize'] as const;
  return [
    ...counts.flatMap((property) => countFindings(whose, property, limits[property])),
    ...sizes.flatMap((property) => sizeFindings(whose, property, limits[property])),
    ...burstFindings(whose, limits, rates),
  ];
}

/** What may be written in a second. */
export type Rates = Required<Pick<LokiLimits, 'ingestionRate' | 'streamRate'>>;

/** Judges bursts by the rates beside them, or by those that hold where these limits say none. */
export function burstFindings(whose: string, limits: LokiLimits, rates?: Rates): Finding[] {
  return [
    ...burstFinding(whose, 'ingestionBurst', limits.ingestionBurst, 'ingestionRate', limits.ingestionRate ?? rates?.ingestionRate),
    ...burstFinding(whose, 'streamBurst', limits.streamBurst, 'streamRate', limits.streamRate ?? rates?.streamRate),
  ];
}

function countFindings(whose: string, property: keyof typeof DEFAULT_LIMITS, value: number | undefined): Finding[] {
  return value === undefined || (Number.isInteger(value) && value >= 1) ? [] : [{
    what: `${property} of ${whose} is ${value}`,
    why: value === 0 ? 'Loki takes 0 for no limit at all: one tenant could take everything' : 'Loki counts in whole numbers, one at least',
    fix: `${property}: ${value >= 1 ? Math.round(value) : DEFAULT_LIMITS[property]}`,
  }];
}

function sizeFindings(whose: string, property: string, size: Size | undefined): Finding[] {
  return size === undefined || bytesOf(size) > 0 ? [] : [{
    what: `${property} of ${whose} is ${readableSize(size)}`,
    why: 'Loki would take nothing at all, or take it for no limit',
    fix: `${property}: Size.mebibytes(1), or leave it out`,
  }];
}

function burstFinding(whose: string, property: string, burst: Size | undefined, rateProperty: string, rate: Size | undefined): Finding[] {
  return burst === undefined || rate === undefined || bytesOf(burst) >= bytesOf(rate) ? [] : [{
    what: `${property} of ${whose} is ${readableSize(burst)}, and ${rateProperty} ${readableSize(rate)}`,
    why: 'a request that is larger than the burst is refused, however little was written before: the rate could never be reached',
    fix: `${property}: Size.kibibytes(${bytesOf(times(rate, 1.5)) / 1024}), or leave it out`,
  }];
}

/** Judges how long lines are kept. */
export function retentionFindings(whose: string, { retention, retentionStreams = [] }: Retention): Finding[] {
  return [
    ...retention === undefined ? [] : periodFindings(`retention of ${whose}`, 'retention', retention),
    ...retentionStreams.flatMap(({ selector, retention: period, priority = 0 }) => [
      ...periodFindings(`retention of ${whose} for ${selector}`, 'retention', period),
      ...selectorFaults(selector).map((fault) => ({
        what: `retentionStreams of ${whose} has the selector '${selector}', ${fault}`,
        why: 'Loki does not start with it, or the streams are kept for the wrong time',
        fix: 'selector: \'{k8s_namespace_name="dev"}\'',
      })),
      ...Number.isInteger(priority) && priority >= 0 ? [] : [{
        what: `priority of ${selector} is ${priority}`, why: 'Loki counts priorities in whole numbers', fix: 'priority: 1',
      }],
    ]),
  ];
}

function periodFindings(what: string, property: string, period: Duration): Finding[] {
  return period.toMilliseconds() >= SHORTEST_RETENTION.toMilliseconds() ? [] : [{
    what: `${what} is ${goDuration(period)}`,
    why: period.toMilliseconds() === 0 ? 'Loki takes it for ever, not for nothing' : 'the index is kept in tables of a day: Loki deletes nothing that is younger',
    fix: `${property}: ${durationLiteral(SHORTEST_RETENTION.toMilliseconds())} at least, or leave it out to keep everything`,
  }];
}

function times(size: Size, factor: number): Size {
  return Size.kibibytes(Math.ceil((bytesOf(size) / 1024) * factor));
}

/** Loki reads a plain number of bytes as a text only. */
function written(size: Size | undefined): string | undefined {
  return size && `${bytesOf(size)}B`;
}
