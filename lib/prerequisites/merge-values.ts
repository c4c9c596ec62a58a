import { ChartValues } from './release-plan';
import { isMapping } from '../wiring/mapping';

/** Values over values, as Helm merges the files of `--values`: maps key by key, everything else is replaced. Neither is changed. */
export function mergeValues(values: ChartValues, over: ChartValues): ChartValues {
  return Object.entries(over).reduce<ChartValues>((merged, [key, value]) => ({ ...merged, [key]: mergeValue(merged[key], value) }), values);
}

function mergeValue(value: unknown, over: unknown): unknown {
  return isMapping(value) && isMapping(over) ? mergeValues(value, over) : over;
}
