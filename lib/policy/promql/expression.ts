/** What a label must be. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The series that an expression reads. */
export interface Selector {
  readonly kind: 'selector';
  /** The name of the metric, if it is written as one. */
  readonly metric?: string;
  /** Everything else that is asked, of `__name__` too. */
  readonly matchers: readonly Matcher[];
}

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operation: string;
  /** Without one, nothing stays: `by ()`. */
  readonly grouping: 'by' | 'without';
  readonly labels: readonly string[];
  /** Such as the 5 of `topk(5, x)`. */
  readonly parameter?: Expression;
  readonly of: Expression;
}

/** A function; a subquery is one too. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** How the series of two sides find each other. */
export interface Matching {
  /** Without a list it is `ignoring ()`. */
  readonly kind: 'on' | 'ignoring';
  readonly labels: readonly string[];
  /** The side that has many series for one of the other. */
  readonly many?: 'left' | 'right';
  /** Labels that the many take over from the one. */
  readonly include: readonly string[];
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: string;
  /** When a comparison answers 0 or 1, and takes nothing away. */
  readonly bool?: true;
  readonly matching: Matching;
  readonly left: Expression;
  readonly right: Expression;
}

/** A number or a text. */
export interface Literal {
  readonly kind: 'literal';
  readonly text: string;
}

/** A PromQL expression, without what does not change which series it reads and which labels they have. */
export type Expression = Selector | Aggregation | Call | Binary | Literal;

/** Aggregations whose result is some of the series that they read. */
export const CHOOSING: readonly string[] = ['topk', 'bottomk', 'limitk', 'limit_ratio'];

/** Whether the value of an expression is one number, without labels. */
export function isScalar(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal': return true;
    case 'call': return ['scalar', 'time', 'pi'].includes(expression.name);
    case 'binary': return isScalar(expression.left) && isScalar(expression.right);
    default: return false;
  }
}

/** The parts of an expression that are expressions themselves. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'aggregation': return [...expression.parameter ? [expression.parameter] : [], expression.of];
    case 'call': return expression.arguments;
    case 'binary': return [expression.left, expression.right];
    default: return [];
  }
}
