import { ExporterOptions } from './exporter-options';
import { limitsOfPrometheus } from '../../policy/cardinality/compilers/limits';
import { scrapeRelabeling } from '../../policy/cardinality/compilers/series-relabeling';
import { PolicyPlan } from '../../policy/cardinality/policy-plan';
import { failOnFindings } from '../../validation';
import { ScrapeOptions } from '../scrape-config';

/** How often an exporter is scraped, and what a policy leaves for who scrapes it. What relabel rules cannot do fails. */
export function exporterScraping(path: string, { tier, scrapeInterval }: ExporterOptions, plan?: PolicyPlan): ScrapeOptions {
  if (plan === undefined) {
    return { tier, scrapeInterval };
  }
  const { document, findings } = scrapeRelabeling(plan);
  failOnFindings(path, findings.map((finding) => ({ ...finding, what: `cardinality: ${finding.what}` })));
  const { samples, labels, ...limits } = plan.limits;
  const others = limitsOfPrometheus(limits);
  return {
    tier,
    scrapeInterval,
    metricRelabelConfigs: document.length > 0 ? document : undefined,
    sampleLimit: samples,
    labelLimit: labels,
    extra: Object.keys(others).length > 0 ? others : undefined,
  };
}
