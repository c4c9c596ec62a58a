import { Expression, isScalar, partsOf } from '../../promql/expression';
import { Flow, outputOf, without } from '../../promql/output-labels';

/** Two sides whose series find each other by labels that nobody has named, on one side at least. */
export interface ImplicitMatch {
  readonly operator: string;
  readonly left: readonly Flow[];
  readonly right: readonly Flow[];
}

/** Where an expression matches series on all their labels, or on all but some. */
export function implicitMatches(expression: Expression): ImplicitMatch[] {
  const inner = partsOf(expression).flatMap(implicitMatches);
  if (expression.kind !== 'binary' || expression.matching.kind === 'on' || isScalar(expression.left) || isScalar(expression.right)) {
    return inner;
  }
  const { operator, matching: { labels } } = expression;
  const [left, right] = [expression.left, expression.right].map((side) => without(outputOf(side), labels).flows);
  return [{ operator, left: left!, right: right! }, ...inner];
}

/** Series that get labels from others, in place of those that they may have had. */
export interface Takeover {
  readonly labels: readonly string[];
  readonly by: readonly Flow[];
}

/** Where an expression writes labels of one side to series of the other. */
export function takeovers(expression: Expression): Takeover[] {
  const inner = partsOf(expression).flatMap(takeovers);
  if (expression.kind !== 'binary' || expression.matching.include.length === 0) {
    return inner;
  }
  const { matching: { many, include }, left, right } = expression;
  return [{ labels: include, by: outputOf(many === 'left' ? left : right).flows }, ...inner];
}
