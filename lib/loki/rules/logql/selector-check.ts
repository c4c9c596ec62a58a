import { anchoredFault } from '../../../policy/patterns';
import { SyntaxNode } from '../../../policy/promql/load-grammar';
import { readString, stringFault } from '../../../policy/promql/string-literal';
import { allNamed, childrenOf } from '../../../policy/promql/syntax-tree';
import { AnchoredPattern } from '../../../policy/relabel/anchored-pattern';

type Slice = (node: SyntaxNode) => string;

/** An expression of a matcher that is none, of streams, of labels in a pipeline, or of what is dropped. */
export function matcherFault(node: SyntaxNode, slice: Slice): string | undefined {
  const { operator, value } = asked(node, slice);
  return operator.endsWith('~') ? patternFault(value) : undefined;
}

/** What is wrong with an expression of RE2. */
export function patternFault(pattern: string): string | undefined {
  const words = anchoredFault(pattern)?.words.replace(/^error parsing regexp: /, '');
  return words && `in which '${pattern}' is no RE2 expression: ${words}`;
}

/**
 * Whether streams without any of the labels are selected too, which Loki refuses.
 *
 * @see https://github.com/grafana/loki/blob/v3.7.6/pkg/logql/syntax/parser.go
 */
export function selectsEverything(selector: SyntaxNode, slice: Slice): boolean {
  const matchers = allNamed(selector, 'Matcher').map((node) => asked(node, slice));
  const readable = matchers.every(({ operator, value }) => !operator.endsWith('~') || anchoredFault(value) === undefined);
  return readable && matchers.every(takesNothing);
}

interface Asked {
  readonly operator: string;
  readonly value: string;
}

function asked(matcher: SyntaxNode, slice: Slice): Asked {
  const [, operator, value] = childrenOf(matcher);
  const written = slice(value!);
  return { operator: slice(operator!), value: stringFault(written) ? written : readString(written) };
}

/** Whether a label that is not there is what is asked for. */
function takesNothing({ operator, value }: Asked): boolean {
  switch (operator) {
    case '=': return value === '';
    case '!=': return value !== '';
    default: return new AnchoredPattern(value).matches('') === (operator === '=~');
  }
}
