import { AssumedFate } from './assumed-fate';
import { Observations, PlainLabels, readsMetric, selectsLabels } from './observations';
import { ObservedFate } from './observed-fate';
import { SeriesFate } from './series-fate';
import { PolicyPlan } from '../../cardinality/policy-plan';
import { Selector } from '../../promql/expression';
import { hasVariable } from '../../promql/variables';

/** What a policy does to the series of selectors: of a dump if it has them, of all that there could be if not. */
export class Fates {
  private readonly observations?: Observations;
  private readonly known = new Map<string, SeriesFate>();

  public constructor(private readonly plan: PolicyPlan, series: readonly PlainLabels[] | undefined) {
    this.observations = series && new Observations(plan, series);
  }

  public of(selector: Selector): SeriesFate {
    const key = JSON.stringify(selector);
    const fate = this.known.get(key) ?? this.find(selector);
    this.known.set(key, fate);
    return fate;
  }

  /** Whether there is a dump, and it has no such series. */
  public isAbsent(selector: Selector): boolean {
    return this.observations !== undefined && this.of(selector) instanceof AssumedFate;
  }

  private find(selector: Selector): SeriesFate {
    const dump = this.observations;
    const names = dump ? this.namesOf(dump, selector) : [];
    const metric = names.flatMap((name) => dump!.of(name));
    const selects = selectsLabels(selector.matchers);
    const selected = metric.filter(({ before }) => selects(before));
    return selected.length === 0
      ? new AssumedFate(this.plan, selector)
      : new ObservedFate(this.plan, selector.matchers, metric, selected, new Set(names.flatMap((name) => [...dump!.merged(name)])));
  }

  private namesOf(dump: Observations, selector: Selector): string[] {
    const { metric } = selector;
    return metric !== undefined && !hasVariable(metric) ? [metric] : dump.names.filter(readsMetric(selector));
  }
}
