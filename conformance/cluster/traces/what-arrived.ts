/** What became of each trace: whether it arrived whole, in part or not at all, by the numbers of its spans. */
import { GeneratedTrace } from './generated-traces';
import { Range } from '../telemetry-count';

export interface Arrival {
  readonly whole: readonly GeneratedTrace[];
  /** some of their spans are missing */
  readonly torn: readonly GeneratedTrace[];
  readonly absent: readonly GeneratedTrace[];
}

export function whatArrived(traces: readonly GeneratedTrace[], ranges: readonly Range[]): Arrival {
  const arrived = new Set(ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));
  const here = ({ spans }: GeneratedTrace) => spans.filter(({ number }) => arrived.has(number)).length;
  return {
    whole: traces.filter((trace) => here(trace) === trace.spans.length),
    torn: traces.filter((trace) => here(trace) > 0 && here(trace) < trace.spans.length),
    absent: traces.filter((trace) => here(trace) === 0),
  };
}

/** 99.9 % of all draws lie within so many standard deviations of what is expected. */
const DEVIATIONS = 3.29;

/** Between how many of so many draws of one probability lie, but for one time in a thousand. */
export function binomialBounds(draws: number, probability: number): { readonly least: number; readonly most: number } {
  const deviation = DEVIATIONS * Math.sqrt(draws * probability * (1 - probability));
  return { least: draws * probability - deviation, most: draws * probability + deviation };
}
