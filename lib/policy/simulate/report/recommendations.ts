import { decimal } from './number-text';
import { LabelFigures, MetricFigures } from './report-figures';
import { TOO_MANY } from './sizing-figures';

/** How many things of one kind are named. */
const NAMED = 10;

/** What the classic audit says about what there is, or what a policy leaves. */
export function recommend(series: number, metrics: readonly MetricFigures[], labels: readonly LabelFigures[]): string[] {
  const large = metrics.filter(({ after }) => after > TOO_MANY.seriesOfMetric).sort((one, other) => other.after - one.after);
  const wide = labels.filter(({ valuesAfter }) => valuesAfter > TOO_MANY.valuesOfLabel).sort((one, other) => other.addsAfter - one.addsAfter);
  return [
    ...series > TOO_MANY.seriesInAll ? [`${decimal(series)} series are over ${decimal(TOO_MANY.seriesInAll)}: keepMetrics with what dashboards and alerts need`] : [],
    ...named(large, ({ metric, after }) => `${metric} has ${decimal(after)} series, over ${decimal(TOO_MANY.seriesOfMetric)}: ${
      metric.endsWith('_bucket') ? 'keepBuckets, or dropLabels' : 'dropLabels, mapLabels or dropMetrics'}`),
    ...named(wide, ({ label, valuesAfter, addsAfter }) => `label '${label}' has ${decimal(valuesAfter)} values, over ${decimal(TOO_MANY.valuesOfLabel)}: without it there would be ${
      decimal(addsAfter)} series fewer`),
  ];
}

function named<T>(things: readonly T[], say: (thing: T) => string): string[] {
  return [...things.slice(0, NAMED).map(say), ...things.length > NAMED ? [`and ${things.length - NAMED} more of this kind`] : []];
}
