import { PrometheusPlan } from './prometheus-plan';
import { PrometheusStatefulSetProps } from './prometheus-stateful-set-props';
import { requireJob, requireClusterCa } from '../scraping/require-job';
import { scrapeNeeds } from '../scraping/scrape-access';
import { Scraper } from '../scraping/scraper';
import { requireSecretsInFiles } from '../scraping/secrets-in-jobs';
import { Finding } from '../validation';
import { NamedNeeds } from '../wiring/needs-sum';

type ScrapingProps = Pick<PrometheusStatefulSetProps, 'scrapeConfigs' | 'targetAccess'>;

/** Fails on jobs that Prometheus refuses, and on secrets that it could not read: it knows files, no variables. */
export function requireJobs({ scrapeConfigs = [], targetAccess }: ScrapingProps, scraper: Scraper): void {
  scrapeConfigs.forEach((job) => {
    requireJob(job, scrapeConfigs, scraper);
    requireSecretsInFiles(job, scraper);
  });
  requireClusterCa(scrapeConfigs, scrapeNeeds(scrapeConfigs, targetAccess), scraper);
}

/** Judges whether there is anything that it could keep. */
export function sourceFindings({ scrapeConfigs = [] }: ScrapingProps, { remoteWriteReceiver }: Pick<PrometheusPlan, 'remoteWriteReceiver'>): Finding[] {
  return scrapeConfigs.length > 0 || remoteWriteReceiver ? [] : [{
    what: 'it scrapes nothing, and remoteWriteReceiver is off',
    why: 'every answer would be empty, and no alert would ever fire',
    fix: "scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }]",
  }];
}

/** What its jobs need. */
export function scrapeParts({ scrapeConfigs = [], targetAccess }: ScrapingProps): NamedNeeds[] {
  return scrapeConfigs.length === 0 ? [] : [{ from: 'its scrape jobs', needs: scrapeNeeds(scrapeConfigs, targetAccess) }];
}
