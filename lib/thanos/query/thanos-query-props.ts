import { Duration } from 'cdk8s';
import { ClusterIdentity, ServerTls, StoreApi } from '../../wiring';
import { ThanosTenancy } from '../tenancy';
import { ThanosOptions } from '../thanos-options';

/** What evaluates expressions of PromQL. */
export enum ThanosQueryEngine {
  /** The engine of Prometheus. */
  PROMETHEUS = 'prometheus',
  /** The engine of Thanos: faster where it knows an expression, that of Prometheus elsewhere. */
  THANOS = 'thanos',
}

/** Where expressions are evaluated. */
export enum ThanosQueryMode {
  /** All here. */
  LOCAL = 'local',
  /** What can be by each Query that is asked: it gives results, not series. Needs the engine of Thanos. */
  DISTRIBUTED = 'distributed',
}

/**
 * Options of Query.
 *
 * By default each replica gets 2 GiB of memory and from 0.5 to 4 cores.
 *
 * @see https://thanos.io/tip/components/query.md/
 */
export interface ThanosQueryOptions extends ThanosOptions {
  /**
   * How many replicas there are. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * External labels that tell replicas apart, beyond those that `storeApis` know of.
   *
   * @default - those of `storeApis`
   */
  readonly replicaLabels?: string[];

  /**
   * What evaluates expressions.
   *
   * @default - the engine of Prometheus; with the mode DISTRIBUTED that of Thanos
   */
  readonly engine?: ThanosQueryEngine;

  /**
   * Where they are evaluated. DISTRIBUTED is a problem with the engine of Prometheus, and when somebody is asked who is no Query: it would be left out.
   *
   * @default ThanosQueryMode.LOCAL
   */
  readonly mode?: ThanosQueryMode;

  /**
   * Labels by which those who are asked in the mode DISTRIBUTED have different series, for example `cluster`.
   *
   * @default - none
   */
  readonly partitionLabels?: string[];

  /**
   * How long a query may take.
   *
   * @default Duration.minutes(2)
   */
  readonly timeout?: Duration;

  /**
   * How long one that is asked may send nothing before it is left out. Longer than `timeout` is a problem.
   *
   * @default - as long as the query
   */
  readonly storeResponseTimeout?: Duration;

  /**
   * How many queries each replica works on at the same time.
   *
   * @default 20
   */
  readonly maxConcurrent?: number;

  /**
   * Whether an answer may lack what somebody who is asked did not give. It says so, in a warning that few look at.
   *
   * @default true
   */
  readonly partialResponse?: boolean;

  /**
   * The coarsest samples that a query of one moment may take.
   *
   * @default - raw ones; a stack says an hour when raw samples are kept for less than two weeks
   */
  readonly instantMaxSourceResolution?: Duration;

  /**
   * Answers each tenant with what is its own. The tenant is believed: a proxy before Query has to make sure of who asks.
   *
   * @default - everybody sees everything
   */
  readonly tenancy?: ThanosTenancy;

  /**
   * How its StoreAPI is protected, for a Query of another cluster that asks it.
   *
   * @default - plain text
   */
  readonly grpcTls?: ServerTls;
}

/** A Query, and whom it asks. */
export interface ThanosQueryProps extends ThanosQueryOptions {
  /**
   * Who is asked. `addStoreApi` adds further ones. The same address twice, a TLS of its own for what is looked up, and nobody at all are problems.
   *
   * @default - whom `addStoreApi` adds
   */
  readonly storeApis?: StoreApi[];

  /**
   * The cluster in which it runs.
   *
   * @default - it is not said
   */
  readonly cluster?: ClusterIdentity;
}
