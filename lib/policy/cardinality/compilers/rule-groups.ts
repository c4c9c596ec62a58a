import { prometheusDuration } from '../../relabel/prometheus-duration';
import { Aggregation, PolicyPlan } from '../policy-plan';
import { recordedName } from './recorded-names';
import { SeriesBudget } from '../cardinality-policy-props';

/** A rule group as Prometheus, its operator and Thanos read it. */
interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly object[];
}

/** Recording rules of a policy, one group for each interval; then the alerts on its budget. */
export function ruleGroups(name: string, { aggregations, budget }: PolicyPlan): RuleGroup[] {
  const intervals = [...new Set(aggregations.map(intervalText))];
  const alerts = budgetAlerts(budget);
  return [
    ...intervals.map((interval) => ({
      name: interval === undefined ? name : `${name}-${interval}`,
      ...interval === undefined ? {} : { interval },
      rules: aggregations.filter((aggregation) => intervalText(aggregation) === interval)
        .map((aggregation) => ({ record: recordedName(aggregation), expr: expressionOf(aggregation) })),
    })),
    ...alerts.length === 0 ? [] : [{ name: `${name}-budget`, rules: alerts }],
  ];
}

function intervalText({ interval }: Aggregation): string | undefined {
  return interval && prometheusDuration(interval.toMilliseconds());
}

function expressionOf({ metric, grouping, labels, window, function: merge }: Aggregation): string {
  const read = window === undefined ? metric : `rate(${metric}[${prometheusDuration(window.toMilliseconds())}])`;
  return `${merge} ${grouping} (${labels.map(labelText).join(', ')}) (${read})`;
}

/** A name that PromQL cannot read by itself stands in quotes. */
function labelText(label: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) ? label : JSON.stringify(label);
}

/** How long a budget may be overdrawn before anybody hears of it: a rollout has old and new series side by side for a while. */
const PATIENCE = '15m';

function budgetAlerts({ seriesPerTarget, seriesPerJob, series }: SeriesBudget): object[] {
  const alert = (name: string, expr: string, summary: string) => ({ alert: name, expr, for: PATIENCE, labels: { severity: 'warning' }, annotations: { summary } });
  return [
    ...seriesPerTarget === undefined ? [] : [alert('SeriesPerTargetOverBudget', `scrape_samples_post_metric_relabeling > ${seriesPerTarget}`,
      `Target {{ $labels.instance }} of {{ $labels.job }} has {{ $value }} series, ${seriesPerTarget} are planned.`)],
    ...seriesPerJob === undefined ? [] : [alert('SeriesPerJobOverBudget', `sum by (job) (scrape_samples_post_metric_relabeling) > ${seriesPerJob}`,
      `Job {{ $labels.job }} has {{ $value }} series, ${seriesPerJob} are planned.`)],
    ...series === undefined ? [] : [alert('SeriesOverBudget', `prometheus_tsdb_head_series > ${series}`,
      `{{ $labels.instance }} has {{ $value }} series in memory, ${series} are planned.`)],
  ];
}
