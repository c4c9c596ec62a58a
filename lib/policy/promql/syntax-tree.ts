import { SyntaxNode } from './load-grammar';

/** The pieces of a piece, in the order in which they are written. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

/** Whether a piece is an expression by itself. */
export function isExpression({ name }: SyntaxNode): boolean {
  return /(?:Expr|Selector|Literal|FunctionCall)$/.test(name) && name !== 'DurationExpr' && name !== 'OffsetDurationExpr';
}

/** The first place at which the grammar cannot go on. */
export function firstFault(node: SyntaxNode): SyntaxNode | undefined {
  return node.type.isError ? node : childrenOf(node).reduce<SyntaxNode | undefined>((found, child) => found ?? firstFault(child), undefined);
}

/** Every piece of a kind, however deep it is, itself included. */
export function allNamed(node: SyntaxNode, ...names: readonly string[]): SyntaxNode[] {
  return [...names.includes(node.name) ? [node] : [], ...childrenOf(node).flatMap((child) => allNamed(child, ...names))];
}
