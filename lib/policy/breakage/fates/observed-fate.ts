import { testOf } from './matcher-test';
import { fateOfLabel, Observation, PlainLabels, selectsLabels } from './observations';
import { Drop, LabelFate, Loss, MatcherFate, Merge, SeriesFate, Thinning } from './series-fate';
import { PolicyPlan } from '../../cardinality/policy-plan';
import { Matcher } from '../../promql/expression';

/** What becomes of series that there are: of those of a dump that a selector selects. */
export class ObservedFate implements SeriesFate {
  public readonly drops: readonly Drop[];
  public readonly thinned?: Thinning;
  public readonly losses: readonly Loss[];
  public readonly merges: readonly Merge[];
  private readonly kept: readonly Observation[];

  /**
   * @param selected what is selected now
   * @param metric all series of the metric
   * @param merged those that are no longer alone
   */
  public constructor(
    plan: PolicyPlan,
    private readonly matchers: readonly Matcher[],
    private readonly metric: readonly Observation[],
    selected: readonly Observation[],
    merged: ReadonlySet<Observation>,
  ) {
    this.kept = selected.filter(({ after }) => after);
    const parts = [...new Set(selected.flatMap(({ droppedBy }) => droppedBy ?? []))];
    const thinning = this.kept.length === 0 ? [] : plan.steps.flatMap((step) => (step.kind === 'keepBuckets' && parts.includes(step.part) ? [step] : []));
    this.thinned = thinning[0];
    this.drops = parts.filter((part) => !thinning.some((step) => step.part === part)).map((part) => ({ part, sure: this.kept.length === 0 }));
    this.losses = unique(this.kept.flatMap(({ labels }) => [...labels].map(([label, fate]) => ({ ...fate, label, sure: this.label(label)!.sure }))));
    this.merges = this.mergesOf(plan, merged);
  }

  public mayHave(label: string): boolean {
    return this.kept.some(({ before }) => before[label] !== undefined);
  }

  public label(label: string): LabelFate | undefined {
    const having = this.kept.filter(({ before }) => before[label] !== undefined);
    const fates = having.flatMap(({ labels }) => labels.get(label) ?? []);
    const worst = ['gone', 'renamed', 'mapped'].flatMap((kind) => fates.find((fate) => fate.kind === kind) ?? [])[0];
    return worst && { ...worst, sure: fates.filter(({ kind }) => kind === worst.kind).length === having.length };
  }

  public matcher(matcher: Matcher): MatcherFate | undefined {
    const test = testOf(matcher);
    if (!test) {
      const onSelected = this.label(matcher.label);
      const onNothing = matcher.operator.startsWith('!') ? 'others' : 'nothing';
      return onSelected && { kind: onSelected.kind === 'mapped' ? 'unknown' : onNothing, label: onSelected, sure: onSelected.sure };
    }
    const passes = (labels: PlainLabels) => test(labels[matcher.label] ?? '');
    const lost = this.kept.filter(({ after }) => !passes(after!));
    if (lost.length > 0) {
      const fate = fateOfLabel(lost[0]!, matcher.label);
      return fate && { kind: 'nothing', label: fate, sure: lost.length === this.kept.length, instead: lost[0]!.after![matcher.label] };
    }
    const selects = selectsLabels(this.matchers);
    const joined = this.metric.find(({ before, after }) => after && !passes(before) && selects(after));
    const fate = joined && fateOfLabel(joined, matcher.label);
    return fate && { kind: 'others', label: fate, sure: fate.kind !== 'mapped' };
  }

  private mergesOf(plan: PolicyPlan, merged: ReadonlySet<Observation>): Merge[] {
    const gauges = new Map(plan.steps.flatMap((step) => step.kind === 'changeLabels' ? step.changes.map(({ part }) => [part, step.merging.gauges] as const) : []));
    const together = this.kept.filter((observation) => merged.has(observation));
    const losses = together.flatMap(({ labels }) => [...labels.values()]).filter(({ kind }) => kind !== 'renamed');
    // new names tell series apart as the old ones did, unless nothing else has happened
    const telling = losses.length > 0 ? losses : together.flatMap(({ labels, gained }) => [...labels.values(), ...gained.values()]);
    return [...new Set(telling.map(({ part }) => part))].map((part) => ({ part, gauges: gauges.get(part), sure: true }));
  }
}

function unique(losses: readonly Loss[]): Loss[] {
  return [...new Map(losses.map((loss) => [JSON.stringify([loss.part, loss.label, loss.kind]), loss])).values()];
}
