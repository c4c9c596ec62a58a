import { FigureBand } from './sizing-figures';
import { MetricKind } from '../metric-kind';

/** What one part of a policy has saved. */
export interface PartFigures {
  /** The part, as it stands in the policy: `dropLabels`, `forSeries[0].mapLabels`. */
  readonly part: string;

  /** Series that it drops. */
  readonly dropped: number;

  /** Series that are gone because they became equal to others. */
  readonly merged: number;
}

/** The series of one metric. */
export interface MetricFigures {
  /** The name of the metric. */
  readonly metric: string;

  /** What its target says that it is. */
  readonly kind: MetricKind;

  /** Series that there are. */
  readonly before: number;

  /** Series that the policy leaves. */
  readonly after: number;

  /** The parts of the policy that act on it. */
  readonly parts: PartFigures[];
}

/** The series of one job. */
export interface JobFigures {
  /** The name of the job. */
  readonly job: string;
  /** How many targets it has. */
  readonly targets: number;
  /** Series that there are. */
  readonly before: number;
  /** Series that the policy leaves. */
  readonly after: number;
}

/** The series of one target. */
export interface TargetFigures {
  /** The job that scrapes it. */
  readonly job: string;
  /** Its address, with the port. */
  readonly instance: string;
  /** Series that there are. */
  readonly before: number;
  /** Series that the policy leaves. */
  readonly after: number;
}

/** What one label makes of the number of series. */
export interface LabelFigures {
  /** The name of the label. */
  readonly label: string;

  /** How many values it has. */
  readonly values: number;

  /** How many series have it. */
  readonly series: number;

  /** How many series fewer there would be without it, and with all others. */
  readonly adds: number;

  /** How many values the policy leaves. */
  readonly valuesAfter: number;

  /** How many series still have it. */
  readonly seriesAfter: number;

  /** How many series fewer there would be without it after the policy. */
  readonly addsAfter: number;
}

/** Series of a metric that a part of a policy makes equal. */
export interface MergeFigures {
  /** The part, as it stands in the policy. */
  readonly part: string;
  /** The name of the metric. */
  readonly metric: string;
  /** What its target says that it is. */
  readonly kind: MetricKind;

  /** Whether they come from one target, or also from several. */
  readonly acrossTargets: boolean;

  /** How many become equal to others. */
  readonly series: number;

  /** How many there are then. */
  readonly left: number;

  /** How many rules on the scrape path lose, without a word: Prometheus keeps one sample and no more. */
  readonly lost: number;

  /** Whether the policy says that there are none: `unique`. */
  readonly claimedUnique: boolean;

  /**
   * How a collector makes one value of them.
   *
   * @default - nothing can
   */
  readonly mergedBy?: string;

  /**
   * What to change when nothing can.
   *
   * @default - a collector merges them
   */
  readonly fix?: string;
}

/** A budget, and what there is after the policy. */
export interface BudgetFigures {
  /** The budget, as it stands in the policy: `seriesPerTarget`, `seriesPerJob`, `series`. */
  readonly budget: string;

  /** Of what it is the budget. */
  readonly subject: string;
  /** Series that there may be. */
  readonly allowed: number;
  /** Series that the policy leaves. */
  readonly series: number;
  /** Whether that is within the budget. */
  readonly kept: boolean;
}

/** What a number of series costs. */
export interface LoadFigures {
  /** Samples that are scraped in a second. */
  readonly samplesPerSecond: number;

  /** Bytes of memory in the head of Prometheus. */
  readonly headBytes: FigureBand;

  /** Bytes of one day in object storage: raw samples only, downsampled ones come on top. */
  readonly storedBytesPerDay: FigureBand;
}

/** All that a report says. */
export interface ReportFigures {
  /** Whether there was a policy: without one, what is left is what there is. */
  readonly simulated: boolean;
  /** Series that there are. */
  readonly before: number;
  /** Series that the policy leaves. */
  readonly after: number;
  /** The series of each metric. */
  readonly metrics: MetricFigures[];
  /** The series of each job. */
  readonly jobs: JobFigures[];
  /** The series of each target. */
  readonly targets: TargetFigures[];
  /** What each label makes of the number of series. */
  readonly labels: LabelFigures[];
  /** What each part of the policy saves. */
  readonly parts: PartFigures[];
  /** Series that the policy makes equal. */
  readonly merges: MergeFigures[];
  /** The budgets, and whether they are kept. */
  readonly budgets: BudgetFigures[];

  /** Seconds from one scrape to the next. */
  readonly scrapeInterval: number;
  /** What the series cost that there are. */
  readonly loadBefore: LoadFigures;
  /** What the series cost that the policy leaves. */
  readonly loadAfter: LoadFigures;

  /** What the classic audit says about what is left. */
  readonly recommendations: string[];
}
