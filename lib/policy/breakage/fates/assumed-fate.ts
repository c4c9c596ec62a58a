import { AppliedChange, labelFate, lossesOf, mappedValue } from './applied-changes';
import { allowedValues, matchesAnything, namedValues, testOf } from './matcher-test';
import { answer } from './policy-questions';
import { Drop, LabelFate, Loss, MatcherFate, Merge, SeriesFate, Thinning } from './series-fate';
import { bucketsOf } from '../../cardinality/bucket-bounds';
import { effectOf, takesLabel } from '../../cardinality/label-effects';
import { ChangeLabels, DroppingStep, KeepBuckets, LabelChange, PolicyPlan, Selection } from '../../cardinality/policy-plan';
import { anyOf } from '../../patterns';
import { Matcher, Selector } from '../../promql/expression';
import { hasVariable } from '../../promql/variables';
import { AnchoredPattern } from '../../relabel/anchored-pattern';

type Answer = 'yes' | 'no' | 'perhaps';

/** The values that labels can have, of those that are known. */
type Known = Map<string, readonly string[]>;

/**
 * What becomes of series that nobody has seen: of all that a selector could select. They may have any label; what is known of their values is
 * what the selector asks.
 */
export class AssumedFate implements SeriesFate {
  public readonly drops: readonly Drop[];
  public readonly thinned?: Thinning;
  public readonly losses: readonly Loss[];
  public readonly merges: readonly Merge[];
  private readonly changes: readonly AppliedChange[];

  public constructor({ steps }: PolicyPlan, private readonly selector: Selector) {
    const known = knownValues(selector);
    const drops: Drop[] = [];
    const changes: AppliedChange[] = [];
    for (const step of steps) {
      if (step.kind === 'changeLabels') {
        changes.push(...applied(step, known));
      } else if (step.kind === 'keepBuckets') {
        this.thinned ??= meets(step, () => bucketsOf(step.metric), known.get('__name__')) === 'yes' ? { part: step.part, le: step.le } : undefined;
      } else {
        const dropped = drop(step, known);
        drops.push(...dropped === 'no' ? [] : [{ part: step.part, sure: dropped === 'yes' }]);
      }
    }
    const left = drops.some(({ sure }) => sure) ? [] : changes;
    this.drops = drops;
    this.changes = left;
    this.losses = lossesOf(left);
    this.merges = left.filter(({ change, merging }) => effectOf(change).kind !== 'renaming' && !merging.unique)
      .map(({ change, merging }) => ({ part: change.part, gauges: merging.gauges, sure: false }));
  }

  public mayHave(label: string): boolean {
    return !this.selector.matchers.some((matcher) => matcher.label === label && matcher.operator === '=' && matcher.value === '');
  }

  public label(label: string): LabelFate | undefined {
    return labelFate(this.changes, label);
  }

  public matcher(matcher: Matcher): MatcherFate | undefined {
    const fate = this.label(matcher.label);
    if (!fate || matchesAnything(matcher)) {
      return undefined;
    }
    return fate.kind === 'mapped' ? this.onMapped(matcher, fate) : { ...onNothing(matcher), label: fate, sure: fate.sure };
  }

  /** A literal is mapped too, and must be what it was. */
  private onMapped(matcher: Matcher, fate: LabelFate): MatcherFate | undefined {
    const [value, ...more] = namedValues(matcher) ?? [];
    if (value === undefined || more.length > 0) {
      return ['.+', '(.+)'].includes(matcher.value) ? undefined : { kind: 'unknown', label: fate, sure: false };
    }
    const surely = mappedValue(this.changes.filter(({ sure }) => sure), matcher.label, value);
    const instead = surely === value ? mappedValue(this.changes, matcher.label, value) : surely;
    return instead === value ? undefined
      : { kind: matcher.operator.startsWith('=') ? 'nothing' : 'others', label: fate, sure: fate.sure && surely !== value, instead };
  }
}

/** What a matcher selects when its label is gone. */
function onNothing(matcher: Matcher): Pick<MatcherFate, 'kind'> {
  const test = testOf(matcher);
  const matchesNone = test ? test('') : matcher.operator.startsWith('!');
  return { kind: matchesNone ? 'others' : 'nothing' };
}

function knownValues({ metric, matchers }: Selector): Known {
  const known: Known = new Map(matchers.flatMap((matcher) => {
    const values = allowedValues(matcher);
    return values ? [[matcher.label, values] as const] : [];
  }));
  return metric === undefined || hasVariable(metric) ? known : known.set('__name__', [metric]);
}

function meets(part: object, pattern: () => string, values: readonly string[] | undefined): Answer {
  const matching = values?.filter((value) => answer(part, () => new AnchoredPattern(pattern()).matches, value)).length;
  return matching === undefined ? 'perhaps' : matching === values!.length ? 'yes' : matching === 0 ? 'no' : 'perhaps';
}

function all(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('perhaps') ? 'perhaps' : 'yes';
}

function not(one: Answer): Answer {
  return one === 'yes' ? 'no' : one === 'no' ? 'yes' : 'perhaps';
}

function holds(selection: Selection, known: Known): Answer {
  const { metrics, labels } = selection;
  return all([
    ...metrics === undefined ? [] : [meets(selection, () => metrics, known.get('__name__'))],
    ...labels.map((condition) => meets(condition, () => condition.match, known.get(condition.label))),
  ]);
}

function drop(step: Exclude<DroppingStep, KeepBuckets>, known: Known): Answer {
  switch (step.kind) {
    case 'keepMetrics': return not(meets(step, () => anyOf(step.patterns), known.get('__name__')));
    case 'dropMetrics': return meets(step, () => anyOf(step.patterns), known.get('__name__'));
    case 'dropSeries': return holds(step.selection, known);
  }
}

function applied({ selection, merging, changes }: ChangeLabels, known: Known): AppliedChange[] {
  const selected = holds(selection, known);
  const sure = selected === 'yes';
  return selected === 'no' ? [] : changes.map((change) => {
    learn(change, known, sure);
    return { change, merging, sure };
  });
}

/** What is known of values after a change. */
function learn(change: LabelChange, known: Known, sure: boolean): void {
  const effect = effectOf(change);
  for (const [label, values] of [...known]) {
    if (effect.kind === 'writing' ? effect.label !== label : !takesLabel(change, label)) {
      continue;
    }
    if (!sure) {
      known.delete(label);
    } else if (effect.kind === 'writing') {
      known.set(label, values.map((value) => effect.write(value) ?? value));
    } else {
      known.set(label, ['']);
      if (effect.kind === 'renaming') {
        learnNewName(effect.to, values, known);
      }
    }
  }
}

/** Series without the label keep what they have under its new name. */
function learnNewName(to: string, values: readonly string[], known: Known): void {
  const others = values.includes('') ? known.get(to) : [];
  if (others) {
    known.set(to, [...values.filter((value) => value !== ''), ...others]);
  }
}
