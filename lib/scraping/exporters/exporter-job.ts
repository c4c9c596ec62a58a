import { ExporterOptions } from './exporter-options';
import { Labels } from '../../kubernetes/labels';
import { limitsOfPrometheus } from '../../policy/cardinality/compilers/limits';
import { scrapeRelabeling } from '../../policy/cardinality/compilers/series-relabeling';
import { PolicyPlan } from '../../policy/cardinality/policy-plan';
import { failOnFindings } from '../../validation';
import { ScrapeOptions } from '../scrape-config';

/** Where the pods of an exporter are. */
export interface ExporterPlace {
  readonly namespace?: string;
  readonly selector: Labels;
}

/** How pods of one exporter are found. */
export function exporterPods({ namespace, selector }: ExporterPlace): { readonly namespaces?: string[]; readonly labelSelector: string } {
  return {
    namespaces: namespace === undefined ? undefined : [namespace],
    labelSelector: Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(','),
  };
}

/** How often an exporter is scraped, and what a policy leaves for who scrapes it. What relabel rules cannot do fails. */
export function exporterScraping(path: string, { tier, scrapeInterval }: ExporterOptions, plan?: PolicyPlan): ScrapeOptions {
  if (plan === undefined) {
    return { tier, scrapeInterval };
  }
  const { document, findings } = scrapeRelabeling(plan);
  failOnFindings(path, findings.map((finding) => ({ ...finding, what: `cardinality: ${finding.what}` })));
  const { sample_limit: _samples, label_limit: _labels, ...others } = limitsOfPrometheus(plan.limits);
  return {
    tier,
    scrapeInterval,
    metricRelabelConfigs: document.length > 0 ? document : undefined,
    sampleLimit: plan.limits.samples,
    labelLimit: plan.limits.labels,
    extra: Object.keys(others).length > 0 ? others : undefined,
  };
}
