import { MergeFigures } from './report-figures';

/** How many series rules on the scrape path would lose. */
export function lostByMerging(merges: readonly MergeFigures[]): number {
  return merges.reduce((sum, { lost }) => sum + lost, 0);
}

/** What becomes of series that become equal, or what to change. */
export function remedyText({ mergedBy, fix, claimedUnique }: MergeFigures): string {
  return claimedUnique ? 'said to be unique, and is not' : mergedBy === undefined ? `nothing merges them rightly; fix: ${fix}` : `merged by ${mergedBy} in a collector`;
}
