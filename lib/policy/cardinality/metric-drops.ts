import { bucketsOf } from './bucket-bounds';
import { DroppingStep, Selection } from './policy-plan';
import { anyOf } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';

/** What a step drops of the series of a metric, as far as its name says: of some it depends on their labels. */
export function dropsOf(step: DroppingStep, metric: string): 'all' | 'some' | 'none' {
  const matches = (pattern: string) => new AnchoredPattern(pattern).matches(metric);
  switch (step.kind) {
    case 'keepMetrics': return matches(anyOf(step.patterns)) ? 'none' : 'all';
    case 'dropMetrics': return matches(anyOf(step.patterns)) ? 'all' : 'none';
    case 'dropSeries': return !isAbout(step.selection, metric) ? 'none' : step.selection.labels.length === 0 ? 'all' : 'some';
    case 'keepBuckets': return matches(bucketsOf(step.metric)) ? 'some' : 'none';
  }
}

/** Whether a selection is about series of a metric, whatever it asks of their labels. */
export function isAbout({ metrics }: Selection, metric: string): boolean {
  return metrics === undefined || new AnchoredPattern(metrics).matches(metric);
}
