import { RuleGroup } from '../rules';

/** How much a policy hurts. */
export enum BreakageSeverity {
  /** Something that is named is taken away: there is no result any longer, or a wrong one. */
  ERROR = 'error',
  /** The result has other labels or other values, or nobody can tell. */
  WARNING = 'warning',
}

/** Something that a policy breaks. */
export interface Breakage {
  /** How much it hurts. */
  readonly severity: BreakageSeverity;

  /** The alert, recording rule, panel or variable: `alert KubePodCrashLooping (group kubernetes-apps)`. */
  readonly where: string;

  /** The expression, as it is written there. */
  readonly expression: string;

  /**
   * The part of the policy: `dropLabels`, `forSeries[0].mapLabels`.
   *
   * @default - no part: the expression cannot be read
   */
  readonly part?: string;

  /** What is missing, or otherwise. */
  readonly what: string;

  /** What the expression would say then. */
  readonly why: string;

  /** What mends it, in the policy or in the expression. */
  readonly fix: string;
}

/** Where the rules and dashboards get their series. */
export interface SeriesSource {
  /**
   * Labels of the series that there are, `__name__` among them, as `/api/v1/series` lists them. With them what happens is known, of the metrics that
   * they have; of others, and without them, any label may be on any series.
   *
   * @see https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
   * @default - nothing is known but what the expressions say themselves
   */
  readonly series?: { [label: string]: string }[];

  /**
   * Whether the expressions are evaluated behind remote write, where aggregated metrics with `keepRaw: false` do not arrive.
   *
   * @default - it is not known: a warning for each expression that reads such a metric
   */
  readonly behindRemoteWrite?: boolean;
}

/** What a policy could break. */
export interface BreaksProps extends SeriesSource {
  /**
   * Documents with alerts and recording rules: rule files (`groups`), PrometheusRule manifests, or lists of them, as plain data. Rules that record
   * what others read belong in the same list. What is no such document fails.
   *
   * @default - none
   */
  readonly rules?: unknown[];

  /**
   * Groups of rules of this program.
   *
   * @default - none
   */
  readonly ruleGroups?: RuleGroup[];

  /**
   * Dashboards of Grafana: their JSON, or ConfigMap manifests with it, as plain data. Panels of other data sources than Prometheus are left alone.
   * What is no such document fails.
   *
   * @default - none
   */
  readonly dashboards?: unknown[];
}
