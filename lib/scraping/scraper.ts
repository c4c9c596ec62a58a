import { Duration } from 'cdk8s';

/** Who scrapes, and what it takes for what a job does not say. */
export interface Scraper {
  /** Where problems are. */
  readonly caller: string;
  /** Who refuses what is wrong: `the collector`. */
  readonly program: string;
  readonly interval: Duration;
  readonly timeout: Duration;
  /** A field selector that ends with the name of the scraper's node. Left out where the scraper is not on every node. */
  readonly onOwnNode?: (selector: string) => unknown;
}
