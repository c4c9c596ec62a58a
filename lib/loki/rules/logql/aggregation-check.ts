import { SyntaxNode } from '../../../policy/promql/load-grammar';
import { allNamed, childrenOf } from '../../../policy/promql/syntax-tree';

type Slice = (node: SyntaxNode) => string;

/** Aggregations of lines, and those of numbers that `unwrap` has found in them. `rate` and `absent_over_time` are both. */
const OF_LINES = ['count_over_time', 'bytes_over_time', 'bytes_rate'];
const OF_NUMBERS = [
  'sum_over_time', 'avg_over_time', 'max_over_time', 'min_over_time', 'first_over_time', 'last_over_time', 'stddev_over_time', 'stdvar_over_time', 'quantile_over_time', 'rate_counter',
];

/** Those that may be grouped; the rest is grouped by an aggregation around it. */
const GROUPED = ['avg_over_time', 'max_over_time', 'min_over_time', 'first_over_time', 'last_over_time', 'stddev_over_time', 'stdvar_over_time', 'quantile_over_time'];

/** Units from the largest to the smallest, each once. */
const RANGE = /^\[(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?\]$/;

/**
 * What Loki refuses of an aggregation over a range.
 *
 * @see https://github.com/grafana/loki/blob/v3.7.6/pkg/logql/syntax/ast.go
 */
export function rangeFault(node: SyntaxNode, slice: Slice): string | undefined {
  const name = slice(child(node, 'RangeOp')!).toLowerCase();
  const range = allNamed(node, 'Range').map(slice)[0]!;
  const unwraps = allNamed(node, 'UnwrapExpr').length > 0;
  const parameter = child(node, 'Number');
  return [
    ...RANGE.test(range) ? [] : [`in which the range ${range} is none, such as [5m] or [1h30m]`],
    ...unwraps && OF_LINES.includes(name) ? [`in which ${name} counts lines, and 'unwrap' leaves it numbers`] : [],
    ...!unwraps && OF_NUMBERS.includes(name) ? [`in which ${name} has lines, and needs the numbers of '| unwrap'`] : [],
    ...name === 'quantile_over_time' && !parameter ? ['in which quantile_over_time has no number before the lines, such as 0.99'] : [],
    ...name !== 'quantile_over_time' && parameter ? [`in which ${name} takes no ${slice(parameter)}`] : [],
    ...child(node, 'Grouping') && !GROUPED.includes(name) ? [`in which ${name} is grouped itself, and takes only an aggregation around it, such as sum by (app)`] : [],
  ][0];
}

/** What Loki refuses of an aggregation over series. */
export function vectorFault(node: SyntaxNode, slice: Slice): string | undefined {
  const operation = child(node, 'VectorOp')!;
  const name = slice(operation).toLowerCase();
  const written = isApproximate(node, operation, slice) ? 'approx_topk' : name;
  const parameter = child(node, 'Number');
  const counts = name === 'topk' || name === 'bottomk';
  return [
    ...counts && !(parameter && /^0*[1-9]\d*$/.test(slice(parameter))) ? [`in which ${written} needs a whole number of series, such as ${written}(3, …)`] : [],
    ...!counts && parameter ? [`in which ${name} takes no ${slice(parameter)}`] : [],
    ...child(node, 'Grouping') && (name.startsWith('sort') || written === 'approx_topk') ? [`in which ${written} is grouped`] : [],
  ][0];
}

/** The grammar has read the end of the name only: see the spelling. */
function isApproximate(aggregation: SyntaxNode, { from, to }: SyntaxNode, slice: Slice): boolean {
  return slice({ ...aggregation, from: from - 'approx_'.length, to }).toLowerCase() === 'approx_topk';
}

function child(node: SyntaxNode, wanted: string): SyntaxNode | undefined {
  return childrenOf(node).find(({ name }) => name === wanted);
}
