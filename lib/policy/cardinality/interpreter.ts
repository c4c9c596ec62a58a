import { bucketPattern, bucketsOf } from './bucket-bounds';
import { effectOf, LabelEffect, Renaming, Taking, Writing } from './label-effects';
import { ChangeLabels, conditionsOf, DroppingStep, Merging, METRIC_NAME, PolicyPlan, PolicyStep, Selection } from './policy-plan';
import { anyOf } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';

/** Labels by their names; none is empty. */
export type Labels = Map<string, string>;

/** One series on its way through a policy. */
export interface Series {
  readonly labels: Labels;
  /** Whether the changes of labels that come next are about it. */
  selected: boolean;
}

/** A part of a policy, ready to act. */
export interface InterpretedStep {
  readonly part: string;
  /** When series may become the same by it: how they are one. */
  readonly merging?: Merging;
  /** Changes a series; false when it drops it. */
  readonly act: (series: Series) => boolean;
}

/**
 * What a policy means: every compiler must do the same, or say that it cannot. A label that a series does not have is empty, and a label that
 * becomes empty is none, as in Prometheus.
 */
export function interpret({ steps }: PolicyPlan): InterpretedStep[] {
  return steps.flatMap(interpretStep);
}

/** A series before the first step. A label without a value is none. */
export function seriesOf(labels: { readonly [name: string]: string }): Series {
  return { labels: new Map(Object.entries(labels).filter(([, value]) => value !== '')), selected: false };
}

function interpretStep(step: PolicyStep): InterpretedStep[] {
  switch (step.kind) {
    case 'changeLabels': return interpretChanges(step);
    case 'keepMetrics': return [dropping(step, not(nameMatches(step.patterns)))];
    case 'dropMetrics': return [dropping(step, nameMatches(step.patterns))];
    case 'dropSeries': return [dropping(step, selects(step.selection))];
    case 'keepBuckets': return [dropping(step, isThinned(step.metric, step.le))];
  }
}

type Test = (labels: Labels) => boolean;
type Change = (labels: Labels) => void;

function dropping({ part }: DroppingStep, goes: Test): InterpretedStep {
  return { part, act: ({ labels }) => !goes(labels) };
}

function interpretChanges({ part, selection, merging, changes }: ChangeLabels): InterpretedStep[] {
  const isSelected = selects(selection);
  const select: InterpretedStep = {
    part,
    act: (series) => {
      series.selected = isSelected(series.labels);
      return true;
    },
  };
  return [select, ...changes.map((change): InterpretedStep => {
    const effect = effectOf(change);
    const act = changeOf(effect);
    return {
      part: change.part,
      merging: effect.kind === 'renaming' ? undefined : merging,
      act: ({ labels, selected }) => {
        if (selected) {
          act(labels);
        }
        return true;
      },
    };
  })];
}

function changeOf(effect: LabelEffect): Change {
  switch (effect.kind) {
    case 'taking': return take(effect);
    case 'renaming': return rename(effect);
    case 'writing': return write(effect);
  }
}

/** Whether a selection is of a series. */
function selects(selection: Selection): Test {
  const all = conditionsOf(selection).map(({ label, match }) => ({ label, pattern: new AnchoredPattern(match) }));
  return (labels) => all.every(({ label, pattern }) => pattern.matches(labels.get(label) ?? ''));
}

function not(test: Test): Test {
  return (labels) => !test(labels);
}

function nameMatches(patterns: readonly string[]): Test {
  const pattern = new AnchoredPattern(anyOf(patterns));
  return (labels) => pattern.matches(labels.get(METRIC_NAME) ?? '');
}

/** Whether a series is a bucket whose bound does not stay. */
function isThinned(metric: string, le: readonly number[]): Test {
  const isBucket = new AnchoredPattern(bucketsOf(metric));
  const stays = new AnchoredPattern(bucketPattern(le));
  return (labels) => isBucket.matches(labels.get(METRIC_NAME) ?? '') && !stays.matches(labels.get('le') ?? '');
}

function take({ takes }: Taking): Change {
  return (labels) => [...labels.keys()].filter(takes).forEach((name) => labels.delete(name));
}

function rename({ from, to }: Renaming): Change {
  return (labels) => {
    const value = labels.get(from);
    if (value !== undefined) {
      labels.delete(from);
      labels.set(to, value);
    }
  };
}

function write({ label, write: written }: Writing): Change {
  return (labels) => {
    const value = written(labels.get(label) ?? '');
    if (value === '') {
      labels.delete(label);
    } else if (value !== undefined) {
      labels.set(label, value);
    }
  };
}
