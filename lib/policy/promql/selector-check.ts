import { ExpressionFault } from './expression-fault';
import { SyntaxNode } from './load-grammar';
import { readString, stringFault } from './string-literal';
import { allNamed, childrenOf } from './syntax-tree';
import { anchoredFault } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';

/** What Prometheus refuses of a selector: a name that is said twice, an expression that is none, and to select everything. */
export function selectorFault(node: SyntaxNode, text: string): ExpressionFault | undefined {
  const slice = ({ from, to }: SyntaxNode): string => text.slice(from, to);
  const strings = allNamed(node, 'StringLiteral').map((literal) => stringFault(slice(literal)));
  const broken = strings.find((fault) => fault !== undefined);
  if (broken) {
    return broken;
  }
  const asked = childrenOf(node).filter(({ name }) => name === 'LabelMatchers').flatMap(childrenOf).map((matcher) => askedBy(matcher, slice));
  const named = childrenOf(node).find(({ name }) => name === 'Identifier');
  const second = asked.find(({ label }) => label === '__name__');
  if (named && second) {
    return { what: `the name of the metric is '${slice(named)}' and '${second.value}'`, fix: `${slice(named)}, without the other` };
  }
  const faulty = asked.map(({ operator, value }) => ({ value, fault: operator.endsWith('~') ? anchoredFault(value) : undefined })).find(({ fault }) => fault);
  if (faulty) {
    return { what: `'${faulty.value}' is no RE2 expression: ${faulty.fault!.words.replace(/^error parsing regexp: /, '')}`, fix: 'an expression of https://github.com/google/re2/wiki/Syntax' };
  }
  return named || asked.some((matcher) => !matchesNothing(matcher)) ? undefined : {
    what: `${slice(node)} selects every series`, fix: 'the name of a metric, or a matcher that empty text does not match',
  };
}

interface Asked {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A name in quotes, all by itself, is that of the metric. */
function askedBy(node: SyntaxNode, slice: (node: SyntaxNode) => string): Asked {
  const children = childrenOf(node);
  if (node.name === 'QuotedLabelName') {
    return { label: '__name__', operator: '=', value: readString(slice(node)) };
  }
  const label = children.find(({ name }) => name.endsWith('LabelName'))!;
  return {
    label: label.name === 'QuotedLabelName' ? readString(slice(label)) : slice(label),
    operator: slice(children.find(({ name }) => name === 'MatchOp')!),
    value: readString(slice(children.at(-1)!)),
  };
}

/** Whether a label that is not there is what is asked for. */
function matchesNothing({ operator, value }: Asked): boolean {
  switch (operator) {
    case '=': return value === '';
    case '!=': return value !== '';
    default: return new AnchoredPattern(value).matches('') === (operator === '=~');
  }
}
