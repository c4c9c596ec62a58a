import { Duration, Size } from 'cdk8s';
import { TempoLimits } from './tempo-limits';
import { bytesOf, readableSize } from '../../kubernetes/quantities';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { decided } from '../../wiring/mapping';

/** The largest request that distributors take: half of what components take of each other, so that what is handed on fits. */
export const LARGEST_REQUEST = Size.mebibytes(8);

/** What a tenant may do when nobody says otherwise. */
const DEFAULTS = {
  ingestionRate: Size.mebibytes(30),
  maxTraceSize: Size.mebibytes(5),
  maxLiveTraces: 10_000,
} as const satisfies TempoLimits;

/** Overrides, in blocks. */
export interface OverridesDocument {
  readonly [block: string]: { readonly [key: string]: unknown };
}

/** What is said of everybody or of one tenant, and how long its traces are kept. */
export interface LimitsPlan {
  readonly limits: TempoLimits;
  readonly retention: Duration;
}

/**
 * Limits in the words of Tempo, all of them: where a tenant has overrides, Tempo takes what they do not say for zero, and zero is a rate at which no span is taken.
 *
 * @see https://github.com/grafana/tempo/blob/v3.0.3/modules/overrides/runtime_config_overrides.go
 */
export function limitsDocument({ limits, retention }: LimitsPlan): OverridesDocument {
  const { ingestionRate, ingestionBurst, maxLiveTraces, maxSearchRange, maxTraceSize } = { ...DEFAULTS, ...decided(limits) };
  return {
    ingestion: {
      rate_limit_bytes: bytesOf(ingestionRate),
      // a rate that is more than the burst could never be reached
      burst_size_bytes: ingestionBurst === undefined ? Math.max(bytesOf(ingestionRate), bytesOf(DEFAULTS.ingestionRate)) : bytesOf(ingestionBurst),
      max_traces_per_user: maxLiveTraces,
      // senders are told when to try again
      retry_info_enabled: true,
    },
    read: { max_bytes_per_tag_values_query: 1_000_000, max_search_duration: prometheusDuration((maxSearchRange ?? retention).toMilliseconds()) },
    compaction: { block_retention: prometheusDuration(retention.toMilliseconds()) },
    global: { max_bytes_per_trace: bytesOf(maxTraceSize) },
  };
}

/** Judges limits. */
export function limitFindings(whose: string, limits: TempoLimits): Finding[] {
  return [
    ...(['ingestionRate', 'maxTraceSize'] as const).flatMap((property) => sizeFindings(whose, property, limits[property])),
    ...burstFindings(whose, limits.ingestionBurst),
    ...countFindings(whose, limits.maxLiveTraces),
    ...limits.maxSearchRange?.toMilliseconds() !== 0 ? [] : [{
      what: `maxSearchRange of ${whose} is 0s`,
      why: 'Tempo takes it for no limit, not for nothing',
      fix: 'maxSearchRange: Duration.days(7), or leave it out',
    }],
  ];
}

function sizeFindings(whose: string, property: 'ingestionRate' | 'maxTraceSize', size: Size | undefined): Finding[] {
  return size === undefined || bytesOf(size) > 0 ? [] : [{
    what: `${property} of ${whose} is ${readableSize(size)}`,
    why: property === 'maxTraceSize' ? 'Tempo takes it for no limit: one trace could take all memory' : 'Tempo would take no span',
    fix: `${property}: Size.mebibytes(${DEFAULTS[property].toMebibytes()}), or leave it out`,
  }];
}

function burstFindings(whose: string, burst: Size | undefined): Finding[] {
  return burst === undefined || bytesOf(burst) >= bytesOf(LARGEST_REQUEST) ? [] : [{
    what: `ingestionBurst of ${whose} is ${readableSize(burst)}, and requests of ${readableSize(LARGEST_REQUEST)} are taken`,
    why: 'a request that is larger than the burst is refused, however little was written before: its sender tries again until it gives up, and the spans are lost',
    fix: `ingestionBurst: Size.mebibytes(${LARGEST_REQUEST.toMebibytes()}) at least, or leave it out`,
  }];
}

function countFindings(whose: string, count: number | undefined): Finding[] {
  return count === undefined || (Number.isInteger(count) && count >= 1) ? [] : [{
    what: `maxLiveTraces of ${whose} is ${count}`,
    why: count === 0 ? 'Tempo takes 0 for no limit at all: one tenant could take all memory' : 'Tempo counts in whole numbers, one at least',
    fix: `maxLiveTraces: ${Math.max(1, Math.round(count)) || DEFAULTS.maxLiveTraces}`,
  }];
}
