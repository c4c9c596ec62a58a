import { IConstruct } from 'constructs';
import { CardinalityPolicyProps } from './cardinality-policy-props';
import { Compiled } from './compilers/compiled';
import { limitsOfOperator, limitsOfPrometheus } from './compilers/limits';
import { lokiOtlpConfig } from './compilers/loki-labels';
import { ruleGroups } from './compilers/rule-groups';
import { scrapeRelabeling, writeRelabeling } from './compilers/series-relabeling';
import { SpanMetricsLabels, spanMetricsLabels } from './compilers/span-metrics';
import { composePlans } from './compose-policies';
import { contradictions } from './contradictions';
import { interpret, InterpretedStep, seriesOf } from './interpreter';
import { policyFindings } from './policy-findings';
import { PolicyPlan } from './policy-plan';
import { resolvePolicy } from './resolve-policy';
import { failOnFindings } from '../../validation';
import { Breakage, BreaksProps, SeriesSource } from '../breakage/breakage';
import { breakagesOf } from '../breakage/breakages-of';
import { judgeTree } from '../breakage/judge-tree';
import { RelabelConfig } from '../relabel/relabel-config';
import { RuleGroup } from '../rules';

const CALLER = 'CardinalityPolicy';

/** What one part of a policy does to a series. */
export interface PolicyEffect {
  /** The part, as it stands in the policy: `dropLabels`, `forSeries[0].mapLabels`. */
  readonly part: string;

  /** The labels of the series before. */
  readonly before: { readonly [name: string]: string };

  /**
   * The labels of the series afterwards.
   *
   * @default - the part drops the series
   */
  readonly after?: { readonly [name: string]: string };
}

/**
 * Which series there may be, and with which labels: one value for every engine that can see to it.
 *
 * It is a declaration. What acts first is always the same, whatever the order in which it is written: `keepMetrics`, `dropMetrics`, `dropSeries`,
 * `keepBuckets`, then the rules on the labels of all series, then those of `forSeries` one after the other; among rules on labels `dropLabels`,
 * `keepLabels`, `renameLabels`, `mapLabels`. Each part sees what those before it have left.
 *
 * What cannot be read, and parts that contradict each other, fail, all of them at once.
 */
export class CardinalityPolicy {
  /** What compilers compile. @internal */
  public readonly _plan: PolicyPlan;

  private readonly steps: readonly InterpretedStep[];

  public constructor(props: CardinalityPolicyProps) {
    this._plan = props._composed ?? resolved(props);
    failOnFindings(CALLER, contradictions(this._plan));
    this.steps = interpret(this._plan);
  }

  /**
   * This policy, then the other: of the platform first, then of a team. A metric stays when both keep it; the lower of two limits and budgets
   * counts. What the other needs and this one takes away fails.
   */
  public and(other: CardinalityPolicy): CardinalityPolicy {
    return new CardinalityPolicy({ _composed: composePlans(this._plan, other._plan) });
  }

  /** The labels that are left of a series; undefined when the policy drops it. */
  public apply(labels: { [name: string]: string }): { [name: string]: string } | undefined {
    const series = seriesOf(labels);
    return this.steps.every(({ act }) => act(series)) ? Object.fromEntries(series.labels) : undefined;
  }

  /**
   * Rules for what scrapes: `metric_relabel_configs` of Prometheus, `metricRelabelings` of a ServiceMonitor, `metricRelabelConfigs` of a scrape job of
   * the collector. What they cannot do, and what would make series the same, fails: Prometheus keeps one of them and loses the others.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs
   */
  public metricRelabelConfigs(): RelabelConfig[] {
    return successful(scrapeRelabeling(this._plan));
  }

  /**
   * Rules for what is sent on: `write_relabel_configs` of remote write. What `aggregate` has recorded passes, and what it does not keep goes. What
   * they cannot do, and what would make series the same, fails.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
   */
  public writeRelabelConfigs(): RelabelConfig[] {
    return successful(writeRelabeling(this._plan));
  }

  /** The limits as they stand in a scrape configuration of Prometheus (`sample_limit`). */
  public limitsForPrometheus(): { [key: string]: unknown } {
    return limitsOfPrometheus(this._plan.limits);
  }

  /** The limits as they stand in the spec of a ServiceMonitor, PodMonitor or ScrapeConfig (`sampleLimit`). */
  public limitsForOperator(): { [key: string]: unknown } {
    return limitsOfOperator(this._plan.limits);
  }

  /**
   * Rule groups for Prometheus, `PrometheusRules` or the Thanos ruler: the recording rules of `aggregate`, and alerts on the budget.
   *
   * @param name what the groups are called
   */
  public ruleGroups(name: string = 'cardinality'): RuleGroup[] {
    return ruleGroups(name, this._plan).map((group) => RuleGroup.fromDocument({ ...group }));
  }

  /**
   * What tells the series of a span metrics connector apart, of the dimensions that you want: attributes whose label the policy takes away are left
   * out, and the budget of a target limits what is left. A policy that drops the metrics, or whose budget has no room, fails.
   *
   * @param dimensions attributes of spans and resources
   * @param namespace of the connector
   * @param buckets how many bounds its histogram has
   */
  public spanMetricsLabels(dimensions: string[], namespace: string = 'traces.span.metrics', buckets: number = 16): SpanMetricsLabels {
    return successful(spanMetricsLabels(this._plan, dimensions, namespace, buckets));
  }

  /**
   * `limits_config.otlp_config` of Loki, or that of a tenant: only what is named is a label of streams, and nothing that Loki takes by itself; all other
   * attributes are kept as structured metadata. Attributes whose label the policy takes from all series are left out. More than 15 fail.
   *
   * @param attributes attributes of the resource that may be labels of streams; without them what tells workloads apart, and neither pods nor instances
   * @see https://grafana.com/docs/loki/latest/send-data/otel/
   */
  public lokiOtlpConfig(attributes?: string[]): { [key: string]: unknown } {
    return successful(lokiOtlpConfig(this._plan, attributes));
  }

  /** What each part does to a series that it changes, one after the other. */
  public trace(labels: { [name: string]: string }): PolicyEffect[] {
    const effects: PolicyEffect[] = [];
    const series = seriesOf(labels);
    for (const { part, act } of this.steps) {
      const before = Object.fromEntries(series.labels);
      const stays = act(series);
      const after = Object.fromEntries(series.labels);
      if (!stays || !isSame(before, after)) {
        effects.push({ part, before, after: stays ? after : undefined });
      }
      if (!stays) {
        break;
      }
    }
    return effects;
  }

  /**
   * Which alerts, recording rules and dashboards would no longer say what they say. An error is something that they name and the policy takes away; a
   * warning is a result with other labels or values, or what cannot be known.
   */
  public breaks(props: BreaksProps): Breakage[] {
    return breakagesOf(this._plan, props);
  }

  /**
   * Fails the synth of what is written below `scope` when this policy breaks rules (PrometheusRule) or dashboards (ConfigMap with the label
   * `grafana_dashboard`) there. Warnings are not shown: `breaks` has them.
   */
  public failOnBreakages(scope: IConstruct, source: SeriesSource = {}): void {
    judgeTree(scope, this._plan, source);
  }
}

function resolved(props: CardinalityPolicyProps): PolicyPlan {
  failOnFindings(CALLER, policyFindings(props));
  return resolvePolicy(props);
}

function successful<T>({ document, findings }: Compiled<T>): T {
  failOnFindings(CALLER, findings);
  return document;
}

function isSame(one: { [name: string]: string }, other: { [name: string]: string }): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
