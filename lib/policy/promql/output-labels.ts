import { Aggregation, Binary, Call, CHOOSING, Expression, isScalar, Selector } from './expression';

/** Series all of whose labels come through, but for some. */
export interface Flow {
  readonly selector: Selector;
  readonly without: readonly string[];
}

/** Which labels the series of a result have. */
export interface Output {
  /** Labels that are known by name. */
  readonly names: readonly string[];
  /** Where all others come from; none when the names are all there is. */
  readonly flows: readonly Flow[];
}

const NOTHING: Output = { names: [], flows: [] };

/** The labels of the result of an expression. */
export function outputOf(expression: Expression): Output {
  switch (expression.kind) {
    case 'literal': return NOTHING;
    case 'selector': return { names: [], flows: [{ selector: expression, without: [] }] };
    case 'aggregation': return outputOfAggregation(expression);
    case 'call': return outputOfCall(expression);
    case 'binary': return outputOfBinary(expression);
  }
}

function outputOfAggregation(aggregation: Aggregation): Output {
  const { operation, grouping, labels, parameter, of } = aggregation;
  if (CHOOSING.includes(operation)) {
    return outputOf(of);
  }
  const written = operation === 'count_values' ? [textOf(parameter)] : [];
  const { names, flows } = grouping === 'by' ? { names: labels, flows: [] } : without(outputOf(of), labels);
  return { names: [...names, ...written], flows };
}

function outputOfCall(call: Call): Output {
  const [first] = call.arguments;
  switch (call.name) {
    case 'vector':
    case 'scalar': return NOTHING;
    case 'absent':
    case 'absent_over_time': return { names: first?.kind === 'selector' ? askedLabels(first) : [], flows: [] };
    case 'label_replace':
    case 'label_join': {
      const written = textOf(call.arguments[1]);
      const { names, flows } = without(first ? outputOf(first) : NOTHING, [written]);
      return { names: [...names, written], flows };
    }
    default: return both(call.arguments.map(outputOf).map((output) => consumesBounds(call) ? without(output, ['le']) : output));
  }
}

/** Labels of which a selector says what they are, once: `absent` gives them to what it finds missing. */
function askedLabels({ matchers }: Selector): string[] {
  const equal = matchers.filter(({ label, operator, value }) => label !== '__name__' && operator === '=' && value !== '').map(({ label }) => label);
  return equal.filter((label) => matchers.filter((matcher) => matcher.label === label).length === 1);
}

/** Whether a function makes one series of all buckets of a histogram. */
export function consumesBounds({ name }: Call): boolean {
  return name === 'histogram_quantile' || name === 'histogram_quantiles' || name === 'histogram_fraction';
}

function outputOfBinary({ operator, matching, left, right }: Binary): Output {
  if (operator === 'or' || isScalar(left) || isScalar(right)) {
    return both([outputOf(left), outputOf(right)]);
  }
  const { many, kind, labels, include } = matching;
  if (operator === 'and' || operator === 'unless') {
    return outputOf(left);
  }
  if (many) {
    const { names, flows } = without(outputOf(many === 'left' ? left : right), include);
    return { names: [...names, ...include], flows };
  }
  return kind === 'on' ? { names: labels, flows: [] } : without(outputOf(left), labels);
}

/** Whether the series of a result may have a label: only what scrapes knows which labels series have that nobody names. */
export function mayHave({ names, flows }: Output, label: string): boolean {
  return names.includes(label) || flows.some(({ selector, without: gone }) => !gone.includes(label) && !selector.matchers.some((matcher) =>
    matcher.label === label && matcher.operator === '=' && matcher.value === ''));
}

/** An output that lacks some labels. */
export function without({ names, flows }: Output, labels: readonly string[]): Output {
  return {
    names: names.filter((name) => !labels.includes(name)),
    flows: flows.map((flow) => ({ ...flow, without: [...flow.without, ...labels] })),
  };
}

function both(outputs: readonly Output[]): Output {
  return { names: [...new Set(outputs.flatMap(({ names }) => names))], flows: outputs.flatMap(({ flows }) => flows) };
}

/** The text of an argument; empty when it is none. */
export function textOf(argument: Expression | undefined): string {
  return argument?.kind === 'literal' ? argument.text : '';
}
