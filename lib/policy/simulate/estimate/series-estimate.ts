import { afterChange, afterStep, Dimensions, isAbout, isObstacle, Obstacle } from './dimensions';
import { fail } from '../../../validation';
import { CardinalityPolicy } from '../../cardinality/cardinality-policy';
import { ChangeLabels } from '../../cardinality/policy-plan';

const CALLER = 'SeriesEstimate';

/** A metric that does not exist yet, or that is too large to be counted. */
export interface SeriesEstimateProps {
  /** Its name. */
  readonly metric: string;

  /**
   * How many values labels have, by their names.
   *
   * @default - none is known by its number only
   */
  readonly counts?: { [label: string]: number };

  /**
   * The values of labels, by their names. Parts of a policy that look at values need them.
   *
   * @default - none is known by its values
   */
  readonly values?: { [label: string]: string[] };
}

/** What one part of a policy makes of an estimate. */
export interface EstimatedPart {
  /** The part, as it stands in the policy. */
  readonly part: string;
  /** Series before it acts. */
  readonly before: number;
  /** Series afterwards. */
  readonly after: number;
}

/** What a policy makes of an estimate. */
export interface EstimatedEffect {
  /** Series without the policy. */
  readonly before: number;
  /** Series that it leaves. */
  readonly after: number;

  /** The parts that change it, in the order in which they act. */
  readonly parts: EstimatedPart[];
}

/**
 * How many series a metric has whose labels do not depend on each other: one for each combination of values. It is reckoned, not counted, and an
 * upper bound: real labels do depend on each other.
 */
export class SeriesEstimate {
  /** How many there are. */
  public readonly series: number;

  private readonly metric: string;
  private readonly dimensions: Dimensions;

  public constructor(props: SeriesEstimateProps) {
    const { metric, counts = {}, values = {} } = props;
    const twice = Object.keys(counts).find((label) => label in values);
    if (twice !== undefined) {
      fail(CALLER, { what: `'${twice}' stands in counts and in values`, why: 'one of them says how many values it has', fix: `leave '${twice}' out of counts` });
    }
    const odd = Object.entries(counts).find(([, count]) => !Number.isSafeInteger(count) || count < 1);
    if (odd !== undefined) {
      fail(CALLER, { what: `counts['${odd[0]}'] is ${odd[1]}`, why: 'it is a number of values', fix: `counts['${odd[0]}']: a whole number, at least 1` });
    }
    this.metric = metric;
    this.dimensions = new Map([
      ...Object.entries(counts).map(([label, count]) => [label, { count }] as const),
      ...Object.entries(values).map(([label, list]) => [label, { count: new Set(list).size, values: [...new Set(list)] }] as const),
    ]);
    this.series = product(this.dimensions);
  }

  /** What a policy leaves. Parts that make labels depend on each other fail: conditions on several labels, or on some series only. */
  public under(policy: CardinalityPolicy): EstimatedEffect {
    const parts: EstimatedPart[] = [];
    let left: Dimensions | undefined = this.dimensions;
    const act = (part: string, next: Dimensions | undefined | Obstacle): void => {
      if (isObstacle(next)) {
        fail(CALLER, { what: next.what, why: 'how many series are left cannot be reckoned', fix: next.fix });
      }
      const [before, after] = [product(left), product(next)];
      if (before !== after) {
        parts.push({ part, before, after });
      }
      left = next;
    };
    for (const step of policy._plan.steps) {
      if (left !== undefined && step.kind !== 'changeLabels') {
        act(step.part, afterStep(this.metric, left, step));
      } else if (step.kind === 'changeLabels' && isAbout(this.metric, step.selection)) {
        requireAllSeries(step);
        step.changes.forEach((change) => left && act(change.part, afterChange(left, change)));
      }
    }
    return { before: this.series, after: product(left), parts };
  }
}

function requireAllSeries({ part, selection: { labels } }: ChangeLabels): void {
  if (labels.length > 0) {
    fail(CALLER, {
      what: `${part} is about series with a certain '${labels[0]!.label}' only`, why: 'how many series are left cannot be reckoned', fix: 'a dump: SeriesDump and CardinalitySimulator',
    });
  }
}

function product(dimensions: Dimensions | undefined): number {
  const series = dimensions === undefined ? 0 : [...dimensions.values()].reduce((total, { count }) => total * count, 1);
  return Number.isSafeInteger(series) ? series : fail(CALLER, { what: `there are ${series} series`, why: 'nobody can count so far', fix: 'fewer labels' });
}
