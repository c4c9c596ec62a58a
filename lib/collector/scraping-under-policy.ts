import { cardinalityProcessors } from './cardinality-processors';
import { CardinalityPolicy } from '../policy';
import { Processor } from './components/component';
import { limitsOfPrometheus } from '../policy/cardinality/compilers/limits';
import { isMerge } from '../policy/cardinality/compilers/ottl/ottl-program';
import { forScrapingCollector } from '../policy/cardinality/compilers/scraping-collector';
import { ScrapeConfig } from '../scraping/scrape-config';

/** Jobs, and what comes behind their receiver. */
export interface RuledScraping {
  readonly scrapeConfigs: ScrapeConfig[];
  readonly processors: Processor[];
}

/**
 * Jobs whose series a policy rules. What a collector cannot do fails.
 *
 * @param name what tells the processors from those of other policies in the collector
 */
export function underPolicy(path: string, jobs: readonly ScrapeConfig[], policy: CardinalityPolicy, name?: string): RuledScraping {
  const { document: { metricRelabelConfigs, stages }, findings } = forScrapingCollector(policy._plan);
  const named = findings.map((finding) => ({ ...finding, what: `cardinality: ${finding.what}` }));
  const processors = cardinalityProcessors({ document: stages, findings: named }, path, name);
  const { samples, labels, ...limits } = policy._plan.limits;
  return {
    scrapeConfigs: jobs.map((job) => ({
      ...job,
      metricRelabelConfigs: [...job.metricRelabelConfigs ?? [], ...metricRelabelConfigs],
      sampleLimit: lower(job.sampleLimit, samples),
      labelLimit: lower(job.labelLimit, labels),
      // points of several times are not one, whatever their labels: the time of the scrape is one time
      extra: { ...stages.some(isMerge) ? { honor_timestamps: false } : {}, ...limitsOfPrometheus(limits), ...job.extra },
    })),
    processors,
  };
}

function lower(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? one ?? other : Math.min(one, other);
}
