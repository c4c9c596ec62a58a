/** How a run goes, and what may be missing of it. */

/** Numbers of scrapes: nobody sends a scrape again, so that one may be lost with the collector that made it. */
export const SCRAPES = 'scrapes';

/** How a run goes. */
export interface Course {
  /** for how long applications send */
  readonly seconds: number;
  /** how often each target is scraped at least before the run is over */
  readonly scrapes: number;
  /** how many scrapes of each target may be missing; so often, and once more, it must be scraped for all of its series to arrive */
  readonly scrapesLost: number;
  /** whether those who read files are killed or replaced meanwhile */
  readonly restarted?: boolean;
  /** how long nothing may arrive before what has not come is missing, in seconds */
  readonly patience?: number;
}

/**
 * A line over 16 KiB, which the runtime writes in parts, is cut when the kubelet rotates its file between them. In this
 * cluster files rotate every few seconds, and every container writes such lines.
 */
export const CUT_BY_ROTATION = 2;

/** Kinds whose lines are over 16 KiB. */
const LONG = ['long', 'json-long', 'mixed-long'];

export function isLong(kind: string): boolean {
  return LONG.includes(kind);
}

/** Lines of the same stream as long ones of a container that writes both: the first part of one that was cut takes the next of them with it. */
const BEHIND_LONG = 'mixed-stdout';

/**
 * How many records of a kind may not be whole, by what the library says that it cannot promise (docs/collector-daemon-set.md). Besides rotation: a
 * record of several lines is cut where the other stream begins one, and a line over 16 KiB that the other stream interrupts may be lost to a kill.
 *
 * @param targets how many targets are scraped
 */
export function mayLack(kind: string, { restarted, scrapesLost }: Course, targets: number): number {
  if (kind === SCRAPES) {
    return scrapesLost === Infinity ? Infinity : targets * scrapesLost;
  }
  if (kind === 'mixed-stack-trace' || (restarted && kind === 'mixed-long')) {
    return Infinity;
  }
  return kind === BEHIND_LONG || isLong(kind) ? CUT_BY_ROTATION : 0;
}
