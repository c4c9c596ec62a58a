import { Duration } from 'cdk8s';
import { goDuration } from '../../wiring/go-duration';
import { FlagValues } from '../flags/setting';

/** How queries of one kind are split, tried again and cached. */
export interface QuerySplitting {
  /** The pieces into which a range is cut; 0 does not cut. */
  readonly splitInterval?: Duration;
  readonly maxRetries?: number;
  readonly maxParallelism?: number;
  readonly cacheFile?: string;
  /** How young an answer must not be to be cached. */
  readonly cacheMaxFreshness?: Duration;
}

/** What is known of a Query Frontend. */
export interface QueryFrontendPlan {
  readonly downstreamUrl: string;
  readonly ranges?: QuerySplitting;
  readonly labels?: QuerySplitting;
  /** The range of queries for labels that name none. */
  readonly labelsDefaultTimeRange?: Duration;
  readonly cacheCompression?: 'snappy';
  readonly compressResponses?: boolean;
  readonly downstreamTripperFile?: string;
  readonly logQueriesLongerThan?: Duration;
  readonly verticalShards?: number;
  readonly forwardHeaders?: readonly string[];
  /** The header of the tenant, which also names who has asked in the log of slow queries. */
  readonly tenantHeader?: string;
}

/** What a Query Frontend is started with. */
export function queryFrontendFlags(plan: QueryFrontendPlan): FlagValues {
  return {
    'query-frontend.downstream-url': plan.downstreamUrl,
    ...splittingFlags('query-range', plan.ranges),
    ...splittingFlags('labels', plan.labels),
    'labels.default-time-range': written(plan.labelsDefaultTimeRange),
    'cache-compression-type': plan.cacheCompression,
    'query-frontend.compress-responses': plan.compressResponses,
    'query-frontend.downstream-tripper-config-file': plan.downstreamTripperFile,
    'query-frontend.log-queries-longer-than': written(plan.logQueriesLongerThan),
    'query-frontend.vertical-shards': plan.verticalShards,
    'query-frontend.forward-header': plan.forwardHeaders,
    'query-frontend.tenant-header': plan.tenantHeader,
  };
}

function splittingFlags(kind: 'query-range' | 'labels', splitting: QuerySplitting = {}): FlagValues {
  return {
    [`${kind}.split-interval`]: written(splitting.splitInterval),
    [`${kind}.max-retries-per-request`]: splitting.maxRetries,
    [`${kind}.max-query-parallelism`]: splitting.maxParallelism,
    [`${kind}.response-cache-config-file`]: splitting.cacheFile,
    [`${kind}.response-cache-max-freshness`]: written(splitting.cacheMaxFreshness),
  };
}

function written(duration: Duration | undefined): string | undefined {
  return duration && goDuration(duration);
}
