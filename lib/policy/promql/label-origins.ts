import { Aggregation, Binary, Call, CHOOSING, Expression, isScalar, Selector } from './expression';
import { consumesBounds, textOf } from './output-labels';

/** Series that a label of a result comes from. */
export interface Origin {
  readonly selector: Selector;
  /** The label as it is called there. */
  readonly label: string;
  /** Whether the result has it from there in any case. */
  readonly sure: boolean;
}

/** Where a label of the result of an expression comes from: nowhere when the expression has taken it away, or makes it itself. */
export function originsOf(expression: Expression, label: string): Origin[] {
  switch (expression.kind) {
    case 'literal': return [];
    case 'selector': return [{ selector: expression, label, sure: true }];
    case 'aggregation': return throughAggregation(expression, label);
    case 'call': return throughCall(expression, label);
    case 'binary': return throughBinary(expression, label);
  }
}

function throughAggregation({ operation, grouping, labels, parameter, of }: Aggregation, label: string): Origin[] {
  const isMade = operation === 'count_values' && textOf(parameter) === label;
  const stays = CHOOSING.includes(operation) || labels.includes(label) === (grouping === 'by');
  return stays && !isMade ? originsOf(of, label) : [];
}

function throughCall(call: Call, label: string): Origin[] {
  const [, written, , source, pattern] = call.arguments;
  const everywhere = () => call.arguments.flatMap((argument) => originsOf(argument, label));
  switch (call.name) {
    case 'vector':
    case 'scalar':
    case 'absent':
    case 'absent_over_time': return [];
    case 'label_join': return textOf(written) === label ? [] : everywhere();
    case 'label_replace': return textOf(written) !== label ? everywhere() : isAlwaysWritten(textOf(source), textOf(pattern)) ? [] : perhaps(everywhere());
    case 'info': return perhaps(everywhere());
    default: return consumesBounds(call) && label === 'le' ? [] : everywhere();
  }
}

/** `label_replace` writes its destination when its expression matches, and leaves it when not. A label without a name has no value. */
function isAlwaysWritten(source: string, pattern: string): boolean {
  return ['.*', '(.*)', '^(.*)$'].includes(pattern) || (source === '' && pattern === '');
}

function perhaps(origins: readonly Origin[]): Origin[] {
  return origins.map((origin) => ({ ...origin, sure: false }));
}

function throughBinary({ operator, matching, left, right }: Binary, label: string): Origin[] {
  if (operator === 'or' || isScalar(left) || isScalar(right)) {
    return [...originsOf(left, label), ...originsOf(right, label)];
  }
  if (operator === 'and' || operator === 'unless') {
    return originsOf(left, label);
  }
  const { many, kind, labels, include } = matching;
  if (many) {
    const [ofMany, ofOne] = many === 'left' ? [left, right] : [right, left];
    return originsOf(include.includes(label) ? ofOne : ofMany, label);
  }
  return labels.includes(label) === (kind === 'on') ? originsOf(left, label) : [];
}
