import { Duration, Size } from 'cdk8s';
import { RuleGroup } from '../../policy/rules';
import { IObjectStore } from '../../storage';
import { AlertmanagerEndpoint, ClusterIdentity, QueryEndpoint, RemoteWriteEndpoint } from '../../wiring';
import { ThanosOptions } from '../thanos-options';

/**
 * Options of a ruler.
 *
 * By default each replica gets 1 GiB of memory and from 0.2 to 2 cores.
 *
 * @see https://thanos.io/tip/components/rule.md/
 */
export interface ThanosRulerOptions extends ThanosOptions {
  /**
   * Groups of recording and alerting rules. Two of one name, what Thanos does not know, and no group at all are problems: an experimental function needs
   * `--enable-feature` in `extraArgs`. Groups of others are `RuleGroup.fromFile`.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
   */
  readonly ruleGroups: RuleGroup[];

  /**
   * How many replicas there are. Each evaluates every rule; alerts of all of them are one. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Who is told of alerts: every replica of them. Alerts without anybody who is told are a problem.
   *
   * @default - nobody
   */
  readonly alertmanagers?: AlertmanagerEndpoint[];

  /**
   * Where people look an expression up that an alert links to.
   *
   * @default - links have no host, and lead nowhere
   */
  readonly alertQueryUrl?: string;

  /**
   * How often rules are evaluated whose group says nothing else.
   *
   * @default Duration.minutes(1)
   */
  readonly evaluationInterval?: Duration;

  /**
   * External labels beyond those of the cluster.
   *
   * @default - `ruler_cluster`, `ruler_region` and `ruler_replica`
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Where results are written to, instead of blocks of its own.
   *
   * @default - it keeps them in blocks, which it uploads
   */
  readonly remoteWriteTo?: RemoteWriteEndpoint[];

  /**
   * How long each replica keeps blocks that it has uploaded.
   *
   * @default Duration.hours(48)
   */
  readonly localRetention?: Duration;

  /**
   * The volume of each replica.
   *
   * @default Size.gibibytes(10)
   */
  readonly volume?: Size;

  /**
   * The class of the volumes.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/** A ruler, whom it asks, and where it keeps results. */
export interface ThanosRulerProps extends ThanosRulerOptions {
  /**
   * The cluster in which it runs. It is announced as `ruler_cluster` and `ruler_region`: the labels of who keeps series win over those of the series.
   */
  readonly cluster: ClusterIdentity;

  /** By whom expressions are evaluated: a Query, not a frontend, whose answers may be old. Of several, one is asked for each rule. None is a problem. */
  readonly queries: QueryEndpoint[];

  /**
   * Where its blocks are kept. Together with `remoteWriteTo`, or neither of them, it is a problem.
   *
   * @default - results are written to `remoteWriteTo`
   */
  readonly objectStore?: IObjectStore;
}
