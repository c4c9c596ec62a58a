import { ExpressionFault } from './expression-fault';
import { SyntaxNode } from './load-grammar';
import { childrenOf } from './syntax-tree';
import { parsePrometheusDuration } from '../relabel/prometheus-duration';

/** What Go can count, in seconds: 292 years. */
const LONGEST_SECONDS = 9_223_372_036;

/** Whether a duration is calculated: more than a number and its sign. */
export function isDurationExpression(node: SyntaxNode): boolean {
  const children = childrenOf(node);
  const inner = children.filter(({ name }) => name.endsWith('DurationExpr'));
  return inner.length === 0
    ? !children.every(({ name }) => name === 'NumberDurationLiteralInDurationContext')
    : inner.length > 1 || children[0]!.name !== 'UnaryOp' || isDurationExpression(inner[0]!);
}

/** What Prometheus refuses of a duration that is a number of seconds, or has units. */
export function durationFault(written: string, positive: boolean): ExpressionFault | undefined {
  const [, sign, length] = /^([-+]?)\s*([^]*)$/.exec(written)!;
  const seconds = secondsOf(length!);
  if (seconds === undefined || seconds > LONGEST_SECONDS) {
    return { what: `'${written}' is longer than 292 years`, fix: 'a shorter duration' };
  }
  return positive && (seconds === 0 || sign === '-') ? { what: `the range '${written}' is not above 0`, fix: '[5m]' } : undefined;
}

function secondsOf(length: string): number | undefined {
  const milliseconds = parsePrometheusDuration(length);
  const number = milliseconds === undefined ? Number(length.replace(/_/g, '')) : milliseconds / 1000;
  return Number.isFinite(number) ? number : undefined;
}
