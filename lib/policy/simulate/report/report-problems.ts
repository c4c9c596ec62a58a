import { decimal } from './number-text';
import { ReportFigures } from './report-figures';
import { at, Finding, Problem } from '../../../validation';

const CALLER = 'CardinalityPolicy';

/** What must not be: budgets that are broken, and claims that a dump disproves. */
export function reportProblems({ budgets, merges }: ReportFigures): Problem[] {
  return at(CALLER, [
    ...budgets.filter(({ kept }) => !kept).map(({ budget, subject, series, allowed }): Finding => ({
      what: `budget.${budget} is ${decimal(allowed)}, and ${subject} has ${decimal(series)} series after the policy`,
      why: `${decimal(series - allowed)} series too many`,
      fix: `a part of the policy that saves them, or budget.${budget}: ${series}`,
    })),
    ...merges.filter(({ claimedUnique }) => claimedUnique).map(({ part, metric, series, left }): Finding => ({
      what: `${part} says unique, and makes ${decimal(left)} of ${decimal(series)} series of ${metric}`,
      why: `Prometheus would lose ${decimal(series - left)} of them without a word`,
      fix: 'leave unique out, so that a collector merges them',
    })),
  ]);
}
