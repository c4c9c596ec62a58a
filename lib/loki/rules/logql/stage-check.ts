import { RE2JS } from 're2js';
import { patternFault } from './selector-check';
import { SyntaxNode } from '../../../policy/promql/load-grammar';
import { readString, stringFault } from '../../../policy/promql/string-literal';
import { allNamed, childrenOf } from '../../../policy/promql/syntax-tree';

type Slice = (node: SyntaxNode) => string;

/** What Loki refuses of a stage of a pipeline, or of `label_replace`, when it is evaluated at the latest. */
export function stageFault(node: SyntaxNode, slice: Slice): string | undefined {
  const text = lastText(node, slice);
  const kind = childrenOf(node)[0]?.name;
  switch (node.name) {
    case 'LabelFormatExpr': return twice(allNamed(node, 'LabelFormatMatcher').map((label) => slice(childrenOf(label)[0]!)), 'label_format');
    case 'LineFilter': return text === undefined ? undefined : lineFilterFault(childrenOf(childrenOf(node)[0]!)[0]!.name, isAddress(node), text);
    case 'LabelReplaceExpr': return text === undefined ? undefined : patternFault(text);
    default: return text === undefined ? undefined : kind === 'Regexp' ? capturesFault(text) : kind === 'Pattern' ? placesFault(text) : undefined;
  }
}

function lineFilterFault(operator: string, address: boolean, text: string): string | undefined {
  const [place] = operator.endsWith('Pattern') ? placesOf(text) : [];
  if (place !== undefined) {
    return `in which the pattern '${text}' of a filter gives <${place}> a name: only <_> may stand there`;
  }
  const matches = operator === 'PipeMatch' || operator === 'Nre';
  return matches && address ? "in which ip(…) stands behind a regular expression's operator: |= or != take it" : matches ? patternFault(text) : undefined;
}

/** What `regexp` needs: groups with names, each name once. */
function capturesFault(pattern: string): string | undefined {
  const fault = patternFault(pattern);
  if (fault !== undefined) {
    return fault;
  }
  return Object.keys(RE2JS.compile(pattern).namedGroups()).length > 0 ? undefined : `in which regexp '${pattern}' gives no group a name, such as (?P<status>\\d+)`;
}

/** What `pattern` needs: places with names, each name once, and something between two of them. */
function placesFault(pattern: string): string | undefined {
  const names = placesOf(pattern);
  const touching = new RegExp(`<${PLACE}><${PLACE}>`).exec(pattern)?.[0];
  return touching !== undefined ? `in which pattern '${pattern}' has nothing between ${touching}`
    : names.length === 0 ? `in which pattern '${pattern}' gives no place a name, such as <status>`
      : twice(names, 'pattern');
}

const PLACE = '[a-zA-Z_][a-zA-Z0-9_]*';

function placesOf(pattern: string): string[] {
  return [...pattern.matchAll(new RegExp(`<(${PLACE})>`, 'g'))].map(([, name]) => name!).filter((name) => name !== '_');
}

function twice(names: readonly string[], stage: string): string | undefined {
  const again = names.find((name, index) => names.indexOf(name) < index);
  return again && `in which ${stage} makes '${again}' twice`;
}

function isAddress(filter: SyntaxNode): boolean {
  return childrenOf(filter).some(({ name }) => name === 'FilterOp');
}

function lastText(node: SyntaxNode, slice: Slice): string | undefined {
  const written = childrenOf(node).filter(({ name }) => name === 'String').map(slice).at(-1);
  return written === undefined || stringFault(written) ? undefined : readString(written);
}
