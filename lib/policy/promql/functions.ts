/** What an expression is, in the words of Prometheus. */
export type ValueType = 'instant vector' | 'range vector' | 'scalar' | 'string';

/** What a function takes, and what it makes of it. */
export interface Signature {
  readonly takes: readonly ValueType[];
  /** Fewer arguments are enough. */
  readonly least: number;
  /** The last one may be repeated up to so many. */
  readonly most: number;
  readonly makes: ValueType;
  /** Whether Prometheus knows it only with `--enable-feature=promql-experimental-functions`. */
  readonly experimental: boolean;
}

const TYPES: { readonly [letter: string]: ValueType } = { v: 'instant vector', r: 'range vector', s: 'scalar', t: 'string' };

/**
 * Functions by what they take: v is an instant vector, r a range vector, s a scalar, t a string; `?` is an argument that may be left out, `*` one that may be
 * repeated or left out.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
const VECTORS: { readonly [takes: string]: string } = {
  'v': 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar '
    + 'ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  'v?': 'days_in_month day_of_month day_of_week day_of_year hour minute month year',
  'r': 'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time '
    + 'present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
  'vss': 'clamp',
  'vs': 'clamp_max clamp_min',
  'vs?': 'round',
  'ssv': 'histogram_fraction',
  'sv': 'histogram_quantile',
  'rs': 'predict_linear',
  'sr': 'quantile_over_time',
  's': 'vector',
  'vtttt': 'label_replace',
  'vttt*': 'label_join',
};
const SCALARS: { readonly [takes: string]: string } = { '': 'time pi', 'v': 'scalar' };
const EXPERIMENTAL_VECTORS: { readonly [takes: string]: string } = {
  'v': 'start_timestamp',
  'r': 'first_over_time mad_over_time ts_of_first_over_time ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time',
  'rss': 'double_exponential_smoothing',
  'vv?': 'info',
  'vt*': 'sort_by_label sort_by_label_desc',
};
/** But for `max_of` and `min_of`, which the grammar does not read. */
const EXPERIMENTAL_SCALARS: { readonly [takes: string]: string } = { '': 'start end step range' };

/** Ten quantiles, and a label for them. */
const HISTOGRAM_QUANTILES: Signature = { takes: ['instant vector', 'string', 'scalar'], least: 3, most: 12, makes: 'instant vector', experimental: true };

function signature(takes: string, makes: ValueType, experimental: boolean): Signature {
  const letters = takes.replace(/[?*]$/, '');
  return {
    takes: [...letters].map((letter) => TYPES[letter]!),
    least: letters === takes ? letters.length : letters.length - 1,
    most: takes.endsWith('*') ? Infinity : letters.length,
    makes,
    experimental,
  };
}

function named(table: { readonly [takes: string]: string }, makes: ValueType, experimental: boolean): [string, Signature][] {
  return Object.entries(table).flatMap(([takes, names]) => names.split(' ').map((name): [string, Signature] => [name, signature(takes, makes, experimental)]));
}

/** Every function of PromQL. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...named(VECTORS, 'instant vector', false),
  ...named(SCALARS, 'scalar', false),
  ...named(EXPERIMENTAL_VECTORS, 'instant vector', true),
  ...named(EXPERIMENTAL_SCALARS, 'scalar', true),
  ['histogram_quantiles', HISTOGRAM_QUANTILES],
]);

/** The version of Prometheus with which a function ceased to be experimental. */
export const STABLE_SINCE: { readonly [name: string]: string } = { first_over_time: '3.14.0' };

/** The parameter that stands before what is aggregated. */
export const AGGREGATION_PARAMETERS: { readonly [operation: string]: ValueType } = {
  topk: 'scalar', bottomk: 'scalar', quantile: 'scalar', limitk: 'scalar', limit_ratio: 'scalar', count_values: 'string',
};

/** Aggregations that Prometheus knows only with `--enable-feature=promql-experimental-functions`. */
export const EXPERIMENTAL_AGGREGATIONS: readonly string[] = ['limitk', 'limit_ratio'];

/** The name that somebody may have meant. */
export function nearestFunction(name: string): string | undefined {
  const [nearest] = [...FUNCTIONS.keys()].map((known) => ({ known, distance: distance(name.toLowerCase(), known) })).sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= 2 ? nearest.known : undefined;
}

/** How many letters have to change until one name is the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) {
      next.push(Math.min(next[to]! + 1, row[to + 1]! + 1, row[to]! + (one[at] === other[to] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}
