import { allowedValues } from './fates/matcher-test';
import { readsMetric, selectsLabels } from './fates/observations';
import { Statement } from './statement';
import { Expression, Selector } from '../promql/expression';
import { Origin, originsOf } from '../promql/label-origins';
import { Flow, outputOf } from '../promql/output-labels';

/** A recording rule that can be read. */
export interface Recording {
  readonly name: string;
  readonly statement: Statement;
  readonly expression: Expression;
}

/** Series that rules record: what happens to them is what happens to what their rules read. */
export class RecordedSeries {
  private readonly recordings: readonly Recording[];

  public constructor(statements: readonly Statement[]) {
    this.recordings = statements.flatMap((statement) => statement.records && 'expression' in statement.parsed
      ? [{ name: statement.records.name, statement, expression: statement.parsed.expression }] : []);
  }

  /** The rules whose series a selector can select. */
  public of(selector: Selector): Recording[] {
    const reads = readsMetric(selector);
    return this.recordings.filter(({ name, statement }) => {
      const labels = statement.records!.labels;
      return reads(name) && selectsLabels(selector.matchers.filter(({ label }) => labels[label] !== undefined))(labels);
    });
  }

  /** Where a label comes from in the end. Rules that read what they record add nothing. */
  public trace(origin: Origin, visited: readonly Recording[] = []): Origin[] {
    const recordings = this.of(origin.selector);
    const own = recordings.length === 0 || origin.selector.metric === undefined ? [origin] : [];
    return [...own, ...recordings.filter((recording) => !visited.includes(recording)).flatMap(({ statement, expression }, _, all) => {
      const isWritten = statement.records!.labels[origin.label] !== undefined;
      const inner = isWritten ? [] : originsOf(expression, origin.label);
      return inner.flatMap((one) => this.trace({ ...one, sure: one.sure && origin.sure }, [...visited, ...all]));
    })];
  }

  /** Where the labels come from in the end that nobody names. */
  public traceFlow(flow: Flow, visited: readonly Recording[] = []): Flow[] {
    const recordings = this.of(flow.selector);
    const own = recordings.length === 0 || flow.selector.metric === undefined ? [flow] : [];
    return [...own, ...recordings.filter((recording) => !visited.includes(recording)).flatMap(({ statement, expression }, _, all) => {
      const written = Object.keys(statement.records!.labels);
      return outputOf(expression).flows
        .flatMap((inner) => this.traceFlow({ ...inner, without: [...inner.without, ...flow.without, ...written] }, [...visited, ...all]));
    })];
  }
}

/** One selector for each metric that is named: `{__name__=~"a|b"}` is two. */
export function singleSelectors(selector: Selector): Selector[] {
  const names = selector.matchers.find(({ label, operator }) => label === '__name__' && operator === '=~');
  const values = names && allowedValues(names);
  return values ? values.map((metric) => ({ ...selector, metric, matchers: selector.matchers.filter((matcher) => matcher !== names) })) : [selector];
}
