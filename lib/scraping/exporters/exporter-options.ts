import { Duration } from 'cdk8s';
import { WorkloadOptions } from '../../workload';
import { ScrapeTier } from '../scrape-tier';

/** Options that exporters share. */
export interface ExporterOptions extends WorkloadOptions {
  /**
   * How important its series are, which says how often it is scraped. With `scrapeInterval` it fails where it is scraped.
   *
   * @default - `scrapeInterval` says it
   */
  readonly tier?: ScrapeTier;

  /**
   * How often it is scraped. Zero fails where it is scraped.
   *
   * @default - as often as the scraper scrapes what does not say
   */
  readonly scrapeInterval?: Duration;
}
