import { alertingConfig } from './alerting';
import { prometheusDocument } from './document-values';
import { writtenLabels } from './external-labels';
import { keepsRetentionInFile } from './flags';
import { PrometheusPlan, takesLateSamples } from './prometheus-plan';
import { remoteWriteConfig } from './remote-write';
import { limitsOfPrometheus } from '../policy/cardinality/compilers/limits';
import { ScrapeConfig } from '../scraping';
import { scrapeJob } from '../scraping/scrape-job';
import { Scraper } from '../scraping/scraper';
import { thanosSize } from '../thanos/sizes';

/** The variable that holds the name of the pod. */
export const POD_NAME = 'POD_NAME';

/** What a configuration says besides what the plan does. */
export interface Scraping {
  readonly scraper: Scraper;
  readonly jobs: readonly ScrapeConfig[];
  readonly ruleFiles: readonly string[];
}

/**
 * The configuration of a Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function prometheusConfiguration(plan: PrometheusPlan, { scraper, jobs, ruleFiles }: Scraping): object {
  return prometheusDocument({
    global: {
      scrape_interval: plan.scrapeInterval,
      scrape_timeout: plan.scrapeTimeout,
      evaluation_interval: plan.evaluationInterval,
      // Prometheus puts the variable in its place when it reads the file
      external_labels: { ...writtenLabels(plan), [plan.replicaLabel]: `\${${POD_NAME}}` },
      ...limitsOfPrometheus(plan.limits),
    },
    storage: storageConfig(plan),
    rule_files: ruleFiles.length > 0 ? ruleFiles : undefined,
    alerting: alertingConfig(plan.alertmanagers, plan.replicaLabel),
    scrape_configs: jobs.length > 0 ? jobs.map((job) => scrapeJob(job, scraper)) : undefined,
    remote_write: plan.remoteWrite.length > 0 ? plan.remoteWrite.map((endpoint) => remoteWriteConfig(endpoint, plan.maxExemplars !== undefined)) : undefined,
  }) as object;
}

function storageConfig(plan: PrometheusPlan): object | undefined {
  const { version, retention, retentionSize, outOfOrderTimeWindow, maxExemplars } = plan;
  const tsdb = {
    ...keepsRetentionInFile(version) ? { retention: { time: retention, size: thanosSize(retentionSize) } } : {},
    ...takesLateSamples(plan) ? { out_of_order_time_window: outOfOrderTimeWindow } : {},
  };
  const storage = {
    ...Object.keys(tsdb).length > 0 ? { tsdb } : {},
    ...maxExemplars === undefined ? {} : { exemplars: { max_exemplars: maxExemplars } },
  };
  return Object.keys(storage).length > 0 ? storage : undefined;
}
