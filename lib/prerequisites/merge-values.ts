import { ChartValues } from './release-plan';

/** Values over values, as Helm merges the files of `--values`: maps key by key, everything else is replaced. Neither is changed. */
export function mergeValues(values: ChartValues, over: ChartValues): ChartValues {
  return Object.entries(over).reduce<ChartValues>((merged, [key, value]) => ({ ...merged, [key]: mergeValue(merged[key], value) }), values);
}

function mergeValue(value: unknown, over: unknown): unknown {
  return isMap(value) && isMap(over) ? mergeValues(value, over) : over;
}

/** Whether a value is a map of values, and no object of a class. */
export function isMap(value: unknown): value is ChartValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
