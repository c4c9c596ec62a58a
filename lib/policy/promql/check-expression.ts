import { BinaryCheck } from './check-operators';
import { durationFault, isDurationExpression } from './duration-check';
import { AS_IN_QUERY_PAGE, ExperimentalUse, ExpressionFault } from './expression-fault';
import { AGGREGATION_PARAMETERS, EXPERIMENTAL_AGGREGATIONS, FUNCTIONS, nearestFunction, Signature, STABLE_SINCE, ValueType } from './functions';
import { loadGrammar, SyntaxNode } from './load-grammar';
import { parseExpression } from './parse-expression';
import { selectorFault } from './selector-check';
import { stringFault } from './string-literal';
import { allNamed, childrenOf, isExpression } from './syntax-tree';

/** What Prometheus thinks of an expression when it loads a rule. */
export interface CheckedExpression {
  /** What it refuses, in the order in which it is written there. */
  readonly faults: readonly ExpressionFault[];
  /** What it refuses unless it is told to know it. */
  readonly experimental: readonly ExperimentalUse[];
  readonly type: ValueType;
}

/**
 * Reads an expression as Prometheus does when it loads a rule: its grammar, then what functions, aggregations and operators take.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function checkExpression(text: string): CheckedExpression {
  const parsed = parseExpression(text);
  if ('fault' in parsed) {
    return { faults: [unreadable(text, parsed.fault)], experimental: [], type: 'instant vector' };
  }
  const root = loadGrammar().parser.parse(text).topNode;
  const checker = new Checker(text);
  const type = checker.typeOf(childrenOf(root).find(isExpression)!);
  return { faults: checker.faults, experimental: checker.experimental, type };
}

/** What the grammar says, unless it is a function that it does not know. */
function unreadable(text: string, fault: string): ExpressionFault {
  const called = [...withoutStrings(text).matchAll(/\b([a-zA-Z_]\w*)\s*\(/g)].map(([, name]) => name!);
  const unknown = called.find((name) => !FUNCTIONS.has(name) && !CALLED_OTHERWISE.has(name.toLowerCase()));
  const nearest = unknown === undefined ? undefined : nearestFunction(unknown);
  return unknown === undefined
    ? { what: fault, fix: AS_IN_QUERY_PAGE }
    : { what: `there is no function '${unknown}'`, fix: nearest ? `${nearest}(…)` : 'a function of https://prometheus.io/docs/prometheus/latest/querying/functions/' };
}

const CALLED_OTHERWISE: ReadonlySet<string> = new Set([
  'sum', 'min', 'max', 'avg', 'group', 'stddev', 'stdvar', 'count', ...Object.keys(AGGREGATION_PARAMETERS),
  'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool', 'and', 'or', 'unless', 'atan2', 'fill', 'fill_left', 'fill_right', 'offset',
]);

function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`|#[^\n]*/g, '""');
}

/** An operand, and what was said behind it: `a[5m] offset 1h`. */
interface Operand {
  readonly type: ValueType;
  readonly kind: 'selector' | 'range' | 'subquery' | 'other';
  readonly modifiers: readonly string[];
  /** Whether it was said how the ends of its range are made up. */
  readonly extended?: string;
}

const NO_OFFSET = /^offset\s+[-+]?\s*0+(?:\.0+)?[a-z]*$/i;

/** What may stand behind an operand, which the grammar puts around all that stands before. */
const BEHIND = ['MatrixSelector', 'SubqueryExpr', 'OffsetExpr', 'StepInvariantExpr', 'AnchoredExpr', 'SmoothedExpr'];

class Checker {
  public readonly faults: ExpressionFault[] = [];
  public readonly experimental: ExperimentalUse[] = [];

  public constructor(private readonly text: string) {}

  /** @param behind what stands behind its last operand, the first thing first */
  public typeOf(node: SyntaxNode, behind: readonly SyntaxNode[] = []): ValueType {
    const inner = childrenOf(node).filter(isExpression);
    if (BEHIND.includes(node.name)) {
      return this.typeOf(inner[0]!, [node, ...behind]);
    }
    switch (node.name) {
      case 'BinaryExpr': return this.binary(node, this.typeOf(inner[0]!), this.typeOf(inner[1]!, behind));
      case 'UnaryExpr': return this.unary(this.typeOf(inner[0]!, behind));
      default: return behind.reduce<Operand>((operand, modifier) => this.modified(operand, modifier), this.operand(node, inner)).type;
    }
  }

  private operand(node: SyntaxNode, inner: readonly SyntaxNode[]): Operand {
    const other = (type: ValueType): Operand => ({ type, kind: 'other', modifiers: [] });
    switch (node.name) {
      case 'VectorSelector':
        this.refuse(selectorFault(node, this.text));
        return { type: 'instant vector', kind: 'selector', modifiers: [] };
      case 'ParenExpr': return other(this.typeOf(inner[0]!));
      case 'AggregateExpr': return other(this.aggregation(node));
      case 'FunctionCall': return other(this.call(node));
      case 'StringLiteral':
        this.refuse(this.faultyString(node));
        return other('string');
      default: return other('scalar');
    }
  }

  /** What stands behind an operand, such as a range. */
  private modified(operand: Operand, node: SyntaxNode): Operand {
    const written = this.text.slice(childrenOf(node)[0]!.to, node.to).trim();
    childrenOf(node).filter(({ name }) => name.endsWith('DurationExpr')).forEach((duration) => this.duration(duration, node.name !== 'OffsetExpr'));
    switch (node.name) {
      case 'MatrixSelector': return this.range(operand, written);
      case 'SubqueryExpr': return this.subquery(operand, written);
      case 'OffsetExpr': return this.once(operand, written, 'offset');
      case 'StepInvariantExpr':
        this.refuse(/inf|nan/i.test(written) ? { what: `'${written}' is no point in time`, fix: '@ 1700000000, in seconds since 1970' } : undefined);
        return this.once(operand, written, '@');
      default: return this.extended(operand, written.toLowerCase());
    }
  }

  /** `anchored`, or `smoothed`. */
  private extended(operand: Operand, word: string): Operand {
    this.experimental.push({ what: word, feature: 'promql-extended-range-selectors' });
    const other = operand.extended !== undefined && operand.extended !== word;
    if (operand.kind === 'subquery' || operand.kind === 'other' || other) {
      this.refuse({ what: `'${word}' stands behind ${other ? operand.extended : operand.kind === 'subquery' ? 'a subquery' : 'what selects no series'}`, fix: `it without ${word}` });
    }
    return { ...operand, extended: word };
  }

  private range(operand: Operand, written: string): Operand {
    if (operand.kind !== 'selector') {
      this.refuse({ what: `'${written}' stands behind what selects no series`, fix: `behind a selector, as in up${written}, or [5m:1m] for a subquery` });
    } else if (operand.modifiers.length > 0) {
      this.refuse({ what: `'${written}' stands behind ${operand.modifiers[0]}`, fix: `${written} right behind the selector, and ${operand.modifiers[0]} behind it` });
    }
    return { type: 'range vector', kind: 'range', modifiers: [], extended: operand.extended };
  }

  private subquery({ type }: Operand, written: string): Operand {
    if (type !== 'instant vector') {
      this.refuse({ what: `the subquery '${written}' reads ${withArticle(type)}`, fix: 'a subquery of an instant vector, as in sum(up)[5m:1m]' });
    }
    return { type: 'range vector', kind: 'subquery', modifiers: [] };
  }

  private once(operand: Operand, written: string, modifier: 'offset' | '@'): Operand {
    if (operand.kind === 'other') {
      this.refuse({ what: `'${written}' stands behind what selects no series`, fix: `'${written}' right behind the selector, within all parentheses` });
    } else if (operand.modifiers.includes(modifier)) {
      this.refuse({ what: `'${written}' is the second ${modifier} of a selector`, fix: `one ${modifier}` });
    }
    // an offset of nothing is none to Prometheus, unless there was one before
    return NO_OFFSET.test(written) ? operand : { ...operand, modifiers: [...operand.modifiers, modifier] };
  }

  private duration(node: SyntaxNode, positive: boolean): void {
    if (isDurationExpression(node)) {
      this.experimental.push({ what: `the calculated duration '${this.slice(node)}'`, feature: 'promql-duration-expr', since: '3.14.0' });
    } else {
      this.refuse(durationFault(this.slice(node), positive));
    }
  }

  private unary(type: ValueType): ValueType {
    if (type !== 'scalar' && type !== 'instant vector') {
      this.refuse({ what: `a sign stands before ${withArticle(type)}`, fix: 'a sign before an instant vector or a scalar' });
    }
    return type;
  }

  private binary(node: SyntaxNode, left: ValueType, right: ValueType): ValueType {
    this.labels(node, 'MatchingModifierClause');
    const { faults, experimental } = new BinaryCheck(node, this.text).check(left, right);
    this.faults.push(...faults);
    this.experimental.push(...experimental);
    return left === 'scalar' && right === 'scalar' ? 'scalar' : 'instant vector';
  }

  private aggregation(node: SyntaxNode): ValueType {
    const operation = this.slice(childrenOf(node).find(({ name }) => name === 'AggregateOp')!).toLowerCase();
    const given = argumentsOf(node);
    const parameter = AGGREGATION_PARAMETERS[operation];
    const takes: readonly ValueType[] = parameter === undefined ? ['instant vector'] : [parameter, 'instant vector'];
    if (EXPERIMENTAL_AGGREGATIONS.includes(operation)) {
      this.experimental.push({ what: operation, feature: 'promql-experimental-functions' });
    }
    this.labels(node, 'AggregateModifier');
    this.arguments(operation, given, { takes, least: takes.length, most: takes.length });
    return 'instant vector';
  }

  private call(node: SyntaxNode): ValueType {
    const name = this.slice(childrenOf(node)[0]!);
    const known = FUNCTIONS.get(name);
    if (known === undefined) {
      this.refuse({ what: `there is no function '${name}'`, fix: nearestFunction(name) ?? AS_IN_QUERY_PAGE });
      return 'instant vector';
    }
    if (known.experimental) {
      this.experimental.push({ what: name, feature: 'promql-experimental-functions', since: STABLE_SINCE[name] });
    }
    const given = argumentsOf(node);
    this.arguments(name, given, known);
    if (name === 'info' && given[1] && (given[1].name !== 'VectorSelector' || childrenOf(given[1])[0]!.name === 'Identifier')) {
      this.refuse({ what: 'the second argument of info has the name of a metric', fix: 'label matchers only, as in {__name__="target_info"}' });
    }
    return known.makes;
  }

  private arguments(name: string, given: readonly SyntaxNode[], { takes, least, most }: Pick<Signature, 'takes' | 'least' | 'most'>): void {
    if (given.length < least || given.length > most) {
      this.refuse({ what: `${name} has ${counted(given.length)}`, fix: `${name}(${takes.join(', ')}${most > takes.length ? ', …' : ''})${least < takes.length ? `, of which ${least} are enough` : ''}` });
    }
    given.forEach((argument, index) => {
      const wanted = takes[Math.min(index, takes.length - 1)];
      const type = this.typeOf(argument);
      if (wanted !== undefined && type !== wanted) {
        this.refuse({ what: `${name} takes ${withArticle(wanted)}, and '${this.slice(argument)}' is ${withArticle(type)}`, fix: this.asWanted(argument, type, wanted) });
      }
    });
  }

  /** What is meant most likely when something else is wanted. */
  private asWanted(argument: SyntaxNode, type: ValueType, wanted: ValueType): string {
    const written = this.slice(argument);
    switch (wanted) {
      case 'range vector': return argument.name === 'VectorSelector' ? `${written}[5m]` : type === 'instant vector' ? `(${written})[5m:1m]` : 'a selector with a range, as in up[5m]';
      case 'scalar': return type === 'instant vector' ? `scalar(${written})` : 'a number';
      case 'string': return `"${written}"`;
      default: return type === 'scalar' ? `vector(${written})` : type === 'range vector' ? `last_over_time(${written})` : 'a selector, as in up';
    }
  }

  private labels(node: SyntaxNode, clause: string): void {
    const quoted = childrenOf(node).filter(({ name }) => name === clause).flatMap((modifier) => allNamed(modifier, 'StringLiteral'));
    quoted.forEach((literal) => this.refuse(this.faultyLabel(literal)));
  }

  private faultyLabel(node: SyntaxNode): ExpressionFault | undefined {
    return this.slice(node).length === 2 ? { what: `'${this.slice(node)}' is no name of a label`, fix: 'the name of a label' } : this.faultyString(node);
  }

  private faultyString(node: SyntaxNode): ExpressionFault | undefined {
    return stringFault(this.slice(node));
  }

  private refuse(fault: ExpressionFault | undefined): void {
    this.faults.push(...fault ? [fault] : []);
  }

  private slice({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => name === 'FunctionCallBody').flatMap(childrenOf).filter(isExpression);
}

function counted(count: number): string {
  return count === 0 ? 'no arguments' : count === 1 ? '1 argument' : `${count} arguments`;
}

function withArticle(type: ValueType): string {
  return `${type === 'instant vector' ? 'an' : 'a'} ${type}`;
}
