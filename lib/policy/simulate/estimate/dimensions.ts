import { bucketPattern } from '../../cardinality/bucket-bounds';
import { bucketsOf } from '../../cardinality/interpreter';
import { ALWAYS_KEPT, LabelChange, MapLabel, PolicyStep, Selection } from '../../cardinality/policy-plan';
import { anyOf } from '../../patterns';
import { AnchoredPattern } from '../../relabel/anchored-pattern';
import { expandTemplate } from '../../relabel/template';

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
export function afterStep(metric: string, before: Dimensions, step: Exclude<PolicyStep, { readonly kind: 'changeLabels' }>): Left {
  const matches = (pattern: string) => new AnchoredPattern(pattern).matches(metric);
  switch (step.kind) {
    case 'keepMetrics': return matches(anyOf(step.patterns)) ? before : undefined;
    case 'dropMetrics': return matches(anyOf(step.patterns)) ? undefined : before;
    case 'dropSeries': return isAbout(metric, step.selection) ? without(before, step.part, step.selection) : before;
    case 'keepBuckets': {
      const stays = new AnchoredPattern(bucketPattern(step.le));
      return matches(bucketsOf(step.metric)) ? keep(before, step.part, 'le', (bound) => stays.matches(bound)) : before;
    }
  }
}

export function isAbout(metric: string, { metrics }: Selection): boolean {
  return metrics === undefined || new AnchoredPattern(metrics).matches(metric);
}

/** Series go by one label: then the others still do not depend on it. */
function without(before: Dimensions, part: string, { labels }: Selection): Left {
  const [condition, ...more] = labels;
  if (condition === undefined) {
    return undefined;
  }
  if (more.length > 0) {
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
  switch (change.kind) {
    case 'dropLabels': {
      const goes = new AnchoredPattern(anyOf(change.patterns));
      return new Map([...before].filter(([label]) => !goes.matches(label)));
    }
    case 'keepLabels': {
      const stays = new AnchoredPattern(anyOf([...change.patterns, ...ALWAYS_KEPT]));
      return new Map([...before].filter(([label]) => stays.matches(label)));
    }
    case 'renameLabel': return rename(before, change.part, change.from, change.to);
    case 'mapLabel': return map(before, change);
  }
}

function rename(before: Dimensions, part: string, from: string, to: string): Dimensions | Obstacle {
  const moved = before.get(from);
  if (moved === undefined) {
    return before;
  }
  const hasNone = moved.values?.includes('') ?? false;
  return hasNone && before.has(to)
    ? { part, what: `${part} renames '${from}', which some series do not have, to '${to}', which others have`, fix: 'a dump: SeriesDump and CardinalitySimulator' }
    : new Map([...[...before].filter(([label]) => label !== from && label !== to), [to, moved]]);
}

function map(before: Dimensions, { part, label, cases }: MapLabel): Dimensions | Obstacle {
  const { count, values } = before.get(label) ?? { count: 1, values: [''] };
  const patterns = cases.map(({ match, replacement }) => ({ pattern: new AnchoredPattern(match), replacement }));
  const mapped = (value: string): string => {
    for (const { pattern, replacement } of patterns) {
      const match = pattern.match(value);
      if (match) {
        return expandTemplate(replacement, match);
      }
    }
    return value;
  };
  if (values === undefined) {
    const { match, replacement } = cases[0]!;
    return ['.*', '.+'].includes(match) && !replacement.includes('$')
      ? new Map([...before, [label, { count: 1, values: [replacement] }]])
      : unknownValues(part, label, count);
  }
  const left = [...new Set(values.map(mapped))];
  return new Map([...before, [label, { count: left.length, values: left }]]);
}

function unknownValues(part: string, label: string, count: number): Obstacle {
  return { part, what: `${part} asks for the values of '${label}', of which only their number is known: ${count}`, fix: `values: { ${label}: ['…'] } instead of counts` };
}
