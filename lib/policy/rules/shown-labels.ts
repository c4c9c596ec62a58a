import { labelsOfTemplate } from './template-findings';
import { Finding } from '../../validation';
import { Expression, partsOf, Selector } from '../promql/expression';
import { mayHave, Output, outputOf } from '../promql/output-labels';
import { parseExpression } from '../promql/parse-expression';

/** A template of an alert, and where it stands. */
export interface PlacedTemplate {
  readonly where: string;
  readonly template: string;
}

/** What an alert says itself. */
export interface AlertTexts {
  /** The names of the labels that its rule writes. */
  readonly labels: readonly string[];
  readonly templates: readonly PlacedTemplate[];
}

/** A recorded series that is known: what its rule reads, and the labels that it writes. */
export interface KnownRecording {
  readonly expression: Expression;
  readonly labels: readonly string[];
}

/** Series that rules record which are known, by name. */
export type Recordings = ReadonlyMap<string, KnownRecording>;

/** Labels that texts of an alert show, and that no result of its expression can have. */
export function shownLabelFindings(name: string, expr: string, { labels, templates }: AlertTexts, recordings: Recordings = new Map()): Finding[] {
  const parsed = parseExpression(expr);
  if ('fault' in parsed || reads(parsed.expression, 'info')) {
    return [];
  }
  const output = traced(outputOf(parsed.expression), recordings);
  return templates.flatMap(({ where, template }) => labelsOfTemplate(template)
    .filter((label) => label !== '__name__' && !mayHave(output, label))
    .map((label) => ({
      what: `'${name}': ${where} shows $labels.${label}, which no result of '${expr}' has`,
      why: labels.includes(label) ? 'templates see the labels of the result, not those that the rule writes: the text would be empty there' : 'the text would be empty there',
      fix: fixOf(label, output, labels.includes(label)),
    })));
}

function fixOf(label: string, { names, flows }: Output, isWritten: boolean): string {
  if (isWritten) {
    return `the value of the label '${label}' in the place of {{ $labels.${label} }}`;
  }
  const there = names.length > 0 ? `$labels.${names.join(', $labels.')}` : flows.length > 0 ? 'another label' : 'a text without labels';
  return `${there}, or an expression that keeps '${label}', as in by (${[...names, label].join(', ')})`;
}

/** What a result has when what is recorded has what its rule leaves. */
function traced(output: Output, recordings: Recordings, visited: readonly Selector[] = []): Output {
  const parts = output.flows.map((flow): Output => {
    const recording = flow.selector.metric === undefined ? undefined : recordings.get(flow.selector.metric);
    if (!recording || visited.includes(flow.selector)) {
      return { names: [], flows: [flow] };
    }
    const inner = traced(outputOf(recording.expression), recordings, [...visited, flow.selector]);
    return {
      names: [...inner.names, ...recording.labels].filter((name) => !flow.without.includes(name)),
      flows: inner.flows.map((one) => ({ ...one, without: [...one.without, ...flow.without] })),
    };
  });
  return { names: [...output.names, ...parts.flatMap(({ names }) => names)], flows: parts.flatMap(({ flows }) => flows) };
}

/** Whether an expression calls a function that adds labels of which nobody knows the names. */
function reads(expression: Expression, name: string): boolean {
  return (expression.kind === 'call' && expression.name === name) || partsOf(expression).some((part) => reads(part, name));
}
