import { Breakage, BreakageSeverity, SeriesSource } from './breakage';
import { recordedName } from '../cardinality/compilers/recorded-names';
import { ruleGroups } from '../cardinality/compilers/rule-groups';
import { PolicyPlan } from '../cardinality/policy-plan';
import { readRules } from './documents/read-documents';
import { Fates } from './fates/fates';
import { implicitMatches, takeovers } from './needs/implicit-matches';
import { labelNeeds, needs } from './needs/label-needs';
import { Flow, outputOf } from '../promql/output-labels';
import { Reading, readingsOf } from './needs/readings';
import { Recording, RecordedSeries, singleSelectors } from './recorded-series';
import { Statement } from './statement';
import { Expression, Selector } from '../promql/expression';
import { lostFlows, lostMatching, mergedReadings, overwritten, shapeWarnings } from './verdicts/changed-shapes';
import { lostLabel } from './verdicts/lost-labels';
import { lostMatches } from './verdicts/lost-matches';
import { lostSeries } from './verdicts/lost-series';
import { namesOf, severity, Verdict } from './verdicts/verdict';

/** What Prometheus writes itself, behind every policy. */
const OWN_SERIES = ['ALERTS', 'ALERTS_FOR_STATE'];

/** What a policy breaks of some statements. Rules that record what others read are among them. */
export function judgeStatements(plan: PolicyPlan, statements: readonly Statement[], source: SeriesSource): Breakage[] {
  const court = new Court(plan, statements, source);
  return statements.flatMap((statement) => court.verdictsOn(statement).map((verdict) => ({ where: statement.where, expression: statement.text, ...verdict })));
}

class Court {
  private readonly fates: Fates;
  private readonly recorded: RecordedSeries;
  private readonly judged = new Map<Statement, readonly Verdict[]>();
  /** What the policy records itself, where the series are scraped. */
  private readonly own: readonly Statement[];

  public constructor(private readonly plan: PolicyPlan, statements: readonly Statement[], private readonly source: SeriesSource) {
    this.fates = new Fates(plan, source.series);
    this.own = readRules('CardinalityPolicy', [{ groups: ruleGroups('policy', { ...plan, budget: {} }) }]);
    this.recorded = new RecordedSeries([...statements, ...this.own]);
  }

  public verdictsOn(statement: Statement): readonly Verdict[] {
    const known = this.judged.get(statement);
    if (known) {
      return known;
    }
    // a rule that reads what it records is judged by what else it reads
    this.judged.set(statement, []);
    const verdicts = 'fault' in statement.parsed ? [unreadable(statement.parsed.fault)] : this.judge(statement, statement.parsed.expression);
    this.judged.set(statement, verdicts);
    return verdicts;
  }

  private judge(statement: Statement, expression: Expression): Verdict[] {
    const readings = readingsOf(expression).flatMap((reading) => singleSelectors(reading.selector).map((selector) => ({ ...reading, selector })));
    const scraped = readings.filter(({ selector }) => this.isScraped(selector));
    const found = unique([
      ...readings.flatMap(({ selector }) => this.recorded.of(selector).flatMap((recording) => this.brokenRecording(recording, selector))),
      ...scraped.flatMap((reading) => this.onSeries(reading)),
      ...this.own.includes(statement) ? [] : scraped.flatMap(({ selector }) => this.onAggregated(selector)),
      ...readings.flatMap((reading) => this.onMatchers(reading.selector)),
      ...this.onLabels(statement, expression),
      ...this.onImplicitMatches(expression),
    ]);
    const shapes = shapeWarnings([
      ...scraped.flatMap((reading) => mergedReadings(this.fates, reading)),
      ...this.flows(outputOf(expression).flows).flatMap((flow) => lostFlows(this.fates, flow)),
      ...takeovers(expression).flatMap(({ labels, by }) => overwritten(this.fates, { labels, by: this.flows(by) })),
    ]);
    return [...found, ...shapes.filter(({ part }) => !found.some((verdict) => verdict.part === part))];
  }

  private brokenRecording({ name, statement }: Recording, selector: Selector): Verdict[] {
    const cause = this.verdictsOn(statement).find((verdict) => verdict.severity === BreakageSeverity.ERROR);
    return cause ? [{
      ...cause,
      severity: severity(selector.metric === name),
      what: `the expression reads '${name}', but ${statement.where} breaks: ${cause.what}`,
      why: `what it records is wrong: ${cause.why}`,
    }] : [];
  }

  private onSeries({ selector, replaceable }: Reading): Verdict[] {
    const isElsewhere = !this.isPoliced(selector);
    return [
      ...lostSeries(this.fates, selector, {
        sure: !isElsewhere && !(replaceable && this.fates.isAbsent(selector)),
        doubt: isElsewhere ? ', which a rule records that is not among the rules' : '',
      }),
    ];
  }

  private onAggregated(selector: Selector): Verdict[] {
    const { behindRemoteWrite } = this.source;
    const sent = behindRemoteWrite === false ? [] : this.plan.aggregations.filter(({ metric, keepRaw }) => !keepRaw && metric === selector.metric);
    return sent.map((aggregation) => ({
      severity: severity(behindRemoteWrite === true),
      part: aggregation.part,
      what: `${aggregation.part} does not send ${namesOf(selector)} by remote write`,
      why: behindRemoteWrite ? 'the expression would find nothing there' : 'behind remote write, the expression would find nothing',
      fix: `read '${recordedName(aggregation)}', keepRaw: true, or behindRemoteWrite: false where it is scraped`,
    }));
  }

  private onMatchers(selector: Selector): Verdict[] {
    return selector.matchers.flatMap((matcher) => (
      this.recorded.trace({ selector, label: matcher.label, sure: true }).flatMap((origin) => {
        const own = origin.selector === selector;
        const read = own ? matcher : { ...matcher, label: origin.label };
        const from = own ? selector : { ...origin.selector, matchers: [...origin.selector.matchers, read] };
        return this.isScraped(from) ? lostMatches(this.fates, from, read, origin.sure && this.isPoliced(from)) : [];
      })
    ));
  }

  private onLabels({ shown }: Statement, expression: Expression): Verdict[] {
    const all = [...labelNeeds(expression), ...shown.flatMap(({ label, use }) => needs(expression, label, use))];
    return all.flatMap((need) => this.recorded.trace(need).map((origin) => ({ ...need, ...origin })))
      .flatMap((need) => singleSelectors(need.selector).map((selector) => ({ ...need, selector })))
      .filter(({ selector }) => this.isScraped(selector))
      .flatMap((need) => lostLabel(this.fates, need, this.isPoliced(need.selector)));
  }

  private onImplicitMatches(expression: Expression): Verdict[] {
    return implicitMatches(expression)
      .map((match) => ({ ...match, left: this.flows(match.left), right: this.flows(match.right) }))
      .flatMap((match) => lostMatching(this.fates, match, (selector) => this.isPoliced(selector)));
  }

  private flows(flows: readonly Flow[]): Flow[] {
    return flows.flatMap((flow) => this.recorded.traceFlow(flow)).filter(({ selector }) => this.isScraped(selector));
  }

  /** Whether the series come from targets, as far as can be known. */
  private isScraped(selector: Selector): boolean {
    return selector.metric === undefined || (!OWN_SERIES.includes(selector.metric) && this.recorded.of(selector).length === 0);
  }

  /** Whether a policy surely has to do with series: those with a colon are recorded, by rules that it may never meet. */
  private isPoliced({ metric }: Selector): boolean {
    return metric?.includes(':') !== true;
  }
}

function unreadable(fault: string): Verdict {
  return {
    severity: BreakageSeverity.WARNING,
    what: `the expression is no PromQL: ${fault}`,
    why: 'what it needs is not known',
    fix: 'an expression of https://prometheus.io/docs/prometheus/latest/querying/basics/',
  };
}

function unique(verdicts: readonly Verdict[]): Verdict[] {
  return [...new Map(verdicts.map((verdict) => [verdict.what, verdict])).values()];
}
