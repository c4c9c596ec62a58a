import { Expression, isScalar, partsOf, Selector } from '../../promql/expression';

/**
 * What becomes of the values of series: a sum of sums, a maximum of maxima and a minimum of minima are what they were when some of the series
 * have become one before; whether there are any, is too.
 */
export type Absorption = 'sum' | 'max' | 'min' | 'presence';

/** An expression that reads some series. */
export interface Reading {
  readonly selector: Selector;
  /** Why it is the same to the expression when some of the series become one; nothing when it is not. */
  readonly absorbed?: Absorption;
  /** Whether other series stand in when there are none. */
  readonly replaceable: boolean;
}

/** Rates of sums are sums of rates. */
const LINEAR: readonly string[] = ['rate', 'increase', 'delta', 'label_replace', 'label_join'];

/** Every place at which an expression reads series. */
export function readingsOf(expression: Expression, absorbed?: Absorption, replaceable = false): Reading[] {
  switch (expression.kind) {
    case 'selector': return [{ selector: expression, absorbed, replaceable }];
    case 'aggregation': return partsOf(expression).flatMap((part) => readingsOf(part, absorptionOf(expression.operation), replaceable));
    case 'call': {
      const inner = expression.name.startsWith('absent') ? 'presence' : LINEAR.includes(expression.name) && absorbed === 'sum' ? 'sum' : undefined;
      return expression.arguments.flatMap((argument) => readingsOf(argument, inner, replaceable));
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const scaled = absorbed === 'sum' && (operator === '*' || operator === '/') && isScalar(right) ? 'sum' : undefined;
      const asked = operator === 'and' || operator === 'unless' ? 'presence' : undefined;
      const alternative = replaceable || operator === 'or';
      return [...readingsOf(left, scaled, alternative), ...readingsOf(right, asked, alternative)];
    }
    default: return [];
  }
}

function absorptionOf(operation: string): Absorption | undefined {
  switch (operation) {
    case 'sum':
    case 'max':
    case 'min': return operation;
    case 'group': return 'presence';
    default: return undefined;
  }
}
