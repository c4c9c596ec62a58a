import { answer } from './policy-questions';
import { LabelFate, Loss } from './series-fate';
import { mapsValue, takesLabel } from '../../cardinality/label-effects';
import { LabelChange, MapLabel, Merging } from '../../cardinality/policy-plan';
import { literalOf } from '../../patterns';

/** A change of labels that acts on some series. */
export interface AppliedChange {
  readonly change: LabelChange;
  readonly merging: Merging;
  /** Whether it acts on all of them. */
  readonly sure: boolean;
}

/** Whether a change takes a label away. */
export function takes(change: LabelChange, label: string): boolean {
  return answer(change, () => takesLabel(change), label);
}

/** What becomes of a label by changes, one after the other. */
export function labelFate(changes: readonly AppliedChange[], label: string): LabelFate | undefined {
  let now = label;
  let fate: LabelFate | undefined;
  for (const { change, sure } of changes) {
    const part = change.part;
    if (change.kind === 'renameLabel' && change.from === now) {
      fate = { kind: 'renamed', part, to: change.to, sure };
      now = sure ? change.to : now;
    } else if (takes(change, now)) {
      fate = { kind: 'gone', part, sure };
      if (sure) {
        break;
      }
    } else if (fate?.kind !== 'renamed' && isWritten(change, now)) {
      fate = { kind: 'mapped', part, sure: sure && change.kind === 'mapLabel' };
    }
  }
  return fate;
}

function isWritten(change: LabelChange, label: string): boolean {
  return (change.kind === 'mapLabel' && change.label === label) || (change.kind === 'renameLabel' && change.to === label);
}

/** A value of a label after all changes that surely act on it, whatever the label is called then. */
export function mappedValue(changes: readonly AppliedChange[], label: string, value: string): string {
  let [now, text] = [label, value];
  for (const { change, sure } of changes) {
    now = sure && change.kind === 'renameLabel' && change.from === now ? change.to : now;
    text = sure && change.kind === 'mapLabel' && change.label === now ? mapValue(change, text) : text;
  }
  return text;
}

/** A value after a mapping. */
export function mapValue(change: MapLabel, value: string): string {
  return mapsValue(change)(value) ?? value;
}

/** Whatever `keepLabels` does not name. */
const OTHERS = 'other labels';

/** The labels that changes take away or write, as far as they are named. */
export function lossesOf(changes: readonly AppliedChange[]): Loss[] {
  return changes.flatMap(({ change, sure }): Loss[] => {
    switch (change.kind) {
      case 'dropLabels': return change.patterns.map((pattern) => ({ kind: 'gone', part: change.part, label: literalOf(pattern) ?? pattern, sure }));
      case 'keepLabels': return [{ kind: 'gone', part: change.part, label: OTHERS, sure }];
      case 'renameLabel': return [{ kind: 'renamed', part: change.part, label: change.from, to: change.to, sure }];
      case 'mapLabel': return [{ kind: 'mapped', part: change.part, label: change.label, sure }];
    }
  });
}
