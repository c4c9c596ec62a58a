import { Size } from 'cdk8s';
import { bytesOf, readableSize } from '../../kubernetes/quantities';
import { ScrapeLimits } from '../../policy';
import { Finding } from '../../validation';

/** What is wrong with limits of which others never hold. */
export function enforcedLimitFindings(limits: ScrapeLimits, enforcedLimits: ScrapeLimits): Finding[] {
  return (Object.keys(limits) as (keyof ScrapeLimits)[]).flatMap((name) => {
    const [usual, most] = [limits[name], enforcedLimits[name]];
    return usual === undefined || most === undefined || amountOf(most) >= amountOf(usual) ? [] : [{
      what: `enforcedLimits.${name} is ${written(most)}, and limits.${name} ${written(usual)}`,
      why: 'the lower one holds for all: the other says something that is not true',
      fix: `limits: { ${name}: ${literal(most)} }, or leave it out`,
    }];
  });
}

function amountOf(limit: number | Size): number {
  return typeof limit === 'number' ? limit : bytesOf(limit);
}

function written(limit: number | Size): string {
  return typeof limit === 'number' ? String(limit) : readableSize(limit);
}

function literal(limit: number | Size): string {
  return typeof limit === 'number' ? String(limit) : `Size.kibibytes(${limit.toKibibytes()})`;
}
