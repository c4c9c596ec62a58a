import { lostByMerging } from './report/merge-text';
import { BudgetFigures, JobFigures, LabelFigures, LoadFigures, MergeFigures, MetricFigures, PartFigures, ReportFigures, TargetFigures } from './report/report-figures';
import { reportHtml } from './report/report-html';
import { reportProblems } from './report/report-problems';
import { reportText } from './report/report-text';
import { Problem, ProblemsError } from '../../validation';

/** How many series there are, what makes them, and what a policy leaves of them. */
export class CardinalityReport {
  /** Series that there are. */
  public readonly before: number;

  /** Series that the policy leaves; without one, those that there are. */
  public readonly after: number;

  /** By metric, the largest first. */
  public readonly metrics: MetricFigures[];

  /** By job, the largest first. */
  public readonly jobs: JobFigures[];

  /** By target, the largest first. */
  public readonly targets: TargetFigures[];

  /** By label, that first which adds most. */
  public readonly labels: LabelFigures[];

  /** What each part of the policy saves, in the order in which they act. */
  public readonly parts: PartFigures[];

  /** Series that become equal, by part and metric, that first which would lose most. */
  public readonly merges: MergeFigures[];

  /** Budgets of the policy, and what is left. */
  public readonly budgets: BudgetFigures[];

  /** What the series cost that there are. */
  public readonly loadBefore: LoadFigures;

  /** What the series cost that are left. */
  public readonly loadAfter: LoadFigures;

  /** What the classic audit says about what is left. */
  public readonly recommendations: string[];

  /** Budgets that are broken, and claims of the policy that the dumps disprove. */
  public readonly problems: Problem[];

  /** @internal */
  public constructor(private readonly figures: ReportFigures) {
    this.before = figures.before;
    this.after = figures.after;
    this.metrics = figures.metrics;
    this.jobs = figures.jobs;
    this.targets = figures.targets;
    this.labels = figures.labels;
    this.parts = figures.parts;
    this.merges = figures.merges;
    this.budgets = figures.budgets;
    this.loadBefore = figures.loadBefore;
    this.loadAfter = figures.loadAfter;
    this.recommendations = figures.recommendations;
    this.problems = reportProblems(figures);
  }

  /** How many series rules on the scrape path would lose without a word. */
  public get lostByMerging(): number {
    return lostByMerging(this.merges);
  }

  /** Fails when a budget is broken, or a claim of the policy. */
  public failOnProblems(): void {
    if (this.problems.length > 0) {
      throw new ProblemsError(this.problems);
    }
  }

  /** For a terminal. */
  public toText(): string {
    return reportText(this.figures);
  }

  /** All figures, and the problems. */
  public toJson(): string {
    return `${JSON.stringify({ ...this.figures, problems: this.problems }, undefined, 2)}\n`;
  }

  /** One page with pictures that needs nothing else: no network, no script. */
  public toHtml(): string {
    return reportHtml(this.figures, this.problems);
  }
}
