import { bareText } from './written-shape';
import { SyntaxNode } from '../../../policy/promql/load-grammar';
import { childrenOf } from '../../../policy/promql/syntax-tree';

type Slice = (node: SyntaxNode) => string;

const OF_SETS = ['And', 'Or', 'Unless'];

/**
 * What Loki refuses beside an operator: lines, and numbers where sets of series are.
 *
 * @param whole the grammar binds powers looser than Loki does: with one of them, what stands beside an operator of sets is not known
 */
export function operatorFault(node: SyntaxNode, slice: Slice, whole: string): string | undefined {
  const operator = childrenOf(node).find(({ name }) => name !== 'Expr')!;
  const sides = childrenOf(node).filter(({ name }) => name === 'Expr');
  const lines = sides.find((side) => innermost(side).name === 'LogExpr');
  const number = OF_SETS.includes(operator.name) && !bareText(whole).includes('^') ? sides.find(isNumber) : undefined;
  return lines ? `in which '${slice(operator)}' has lines beside it: ${slice(lines)}`
    : number ? `in which '${slice(operator)}' has the number ${slice(number)} beside it, and takes series only`
      : undefined;
}

/** Numbers of sixteen are read by the grammar, and not by Loki. */
export function numberFault(node: SyntaxNode, slice: Slice): string | undefined {
  const hexadecimal = /^[-+]?\s*0x/i.test(slice(node));
  return hexadecimal ? `in which ${slice(node)} is no decimal number` : undefined;
}

function isNumber(side: SyntaxNode): boolean {
  const inner = innermost(side);
  return inner.name === 'LiteralExpr' || inner.name === 'BinOpExpr' && childrenOf(inner).filter(({ name }) => name === 'Expr').every(isNumber);
}

/** What stands in parentheses. */
function innermost(node: SyntaxNode): SyntaxNode {
  const [only] = childrenOf(node);
  return only && ['Expr', 'MetricExpr'].includes(node.name) ? innermost(only) : node;
}
