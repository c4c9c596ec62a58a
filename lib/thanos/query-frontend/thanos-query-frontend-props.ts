import { Duration } from 'cdk8s';
import { ThanosResponseCacheProps } from './response-cache';
import { ClusterIdentity, QueryEndpoint } from '../../wiring';
import { ThanosOptions } from '../thanos-options';

/**
 * Options of a frontend before Query.
 *
 * By default each replica gets 1 GiB of memory and from 0.2 to 2 cores.
 *
 * @see https://thanos.io/tip/components/query-frontend.md/
 */
export interface ThanosQueryFrontendOptions extends ThanosOptions {
  /**
   * How many replicas there are. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The pieces into which ranges are cut, for samples and for labels. They are answered at the same time, and cached. None together with a cache is
   * a problem.
   *
   * @default Duration.days(1)
   */
  readonly splitInterval?: Duration;

  /**
   * How often a piece that fails is tried again.
   *
   * @default 5
   */
  readonly maxRetries?: number;

  /**
   * The cache of answers.
   *
   * @default - 256 MiB in the memory of each replica
   */
  readonly responseCache?: ThanosResponseCacheProps;

  /**
   * Queries that take longer are written to the log.
   *
   * @default Duration.seconds(10)
   */
  readonly logQueriesLongerThan?: Duration;

  /**
   * How many parts of an expression are evaluated at the same time, by shards of its series.
   *
   * @default - expressions are not taken apart
   */
  readonly verticalShards?: number;

  /**
   * Headers of queries that are handed on.
   *
   * @default - none
   */
  readonly forwardHeaders?: string[];

  /**
   * The header that names the tenant. Answers are cached for each tenant by itself.
   *
   * @default 'THANOS-TENANT'; in a stack the header of the tenancy of Query
   */
  readonly tenantHeader?: string;
}

/** A frontend, and before whom it is. */
export interface ThanosQueryFrontendProps extends ThanosQueryFrontendOptions {
  /** Who answers: a Query, or a Prometheus. */
  readonly downstream: QueryEndpoint;

  /**
   * The cluster in which it runs.
   *
   * @default - it is not said
   */
  readonly cluster?: ClusterIdentity;
}
