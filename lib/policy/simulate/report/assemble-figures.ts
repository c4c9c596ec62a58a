import { mergeFigures } from './merge-figures';
import { recommend } from './recommendations';
import { BudgetFigures, JobFigures, LabelFigures, LoadFigures, MetricFigures, PartFigures, ReportFigures, TargetFigures } from './report-figures';
import { FigureBand, HEAD_BYTES_PER_SERIES, SECONDS_PER_DAY, STORED_BYTES_PER_SAMPLE } from './sizing-figures';
import { SeriesBudget } from '../../cardinality/cardinality-policy-props';
import { PolicyPlan } from '../../cardinality/policy-plan';
import { applyPlan, Outcome, Saving } from '../acting/apply-plan';
import { Inventory } from '../counting/inventory';
import { countLabels, LabelCount } from '../counting/label-counts';
import { Counts, Population } from '../counting/population';

/** Series at one point: counted when it is reached, because what acts later changes them. */
interface Census {
  readonly series: number;
  readonly byMetric: Counts;
  readonly byJob: Counts;
  readonly byTarget: Counts;
  readonly labels: readonly LabelCount[];
}

/** Counts, has the policy act, counts again. */
export function assembleFigures(inventory: Inventory, plan: PolicyPlan | undefined, budget: SeriesBudget, scrapeInterval: number): ReportFigures {
  const before = take(Population.of(inventory));
  const outcome = plan?.steps.length ? applyPlan(plan, inventory) : undefined;
  const after = outcome ? take(outcome.left) : before;
  const metrics = metricFigures(inventory, before, after, outcome);
  const labels = labelFigures(inventory, before, after);
  const jobs = jobFigures(inventory, before, after);
  const targets = targetFigures(inventory, before, after);
  return {
    simulated: plan !== undefined,
    before: before.series,
    after: after.series,
    metrics,
    jobs,
    targets,
    labels,
    parts: partFigures(outcome?.savings ?? []),
    merges: (outcome?.collisions ?? []).map((collision) => mergeFigures(inventory, collision)).sort((one, other) => other.lost - one.lost),
    budgets: budgetFigures(budget, after.series, jobs, targets),
    scrapeInterval,
    loadBefore: load(before.series, scrapeInterval),
    loadAfter: load(after.series, scrapeInterval),
    recommendations: recommend(after.series, metrics, labels),
  };
}

function take(population: Population): Census {
  const distinct = population.distinct();
  return {
    series: distinct.rows.length, byMetric: distinct.byMetric(), byJob: population.byJob(), byTarget: population.byTarget(), labels: countLabels(distinct),
  };
}

/** The most first; what is equal by name, so that reports of one dump are the same. */
function sorted<T>(things: T[], sizeOf: (thing: T) => number, nameOf: (thing: T) => string): T[] {
  return things.sort((one, other) => sizeOf(other) - sizeOf(one) || (nameOf(one) < nameOf(other) ? -1 : 1));
}

function metricFigures({ table, kinds }: Inventory, before: Census, after: Census, outcome: Outcome | undefined): MetricFigures[] {
  const savings = new Map<number, Saving[]>();
  for (const saving of outcome?.savings ?? []) {
    savings.set(saving.metric, [...savings.get(saving.metric) ?? [], saving]);
  }
  const figures = [...before.byMetric].map(([metric, series]): MetricFigures => {
    const name = table.pairs.text(metric);
    return { metric: name, kind: kinds.kindOf(name), before: series, after: after.byMetric.get(metric) ?? 0, parts: partFigures(savings.get(metric) ?? []) };
  });
  return sorted(figures, (one) => one.before, (one) => one.metric);
}

/** In the order in which they act. */
function partFigures(savings: readonly Saving[]): PartFigures[] {
  const parts = new Map<string, PartFigures>();
  for (const { part, how, series } of savings) {
    const { dropped, merged } = parts.get(part) ?? { dropped: 0, merged: 0 };
    parts.set(part, { part, dropped: dropped + (how === 'dropped' ? series : 0), merged: merged + (how === 'merged' ? series : 0) });
  }
  return [...parts.values()];
}

function jobFigures({ targets }: Inventory, before: Census, after: Census): JobFigures[] {
  const targetsOf = new Map<number, number>();
  targets.jobOf.forEach((job) => targetsOf.set(job, (targetsOf.get(job) ?? 0) + 1));
  const figures = targets.jobs.map((job, number): JobFigures => ({
    job, targets: targetsOf.get(number) ?? 0, before: before.byJob.get(number) ?? 0, after: after.byJob.get(number) ?? 0,
  }));
  return sorted(figures, (one) => one.before, (one) => one.job);
}

function targetFigures({ targets }: Inventory, before: Census, after: Census): TargetFigures[] {
  const figures = targets.targets.map(({ job, instance }, number): TargetFigures => ({
    job, instance, before: before.byTarget.get(number) ?? 0, after: after.byTarget.get(number) ?? 0,
  }));
  return sorted(figures, (one) => one.before, (one) => `${one.job} ${one.instance}`);
}

function labelFigures({ table }: Inventory, before: Census, after: Census): LabelFigures[] {
  const nothing = { values: 0, series: 0, adds: 0 };
  const later = new Map(after.labels.map((label) => [label.name, label]));
  const earlier = new Map(before.labels.map((label) => [label.name, label]));
  const figures = [...new Set([...earlier.keys(), ...later.keys()])].map((name): LabelFigures => {
    const { values, series, adds } = earlier.get(name) ?? nothing;
    const left = later.get(name) ?? nothing;
    return { label: table.names.text(name), values, series, adds, valuesAfter: left.values, seriesAfter: left.series, addsAfter: left.adds };
  });
  return sorted(figures, (one) => one.adds, (one) => one.label);
}

function budgetFigures(budget: SeriesBudget, all: number, jobs: readonly JobFigures[], targets: readonly TargetFigures[]): BudgetFigures[] {
  const of = (name: keyof SeriesBudget, subjects: readonly { readonly subject: string; readonly series: number }[]): BudgetFigures[] => {
    const allowed = budget[name];
    return allowed === undefined ? [] : subjects.map(({ subject, series }) => ({ budget: name, subject, allowed, series, kept: series <= allowed }));
  };
  return [
    ...of('series', [{ subject: 'everything', series: all }]),
    ...of('seriesPerJob', jobs.map(({ job, after }) => ({ subject: job === '' ? 'the job without a name' : `job ${job}`, series: after }))),
    ...of('seriesPerTarget', targets.map(({ job, instance, after }) => ({ subject: targetName(job, instance), series: after }))),
  ];
}

function targetName(job: string, instance: string): string {
  return job === '' && instance === '' ? 'the target' : `target ${[job, instance].filter((part) => part !== '').join(' ')}`;
}

export function load(series: number, scrapeInterval: number): LoadFigures {
  const samplesPerSecond = series / scrapeInterval;
  return {
    samplesPerSecond,
    headBytes: times(HEAD_BYTES_PER_SERIES, series),
    storedBytesPerDay: times(STORED_BYTES_PER_SAMPLE, samplesPerSecond * SECONDS_PER_DAY),
  };
}

function times({ low, typical, high }: FigureBand, factor: number): FigureBand {
  return { low: low * factor, typical: typical * factor, high: high * factor };
}
