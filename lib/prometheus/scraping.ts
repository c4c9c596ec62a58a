import { PrometheusPlan } from './prometheus-plan';
import { PrometheusStatefulSetProps } from './prometheus-stateful-set-props';
import { requireJob, requireClusterCa } from '../scraping/require-job';
import { scrapeNeeds } from '../scraping/scrape-access';
import { Scraper } from '../scraping/scraper';
import { fail, Finding } from '../validation';
import { FileSource, SecretValue } from '../wiring';
import { mountOf } from '../wiring/endpoint-needs';
import { valuesIn } from '../wiring/mapping';
import { NamedNeeds } from '../wiring/needs-sum';

type ScrapingProps = Pick<PrometheusStatefulSetProps, 'scrapeConfigs' | 'targetAccess'>;

/** Fails on jobs that Prometheus refuses, and on secrets that it could not read: it knows files, no variables. */
export function requireJobs({ scrapeConfigs = [], targetAccess }: ScrapingProps, scraper: Scraper): void {
  scrapeConfigs.forEach((job) => {
    requireJob(job, scrapeConfigs, scraper);
    const secret = valuesIn(job.extra).find((value): value is SecretValue => value instanceof SecretValue);
    if (secret) {
      fail(scraper.caller, {
        what: `job '${job.jobName}': extra has the key '${secret.key}' of secret '${secret.secretName}' as a value`,
        why: 'Prometheus reads no variables: the secret would have to stand in the ConfigMap',
        fix: `a key that names a file, for example { basic_auth: { username: 'web', password_file: FileSource.fromSecret('${secret.secretName}', '${secret.key}') } }`,
      });
    }
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
  return scrapeConfigs.length === 0 ? [] : [
    { from: 'its scrape jobs', needs: scrapeNeeds(scrapeConfigs, targetAccess) },
    ...scrapeConfigs.map(({ jobName, extra }) => ({
      from: `job '${jobName}'`,
      needs: { mounts: valuesIn(extra).filter((value): value is FileSource => value instanceof FileSource).map(mountOf) },
    })),
  ];
}
