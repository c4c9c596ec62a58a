import { ChangeLabels, LabelChange } from '../policy-plan';

/** Names that only counters and the series of histograms and summaries have: https://prometheus.io/docs/practices/naming */
const ADDED_UP = /_(?:total|bucket|sum|count)$/;

/** The changes after which series may be the same; none when the user knows that none are. */
export function mergingChanges({ merging, changes }: ChangeLabels): LabelChange[] {
  return merging.unique ? [] : changes.filter(({ kind }) => kind !== 'renameLabel');
}

/** Whether no gauge is among the series, by the names that are asked for. */
export function haveNoGauges({ selection }: ChangeLabels): boolean {
  const { metrics } = selection;
  return metrics !== undefined && metrics.split('|').every((name) => ADDED_UP.test(name));
}
