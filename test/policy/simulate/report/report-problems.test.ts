import { MetricKind } from '../../../../lib';
import { ReportFigures } from '../../../../lib/policy/simulate/report/report-figures';
import { reportProblems } from '../../../../lib/policy/simulate/report/report-problems';

const problems = (figures: Pick<ReportFigures, 'budgets' | 'merges'>) => reportProblems(figures as ReportFigures);
const merge = (claimedUnique: boolean) => ({ part: 'dropLabels', metric: 'm', kind: MetricKind.COUNTER, acrossTargets: false, series: 5000, left: 1200, lost: 3800, claimedUnique });

test('a budget that is broken is a problem, with how much is too much, and a fix that keeps it', () => {
  const budget = (kept: boolean) => ({ budget: 'series', subject: 'everything', allowed: 1000, series: 3500, kept });
  expect(problems({ budgets: [budget(true), budget(false)], merges: [] })).toEqual([{
    path: 'CardinalityPolicy',
    what: 'budget.series is 1,000, and everything has 3,500 series after the policy',
    why: '2,500 series too many',
    fix: 'a part of the policy that saves them, or budget.series: 3500',
  }]);
});

test('series that were said to be unique, and are not, are a problem', () => {
  expect(problems({ budgets: [], merges: [merge(false), merge(true)] })).toEqual([{
    path: 'CardinalityPolicy',
    what: 'dropLabels says unique, and makes 1,200 of 5,000 series of m',
    why: 'Prometheus would lose 3,800 of them without a word',
    fix: 'leave unique out, so that a collector merges them',
  }]);
});
