import { LabelFate, Loss } from './series-fate';
import { effectOf, LabelEffect, takesLabel } from '../../cardinality/label-effects';
import { LabelChange, Merging } from '../../cardinality/policy-plan';

/** A change of labels that acts on some series. */
export interface AppliedChange {
  readonly change: LabelChange;
  readonly merging: Merging;
  /** Whether it acts on all of them. */
  readonly sure: boolean;
}

/** What becomes of a label by changes, one after the other. */
export function labelFate(changes: readonly AppliedChange[], label: string): LabelFate | undefined {
  let now = label;
  let fate: LabelFate | undefined;
  for (const { change, sure } of changes) {
    const { part } = change;
    const effect = effectOf(change);
    if (effect.kind === 'renaming' && effect.from === now) {
      fate = { kind: 'renamed', part, to: effect.to, sure };
      now = sure ? effect.to : now;
    } else if (takesLabel(change, now)) {
      fate = { kind: 'gone', part, sure };
      if (sure) {
        break;
      }
    } else if ((!fate || fate.kind === 'mapped') && isWritten(effect, now)) {
      fate = { kind: 'mapped', part, sure: sure && effect.kind === 'writing' };
    }
  }
  return fate;
}

function isWritten(effect: LabelEffect, label: string): boolean {
  return (effect.kind === 'writing' && effect.label === label) || (effect.kind === 'renaming' && effect.to === label);
}

/** A value of a label after changes, whatever the label is called then. */
export function mappedValue(changes: readonly AppliedChange[], label: string, value: string): string {
  let [now, text] = [label, value];
  for (const effect of changes.map(({ change }) => effectOf(change))) {
    now = effect.kind === 'renaming' && effect.from === now ? effect.to : now;
    text = effect.kind === 'writing' && effect.label === now ? effect.write(text) ?? text : text;
  }
  return text;
}

/** The labels that changes take away or write, as far as they are named. */
export function lossesOf(changes: readonly AppliedChange[]): Loss[] {
  return changes.flatMap(({ change, sure }): Loss[] => {
    const { part } = change;
    const effect = effectOf(change);
    switch (effect.kind) {
      case 'taking': return effect.words.map((label) => ({ kind: 'gone', part, label, sure }));
      case 'renaming': return [{ kind: 'renamed', part, label: effect.from, to: effect.to, sure }];
      case 'writing': return [{ kind: 'mapped', part, label: effect.label, sure }];
    }
  });
}
