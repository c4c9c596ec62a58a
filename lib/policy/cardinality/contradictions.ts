import { bucketsOf } from './bucket-bounds';
import { recordedName } from './compilers/recorded-names';
import { labelReadBy, takesLabel } from './label-effects';
import { dropsOf } from './metric-drops';
import { Aggregation, DroppingStep, isEverything, LabelChange, PolicyPlan, PolicyStep, RenameLabel, Selection } from './policy-plan';
import { Finding } from '../../validation';
import { literalOf } from '../patterns';

/** Parts of a policy that cannot both be meant: a later one needs what an earlier one takes away. Composed policies are looked at as one. */
export function contradictions({ steps, aggregations }: PolicyPlan): Finding[] {
  const parts = steps.flatMap(partsOf);
  const rules = aggregations.map(({ part, metric, labels, grouping }): Part => ({
    part, metric, needs: grouping === 'by' ? labels : [], selection: { metrics: metric, labels: [] },
  }));
  return [
    ...[...parts, ...rules].flatMap((part, index) => lacking(part, parts.slice(0, index))),
    ...collisions(parts),
    ...twice(aggregations),
  ];
}

/** A part of a policy, by what it counts on and what it takes away. */
interface Part {
  readonly part: string;
  /** The metric that it is about, if it is a single one. */
  readonly metric?: string;
  /** Labels of which it needs the values. */
  readonly needs: readonly string[];
  /** The series that it is about. */
  readonly selection: Selection;
  readonly drops?: DroppingStep;
  readonly change?: LabelChange;
}

function partsOf(step: PolicyStep): Part[] {
  switch (step.kind) {
    case 'keepMetrics':
    case 'dropMetrics': return [{ part: step.part, needs: [], selection: { labels: [] }, drops: step }];
    case 'keepBuckets': {
      const histogram = literalOf(step.metric);
      return [{ part: step.part, metric: histogram && `${histogram}_bucket`, needs: [], selection: { metrics: bucketsOf(step.metric), labels: [] }, drops: step }];
    }
    case 'dropSeries': return [{ ...selecting(step.part, step.selection), drops: step }];
    case 'changeLabels': return [
      ...isEverything(step.selection) ? [] : [selecting(step.part, step.selection)],
      ...step.changes.map((change): Part => {
        const read = labelReadBy(change);
        return { part: change.part, needs: read === undefined ? [] : [read], selection: step.selection, change };
      }),
    ];
  }
}

function selecting(part: string, selection: Selection): Part {
  const { metrics, labels } = selection;
  return { part, metric: metrics === undefined ? undefined : literalOf(metrics), needs: labels.map(({ label }) => label), selection };
}

function lacking({ part, metric, needs, selection }: Part, earlier: readonly Part[]): Finding[] {
  const gone = metric === undefined ? undefined : earlier.find(({ drops }) => drops && dropsOf(drops, metric) === 'all');
  const allow = gone?.drops?.kind === 'keepMetrics';
  return [
    ...gone ? [{
      what: `${part} is about '${metric}', which ${gone.part} ${allow ? 'does not keep' : 'drops'}`,
      why: 'it would never act',
      fix: allow ? `${gone.part}: '${metric}' too, or leave ${part} out` : `leave '${metric}' out of ${gone.part}, or leave ${part} out`,
    }] : [],
    ...needs.flatMap((label) => {
      const taker = earlier.find((one) => one.change && isWithin(selection, one.selection) && takesLabel(one.change, label));
      return taker ? [{
        what: `${part} needs the label '${label}', which ${taker.part} takes away before`,
        why: 'it would never see a value of it',
        fix: taker.change?.kind === 'keepLabels' ? `${taker.part}: '${label}' too, or leave ${part} out` : `leave '${label}' out of ${taker.part}, or leave ${part} out`,
      }] : [];
    }),
  ];
}

/** Whether all series of a selection are of another one too, as far as that can be known. */
function isWithin(selection: Selection, other: Selection): boolean {
  return isEverything(other) || JSON.stringify(selection) === JSON.stringify(other);
}

/** Labels that would get one name, or lose the one they get. */
function collisions(parts: readonly Part[]): Finding[] {
  const renames = parts.filter((part): part is Part & { readonly change: RenameLabel } => part.change?.kind === 'renameLabel');
  return renames.flatMap(({ part, change: { from, to }, selection }, index) => {
    // what happens to a part of them afterwards may well be meant
    const meets = (one: Part) => isWithin(selection, one.selection);
    const other = renames.slice(0, index).find((one) => meets(one) && one.change.to === to);
    const taker = parts.find((one) => one.change && one.change.kind !== 'renameLabel' && meets(one) && takesLabel(one.change, to));
    const chained = renames.find((one) => meets(one) && one.change.from === to && one.change.to !== to);
    return [
      ...from === to ? [{ what: `${part} renames '${from}' to itself`, why: 'it would change nothing', fix: `${part}: another name, or leave it out` }] : [],
      ...other ? [{ what: `${part} renames both '${other.change.from}' and '${from}' to '${to}'`, why: 'one of them would be lost', fix: `${part}: a name of its own for each` }] : [],
      ...taker ? [{ what: `${part} renames '${from}' to '${to}', which ${taker.part} takes away`, why: 'only one of them can be meant', fix: `leave '${to}' out of ${taker.part}, or leave ${part} out` }] : [],
      ...chained ? [{
        what: `${part} renames '${from}' to '${to}', and '${to}' to '${chained.change.to}'`, why: 'which comes first would decide what is left', fix: `${part}: '${chained.change.to}' for '${from}', or a name of its own`,
      }] : [],
    ];
  });
}

function twice(aggregations: readonly Aggregation[]): Finding[] {
  return aggregations.flatMap((aggregation, index) => {
    const name = recordedName(aggregation);
    const earlier = aggregations.slice(0, index).find((one) => recordedName(one) === name);
    const { part } = aggregation;
    return earlier ? [{ what: `${part} and ${earlier.part} both record '${name}'`, why: 'two rules would write one series', fix: `leave ${part} out` }] : [];
  });
}
