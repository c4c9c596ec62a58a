import { ExperimentalUse, ExpressionFault } from './expression-fault';
import { ValueType } from './functions';
import { SyntaxNode } from './load-grammar';
import { readString } from './string-literal';
import { childrenOf, isExpression } from './syntax-tree';

const COMPARISONS = ['==', '!=', '>', '<', '>=', '<='];
const SETS = ['and', 'or', 'unless'];

/** What Prometheus refuses of an operator, its sides and how they are matched. */
export class BinaryCheck {
  private readonly children: readonly SyntaxNode[];
  private readonly operator: string;
  private readonly clause: readonly SyntaxNode[];

  public constructor(node: SyntaxNode, private readonly text: string) {
    this.children = childrenOf(node);
    const [left] = this.children.filter(isExpression);
    this.operator = this.slice(this.children.find(({ from, name }) => from >= left!.to && !name.endsWith('Comment'))!).toLowerCase();
    this.clause = this.children.filter(({ name }) => name === 'MatchingModifierClause').flatMap(childrenOf);
  }

  public check(left: ValueType, right: ValueType): { readonly faults: ExpressionFault[]; readonly experimental: ExperimentalUse[] } {
    const faults = [...this.onSides(left, right), ...this.onModifiers(left, right), ...this.onMatching(left, right)];
    return { faults, experimental: this.has('FillModifier') ? [{ what: 'fill', feature: 'promql-binop-fill-modifiers' }] : [] };
  }

  private onSides(left: ValueType, right: ValueType): ExpressionFault[] {
    const { operator } = this;
    const other = [left, right].find((type) => type !== 'scalar' && type !== 'instant vector');
    if (other) {
      return [{ what: `a side of '${operator}' is a ${other}`, fix: 'instant vectors and scalars on both sides' }];
    }
    return SETS.includes(operator) && (left === 'scalar' || right === 'scalar')
      ? [{ what: `a side of '${operator}' is a scalar`, fix: 'vector(1) for 1' }] : [];
  }

  private onModifiers(left: ValueType, right: ValueType): ExpressionFault[] {
    const { operator } = this;
    const isComparison = COMPARISONS.includes(operator);
    const hasBool = this.has('BoolModifier');
    return [
      ...hasBool && !isComparison ? [{ what: `bool stands behind '${operator}'`, fix: `${operator} without bool: it is for comparisons` }] : [],
      ...!hasBool && isComparison && left === 'scalar' && right === 'scalar' ? [{ what: `'${operator}' compares two scalars`, fix: `${operator} bool` }] : [],
    ];
  }

  private onMatching(left: ValueType, right: ValueType): ExpressionFault[] {
    const { operator } = this;
    const group = this.clause.findIndex(({ name }) => name === 'GroupLeft' || name === 'GroupRight');
    const [matched, taken] = group < 0 ? [this.labels(this.clause), []] : [this.labels(this.clause.slice(0, group)), this.labels(this.clause.slice(group))];
    const both = this.clause[0]?.name === 'On' ? matched.find((label) => taken.includes(label)) : undefined;
    const vectors = left === 'instant vector' && right === 'instant vector';
    const word = this.clause[group]?.name === 'GroupRight' ? 'group_right' : 'group_left';
    return [
      ...both === undefined ? [] : [{ what: `'${both}' stands in on and in ${word}`, fix: `${word} without ${both}: both sides have it` }],
      ...!vectors && matched.length > 0 ? [{ what: `'${operator}' matches series with a scalar`, fix: `${operator} without on and ignoring` }] : [],
      ...!vectors && this.has('FillModifier') ? [{ what: `'${operator}' fills in series of a scalar`, fix: `${operator} without fill` }] : [],
      ...vectors && SETS.includes(operator) && group >= 0 ? [{ what: `${word} stands behind '${operator}'`, fix: `${operator} without ${word}: it takes any number of series on both sides` }] : [],
      ...vectors && SETS.includes(operator) && this.has('FillModifier') ? [{ what: `fill stands behind '${operator}'`, fix: `${operator} without fill` }] : [],
    ];
  }

  private labels(nodes: readonly SyntaxNode[]): string[] {
    return nodes.filter(({ name }) => name === 'GroupingLabels').flatMap(childrenOf).filter(({ name }) => name.endsWith('LabelName'))
      .map((node) => node.name === 'QuotedLabelName' ? readString(this.slice(node)) : this.slice(node));
  }

  private has(name: string): boolean {
    return this.children.some((child) => child.name === name);
  }

  private slice({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}
