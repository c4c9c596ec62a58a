import { prometheusDuration } from '../../relabel/prometheus-duration';
import { Aggregation, PolicyPlan, PolicyStep } from '../policy-plan';

/**
 * The name of what a recording rule records: `level:metric:operations`.
 *
 * @see https://prometheus.io/docs/practices/rules/
 */
export function recordedName({ metric, grouping, labels, window, function: merge }: Aggregation): string {
  const level = labels.length === 0 ? (grouping === 'by' ? 'all' : 'each') : `${grouping === 'by' ? '' : 'without_'}${labels.map((label) => label.replace(/[^a-zA-Z0-9_]/g, '_')).join('_')}`;
  const operations = window === undefined ? merge : `${merge === 'sum' ? '' : `${merge}_`}rate${prometheusDuration(window.toMilliseconds())}`;
  return `${level}:${window === undefined ? metric : metric.replace(/_total$/, '')}:${operations}`;
}

/** Steps where recorded series pass too: who keeps only some metrics keeps what he has recorded. */
export function stepsWithRecorded({ steps, aggregations }: PolicyPlan): PolicyStep[] {
  const recorded = aggregations.map(recordedName);
  return steps.map((step) => step.kind === 'keepMetrics' && recorded.length > 0 ? { ...step, patterns: [...step.patterns, ...recorded] } : step);
}
