import { rangeFault, vectorFault } from './aggregation-check';
import { loadLogqlGrammar } from './load-logql-grammar';
import { numberFault, operatorFault } from './operator-check';
import { matcherFault, selectsEverything } from './selector-check';
import { knownSpelling } from './spelling';
import { stageFault } from './stage-check';
import { bareText, shapeFault } from './written-shape';
import { SyntaxNode } from '../../../policy/promql/load-grammar';
import { stringFault } from '../../../policy/promql/string-literal';
import { allNamed, childrenOf, firstFault } from '../../../policy/promql/syntax-tree';

/** A piece of an expression that Loki may refuse though its grammar takes it. @returns what is wrong with it */
type Check = (node: SyntaxNode, slice: (node: SyntaxNode) => string, whole: string) => string | undefined;

const EVERYTHING = 'which selects every stream';

const CHECKS: { readonly [piece: string]: Check } = {
  String: (node, slice) => faultOf(stringFault(slice(node))?.what),
  Matcher: matcherFault,
  Selector: (node, slice) => selectsEverything(node, slice) ? EVERYTHING : undefined,
  RangeAggregationExpr: rangeFault,
  VectorAggregationExpr: vectorFault,
  BinOpExpr: operatorFault,
  LiteralExpr: numberFault,
  LabelParser: stageFault,
  LineFilter: stageFault,
  LabelFormatExpr: stageFault,
  LabelReplaceExpr: stageFault,
};

/** What is wrong with an expression whose value is a metric, as rules need it: the grammar, then what Loki asks beyond it. Nothing when Loki takes it. */
export function metricFaults(expr: string): string[] {
  const root = parsed(expr);
  if (typeof root === 'string') {
    return [root];
  }
  const faults = faultsIn(root, expr);
  if (faults.length > 0) {
    return faults;
  }
  const selects = allNamed(root, 'Selector', 'VectorExpr').length > 0;
  const [expression] = childrenOf(root).filter(({ name }) => name === 'Expr').flatMap(childrenOf);
  return [
    ...selects ? [] : ['which selects no streams'],
    ...expression?.name === 'LogExpr' ? ['which has lines for a value, and no range to make a number of them'] : [],
  ];
}

/** What is wrong with a selector of streams. */
export function selectorFaults(selector: string): string[] {
  const root = parsed(selector);
  if (typeof root === 'string') {
    return [/^\s*\{/.test(selector) ? root : 'which is no selector of streams in braces'];
  }
  const [piece] = childrenOf(root).filter(({ name }) => name === 'Expr').flatMap(childrenOf).filter(({ name }) => name === 'LogExpr').flatMap(childrenOf);
  return piece?.name === 'Selector' && piece.to === selector.trimEnd().length && /^\s*\{/.test(selector)
    ? faultsIn(root, selector)
    : ['which is no selector of streams in braces'];
}

function parsed(expr: string): SyntaxNode | string {
  const root = loadLogqlGrammar().parser.parse(knownSpelling(expr)).topNode;
  const fault = firstFault(root);
  return fault === undefined ? root : shapeFault(expr) ?? (/\{\s*\}/.test(bareText(expr)) ? EVERYTHING : placeOf(expr, fault.from));
}

function placeOf(expr: string, at: number): string {
  return expr.slice(at).trim() === '' ? 'which ends too early' : `in which '${expr.slice(at, at + 20)}' at character ${at + 1} cannot stand there`;
}

function faultsIn(node: SyntaxNode, expr: string): string[] {
  const slice = ({ from, to }: SyntaxNode) => expr.slice(from, to);
  const fault = CHECKS[node.name]?.(node, slice, expr);
  return [...fault === undefined ? [] : [fault], ...childrenOf(node).flatMap((child) => faultsIn(child, expr))];
}

function faultOf(what: string | undefined): string | undefined {
  return what && `in which ${what}`;
}
