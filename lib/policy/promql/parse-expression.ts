import { Aggregation, Binary, Expression, Matcher, Matching, Selector } from './expression';
import { loadGrammar, SyntaxNode } from './load-grammar';
import { readString } from './string-literal';
import { childrenOf, firstFault, isExpression } from './syntax-tree';

/** An expression, or where Prometheus's grammar cannot go on. */
export type Parsed = { readonly expression: Expression } | { readonly fault: string };

/** Reads PromQL with the grammar of Prometheus. It knows no types: `rate(5)` is an expression. */
export function parseExpression(text: string): Parsed {
  const root = loadGrammar().parser.parse(text).topNode;
  const fault = firstFault(root);
  const [found] = childrenOf(root).filter(isExpression);
  return fault || !found ? { fault: faultText(text, fault?.from ?? 0) } : { expression: new Reader(text).expression(found) };
}

function faultText(text: string, at: number): string {
  return at >= text.length ? 'it ends too early' : `'${text.slice(at, at + 20)}' at character ${at + 1} cannot stand there`;
}

/** Makes expressions of pieces. */
class Reader {
  public constructor(private readonly text: string) {}

  public expression(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const inner = children.filter(isExpression);
    switch (node.name) {
      case 'VectorSelector': return this.selector(children);
      case 'AggregateExpr': return this.aggregation(children);
      case 'FunctionCall': return { kind: 'call', name: this.textOf(children, 'FunctionIdentifier'), arguments: this.arguments(children) };
      case 'BinaryExpr': return this.binary(children, inner);
      case 'SubqueryExpr': return { kind: 'call', name: 'subquery', arguments: [this.expression(inner[0]!)] };
      case 'StringLiteral': return { kind: 'literal', text: readString(this.slice(node)) };
      case 'NumberDurationLiteral': return { kind: 'literal', text: this.slice(node) };
      // parentheses, signs, offsets and ranges: the series and their labels are the same
      default: return this.expression(inner[0]!);
    }
  }

  private selector(children: readonly SyntaxNode[]): Selector {
    const matchers = children.filter(({ name }) => name === 'LabelMatchers').flatMap(childrenOf);
    const quoted = matchers.find(({ name }) => name === 'QuotedLabelName');
    const metric = this.textOf(children, 'Identifier') || (quoted && readString(this.slice(quoted)));
    const asked = matchers.filter(({ name }) => name.endsWith('LabelMatcher')).map((node) => this.matcher(node));
    const named = metric ? undefined : asked.find(({ label, operator }) => label === '__name__' && operator === '=');
    return { kind: 'selector', metric: metric || named?.value, matchers: asked.filter((matcher) => matcher !== named) };
  }

  private matcher(node: SyntaxNode): Matcher {
    const children = childrenOf(node);
    const value = children.filter(({ name }) => name === 'StringLiteral').at(-1)!;
    return {
      label: this.label(children.find(({ name }) => name.endsWith('LabelName'))!),
      operator: this.textOf(children, 'MatchOp') as Matcher['operator'],
      value: readString(this.slice(value)),
    };
  }

  private aggregation(children: readonly SyntaxNode[]): Aggregation {
    const given = this.arguments(children);
    const modifier = children.filter(({ name }) => name === 'AggregateModifier').flatMap(childrenOf);
    return {
      kind: 'aggregation',
      operation: this.textOf(children, 'AggregateOp').toLowerCase(),
      grouping: modifier.some(({ name }) => name === 'Without') ? 'without' : 'by',
      labels: this.labels(modifier),
      parameter: given.length > 1 ? given[0] : undefined,
      of: given.at(-1) ?? { kind: 'literal', text: '' },
    };
  }

  private binary(children: readonly SyntaxNode[], [left, right]: readonly SyntaxNode[]): Binary {
    const operator = children.find(({ from, name }) => from >= left!.to && !name.endsWith('Comment'))!;
    const clause = children.filter(({ name }) => name === 'MatchingModifierClause').flatMap(childrenOf);
    return {
      kind: 'binary',
      operator: this.slice(operator).toLowerCase(),
      bool: children.some(({ name }) => name === 'BoolModifier') ? true : undefined,
      matching: this.matching(clause),
      left: this.expression(left!),
      right: this.expression(right!),
    };
  }

  private matching(clause: readonly SyntaxNode[]): Matching {
    const group = clause.findIndex(({ name }) => name === 'GroupLeft' || name === 'GroupRight');
    const [own, taken] = group < 0 ? [clause, []] : [clause.slice(0, group), clause.slice(group)];
    return {
      kind: clause.some(({ name }) => name === 'On') ? 'on' : 'ignoring',
      labels: this.labels(own),
      many: group < 0 ? undefined : clause[group]!.name === 'GroupLeft' ? 'left' : 'right',
      include: this.labels(taken),
    };
  }

  private arguments(children: readonly SyntaxNode[]): Expression[] {
    return children.filter(({ name }) => name === 'FunctionCallBody').flatMap(childrenOf).filter(isExpression).map((node) => this.expression(node));
  }

  private labels(children: readonly SyntaxNode[]): string[] {
    return children.filter(({ name }) => name === 'GroupingLabels').flatMap(childrenOf).filter(({ name }) => name.endsWith('LabelName')).map((node) => this.label(node));
  }

  private label(node: SyntaxNode): string {
    return node.name === 'QuotedLabelName' ? readString(this.slice(node)) : this.slice(node);
  }

  private textOf(children: readonly SyntaxNode[], name: string): string {
    const child = children.find((one) => one.name === name);
    return child ? this.slice(child) : '';
  }

  private slice({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}
