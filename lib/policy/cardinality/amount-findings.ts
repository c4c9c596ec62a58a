import { Size, SizeRoundingBehavior } from 'cdk8s';
import { ScrapeLimits, SeriesBudget } from './cardinality-policy-props';
import { Finding } from '../../validation';

/** What is wrong with limits and budgets. */
export function amountFindings(property: string, numbers: ScrapeLimits | SeriesBudget): Finding[] {
  return Object.entries(numbers).flatMap(([name, value]: [string, unknown]) => [
    ...typeof value === 'number' && (!Number.isSafeInteger(value) || value < 1) ? [{
      what: `${property}.${name} is ${String(value)}`, why: 'it is a number of things, and Prometheus takes 0 for no limit at all', fix: `${property}.${name}: a whole number, at least 1, or leave it out`,
    }] : [],
    ...value instanceof Size && value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) <= 0 ? [{
      what: `${property}.${name} is ${value.asString()}`, why: 'Prometheus takes 0 for no limit at all', fix: `${property}.${name}: Size.mebibytes(10), or leave it out`,
    }] : [],
  ]);
}
