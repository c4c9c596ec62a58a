import { Duration } from 'cdk8s';
import { Scraper } from '../../../scraping/scraper';
import { env } from '../expansion';
import { NODE_NAME } from '../pod-variables';

/** How the collector takes scrape jobs. */
export const COLLECTOR_SCRAPER: Scraper = {
  caller: 'PrometheusReceiver',
  program: 'the collector',
  interval: Duration.minutes(1),
  timeout: Duration.seconds(10),
  onOwnNode: (selector) => env(NODE_NAME.name, selector),
};
