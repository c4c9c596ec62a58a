import { ottlPattern, ottlString } from './ottl-text';

/** Data that becomes several series in Prometheus, by the ends of their names. */
const ENDS: { readonly [type: string]: readonly string[] } = {
  METRIC_DATA_TYPE_HISTOGRAM: ['_bucket', '_sum', '_count'],
  METRIC_DATA_TYPE_SUMMARY: ['', '_sum', '_count'],
};

/**
 * Whether the name of a series matches. A histogram is one thing in a collector and several series in Prometheus.
 *
 * @param name a path to the name that it has in Prometheus
 * @param several what counts of a histogram or summary: that all of its series match, or any
 */
export function nameMatches(name: string, pattern: string, several: 'all' | 'any'): string {
  const types = Object.keys(ENDS);
  const one = [...types.map((type) => `metric.type != ${type}`), isMatch(name, '', pattern)].join(' and ');
  const joined = several === 'all' ? ' and ' : ' or ';
  const more = types.map((type) => `metric.type == ${type} and (${ENDS[type]!.map((end) => isMatch(name, end, pattern)).join(joined)})`);
  return `((${one}) or ${more.map((condition) => `(${condition})`).join(' or ')})`;
}

function isMatch(name: string, end: string, pattern: string): string {
  return `IsMatch(${end === '' ? name : `Concat([${name}, ${ottlString(end)}], "")`}, ${ottlPattern(pattern)})`;
}
