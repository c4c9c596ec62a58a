import { CardinalityPolicy } from '../policy';
import { TargetAllocator } from './target-allocator/target-allocator';
import { ScrapeConfig } from '../scraping/scrape-config';
import { AccessRule } from '../wiring';

/** What a collector scrapes, and who shares it out among its pods. */
export interface ScrapingOptions {
  /**
   * What is scraped. None, without an allocator, fails.
   *
   * @default - what the allocator finds by its monitors
   */
  readonly jobs?: ScrapeConfig[];

  /**
   * Who finds the targets and shares them out. Without it every pod scrapes everything: more than one replica is a problem then, and on every node a job
   * that does not look at its own node only.
   *
   * @default - each pod finds targets for itself
   */
  readonly allocator?: TargetAllocator;

  /**
   * What targets ask of the ServiceAccount whose token they are shown, besides `nodes/metrics` of kubelets.
   *
   * @default - nothing
   */
  readonly targetAccess?: AccessRule[];
}

/** What a gateway scrapes. */
export interface GatewayScrapingOptions extends ScrapingOptions {
  /**
   * What stays of the series that are scraped. What goes before anything merges is a rule of the jobs; labels that go away or change make series one, which
   * the collector does rightly. Its limits are those of every scrape. What a collector cannot do fails, and so does a policy beside an allocator with monitors.
   *
   * @default - all series
   */
  readonly cardinality?: CardinalityPolicy;
}
