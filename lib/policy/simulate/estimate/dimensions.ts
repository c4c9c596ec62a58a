import { bucketPattern } from '../../cardinality/bucket-bounds';
import { effectOf, Renaming, Writing } from '../../cardinality/label-effects';
import { dropsOf } from '../../cardinality/metric-drops';
import { DropSeries, DroppingStep, KeepBuckets, LabelChange } from '../../cardinality/policy-plan';
import { AnchoredPattern } from '../../relabel/anchored-pattern';

/** A label of which either the values are known, or how many there are. A value that is empty is a series without the label. */
export interface Dimension {
  readonly count: number;
  readonly values?: readonly string[];
}

/** Labels that do not depend on each other: there is a series for each combination of their values. */
export type Dimensions = ReadonlyMap<string, Dimension>;

/** What cannot be said without counting series. */
export interface Obstacle {
  readonly part: string;
  readonly what: string;
  readonly fix: string;
}

/** What is left; undefined when no series is. */
export type Left = Dimensions | undefined | Obstacle;

export function isObstacle(left: Left): left is Obstacle {
  return left !== undefined && 'fix' in left;
}

/** What one step leaves of the series of a metric. */
export function afterStep(metric: string, before: Dimensions, step: DroppingStep): Left {
  switch (dropsOf(step, metric)) {
    case 'all': return undefined;
    case 'none': return before;
    case 'some': return step.kind === 'keepBuckets' ? thinned(before, step) : without(before, step as DropSeries);
  }
}

function thinned(before: Dimensions, { part, le }: KeepBuckets): Left {
  const stays = new AnchoredPattern(bucketPattern(le));
  return keep(before, part, 'le', (bound) => stays.matches(bound));
}

/** Series go by one label: then the others still do not depend on it. */
function without(before: Dimensions, { part, selection: { labels } }: DropSeries): Left {
  const [condition, ...more] = labels;
  if (condition === undefined || more.length > 0) {
    return { part, what: `${part} asks for ${labels.length} labels at once`, fix: 'a dump: SeriesDump and CardinalitySimulator' };
  }
  const goes = new AnchoredPattern(condition.match);
  return keep(before, part, condition.label, (value) => !goes.matches(value));
}

/** Leaves the values of a label that stay. */
function keep(before: Dimensions, part: string, label: string, stays: (value: string) => boolean): Left {
  const { count, values } = before.get(label) ?? { count: 1, values: [''] };
  if (values === undefined) {
    return unknownValues(part, label, count);
  }
  const kept = values.filter(stays);
  return kept.length === 0 ? undefined : before.has(label) ? new Map([...before, [label, { count: kept.length, values: kept }]]) : before;
}

/** What a change leaves of labels. */
export function afterChange(before: Dimensions, change: LabelChange): Dimensions | Obstacle {
  const effect = effectOf(change);
  switch (effect.kind) {
    case 'taking': return new Map([...before].filter(([label]) => !effect.takes(label)));
    case 'renaming': return rename(before, change.part, effect);
    case 'writing': return write(before, change.part, effect);
  }
}

function rename(before: Dimensions, part: string, { from, to }: Renaming): Dimensions | Obstacle {
  const moved = before.get(from);
  if (moved === undefined) {
    return before;
  }
  const hasNone = moved.values?.includes('') ?? false;
  return hasNone && before.has(to)
    ? { part, what: `${part} renames '${from}', which some series do not have, to '${to}', which others have`, fix: 'a dump: SeriesDump and CardinalitySimulator' }
    : new Map([...[...before].filter(([label]) => label !== from && label !== to), [to, moved]]);
}

function write(before: Dimensions, part: string, { label, write: written, constant }: Writing): Dimensions | Obstacle {
  const { count, values } = before.get(label) ?? { count: 1, values: [''] };
  if (values === undefined) {
    return constant === undefined ? unknownValues(part, label, count) : new Map([...before, [label, { count: 1, values: [constant] }]]);
  }
  const left = [...new Set(values.map((value) => written(value) ?? value))];
  return new Map([...before, [label, { count: left.length, values: left }]]);
}

function unknownValues(part: string, label: string, count: number): Obstacle {
  return { part, what: `${part} asks for the values of '${label}', of which only their number is known: ${count}`, fix: `values: { ${label}: ['…'] } instead of counts` };
}
