import { Aggregation, Binary, Call, CHOOSING, Expression, isScalar } from '../../promql/expression';
import { consumesBounds, textOf } from '../../promql/output-labels';

/** Labels of a result that somebody looks at: some, or all but some. */
export interface Live {
  readonly kind: 'only' | 'allBut';
  readonly labels: readonly string[];
}

/** At the top, everybody may look at everything. */
export const ALL: Live = { kind: 'allBut', labels: [] };

const only = (labels: readonly string[]): Live => ({ kind: 'only', labels });
const allBut = (labels: readonly string[]): Live => ({ kind: 'allBut', labels });

export function isLive({ kind, labels }: Live, label: string): boolean {
  return labels.includes(label) === (kind === 'only');
}

function plus({ kind, labels }: Live, more: readonly string[]): Live {
  return kind === 'only' ? only([...labels, ...more]) : allBut(labels.filter((label) => !more.includes(label)));
}

function minus({ kind, labels }: Live, fewer: readonly string[]): Live {
  return kind === 'only' ? only(labels.filter((label) => !fewer.includes(label))) : allBut([...labels, ...fewer]);
}

/** The parts of an expression, with the labels that it looks at when these are looked at in its own result. */
export function livePartsOf(expression: Expression, live: Live): (readonly [part: Expression, live: Live])[] {
  switch (expression.kind) {
    case 'aggregation': return [[expression.of, ofAggregation(expression, live)], ...expression.parameter ? [[expression.parameter, only([])] as const] : []];
    case 'call': return expression.arguments.map((argument) => [argument, ofCall(expression, live)]);
    case 'binary': return ofBinary(expression, live);
    default: return [];
  }
}

function ofAggregation({ operation, grouping, labels }: Aggregation, live: Live): Live {
  return CHOOSING.includes(operation) ? plus(live, grouping === 'by' ? labels : []) : grouping === 'by' ? only(labels) : allBut(labels);
}

function ofCall(call: Call, live: Live): Live {
  const [, written, ...others] = call.arguments;
  switch (call.name) {
    case 'absent':
    case 'absent_over_time':
    case 'scalar': return only([]);
    case 'label_replace': return plus(live, [textOf(others[1])]);
    case 'label_join': return plus(minus(live, [textOf(written)]), others.slice(1).map(textOf));
    case 'sort_by_label':
    case 'sort_by_label_desc': return plus(live, call.arguments.slice(1).map(textOf));
    default: return consumesBounds(call) ? plus(live, ['le']) : live;
  }
}

function ofBinary({ operator, matching, left, right }: Binary, live: Live): (readonly [Expression, Live])[] {
  const { kind, labels, many, include } = matching;
  if (isScalar(left) || isScalar(right)) {
    return [[left, live], [right, live]];
  }
  const matched = kind === 'on' ? only(labels) : allBut(labels);
  const also = (one: Live): Live => kind === 'on' ? plus(one, labels) : one.kind === 'only' ? allBut(labels.filter((label) => !one.labels.includes(label)))
    : allBut(labels.filter((label) => one.labels.includes(label)));
  if (operator === 'and' || operator === 'unless') {
    return [[left, also(live)], [right, matched]];
  }
  if (operator === 'or') {
    return [[left, also(live)], [right, also(live)]];
  }
  const [ofMany, ofOne] = [also(minus(live, include)), plus(matched, include.filter((label) => isLive(live, label)))];
  return many === 'left' ? [[left, ofMany], [right, ofOne]] : many === 'right' ? [[left, ofOne], [right, ofMany]] : [[left, matched], [right, matched]];
}
