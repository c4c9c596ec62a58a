import { testOf } from './matcher-test';
import { LabelFate } from './series-fate';
import { interpret, InterpretedStep, seriesOf } from '../../cardinality/interpreter';
import { PolicyPlan } from '../../cardinality/policy-plan';
import { Matcher, Selector } from '../../promql/expression';
import { hasVariable, patternOfName } from '../../promql/variables';
import { AnchoredPattern } from '../../relabel/anchored-pattern';

/** Labels by their names. */
export type PlainLabels = { readonly [name: string]: string };

/** A series that there is, and what a policy makes of it. */
export interface Observation {
  readonly before: PlainLabels;
  /** Nothing when the policy drops it. */
  readonly after?: PlainLabels;
  /** The part that drops it. */
  readonly droppedBy?: string;
  /** What becomes of each label that does not stay as it is. */
  readonly labels: ReadonlyMap<string, LabelFate>;
  /** Labels that it did not have, with what writes them. */
  readonly gained: ReadonlyMap<string, LabelFate>;
}

/** What becomes of a label of a series, or of that it does not have it. */
export function fateOfLabel({ labels, gained }: Observation, label: string): LabelFate | undefined {
  return labels.get(label) ?? gained.get(label);
}

/** The series of a dump, by the names of their metrics. */
export class Observations {
  private readonly byName = new Map<string, Observation[]>();
  private readonly shared = new Map<string, ReadonlySet<Observation>>();

  public constructor(plan: PolicyPlan, series: readonly PlainLabels[]) {
    const steps = interpret(plan);
    for (const labels of series) {
      const name = labels.__name__ ?? '';
      const known = this.byName.get(name);
      if (known) {
        known.push(observe(steps, labels));
      } else {
        this.byName.set(name, [observe(steps, labels)]);
      }
    }
  }

  public get names(): string[] {
    return [...this.byName.keys()];
  }

  public of(metric: string): readonly Observation[] {
    return this.byName.get(metric) ?? [];
  }

  /** The series of a metric that are no longer alone when the policy has acted. */
  public merged(metric: string): ReadonlySet<Observation> {
    const found = this.shared.get(metric) ?? mergedOf(this.of(metric));
    this.shared.set(metric, found);
    return found;
  }
}

/** Whether labels are as matchers ask, those apart of which nobody knows what they ask. */
export function selectsLabels(matchers: readonly Matcher[]): (labels: PlainLabels) => boolean {
  const tests = matchers.flatMap((matcher) => {
    const test = testOf(matcher);
    return test ? [{ label: matcher.label, test }] : [];
  });
  return (labels) => tests.every(({ label, test }) => test(labels[label] ?? ''));
}

/** Whether a selector could read a metric of this name. */
export function readsMetric({ metric, matchers }: Selector): (name: string) => boolean {
  const pattern = metric !== undefined && hasVariable(metric) ? new AnchoredPattern(patternOfName(metric)) : undefined;
  const asked = selectsLabels(matchers.filter(({ label }) => label === '__name__'));
  return (name) => (metric === undefined || (pattern ? pattern.matches(name) : metric === name)) && asked({ __name__: name });
}

function observe(steps: readonly InterpretedStep[], labels: PlainLabels): Observation {
  const series = seriesOf(labels);
  const before = Object.fromEntries(series.labels);
  const fates = new Map<string, LabelFate>();
  const gained = new Map<string, LabelFate>();
  /** What labels of before are called now. */
  const names = new Map(Object.keys(before).map((label) => [label, label]));
  for (const { part, act } of steps) {
    const earlier = new Map(series.labels);
    if (!act(series)) {
      return { before, droppedBy: part, labels: fates, gained };
    }
    for (const [label, now] of names) {
      const fate = fateOfStep(part, now, earlier, series.labels);
      if (fate) {
        const was = fates.get(label);
        fates.set(label, was?.kind === 'renamed' && fate.kind === 'mapped' ? was : fate);
        names.set(label, fate.to ?? now);
      }
      if (fate?.kind === 'gone') {
        names.delete(label);
      }
    }
    [...series.labels.keys()].filter((label) => !earlier.has(label)).forEach((label) => gained.set(label, { kind: 'mapped', part, sure: true }));
  }
  return { before, after: Object.fromEntries(series.labels), labels: fates, gained };
}

function fateOfStep(part: string, label: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): LabelFate | undefined {
  const value = after.get(label);
  if (value === before.get(label)) {
    return undefined;
  }
  const to = value === undefined && part.endsWith('renameLabels') ? [...after].find(([name, now]) => before.get(name) !== now)?.[0] : undefined;
  return { part, sure: true, to, kind: value !== undefined ? 'mapped' : to === undefined ? 'gone' : 'renamed' };
}

function mergedOf(observations: readonly Observation[]): ReadonlySet<Observation> {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations.filter(({ after }) => after)) {
    const key = JSON.stringify(Object.entries(observation.after!).sort(([one], [other]) => (one < other ? -1 : 1)));
    groups.set(key, [...groups.get(key) ?? [], observation]);
  }
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}
