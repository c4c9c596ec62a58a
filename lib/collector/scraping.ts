import { PrometheusReceiver } from './components/receivers/prometheus-receiver';
import { Flows } from './flows';
import { ScrapingOptions } from './scraping-options';
import { underPolicy } from './scraping-under-policy';
import { CardinalityPolicy } from '../policy';
import { AllocatedKind } from './target-allocator/allocator-findings';
import { TargetAllocator } from './target-allocator/target-allocator';
import { ScrapeConfig } from '../scraping/scrape-config';
import { fail } from '../validation';
import { PodPeer, Signal } from '../wiring';

/** What a collector was told of scraping. */
export interface ScrapingPlan {
  /** Jobs of every pod for its own node. */
  readonly onOwnNode: readonly ScrapeConfig[];
  readonly scrape?: ScrapingOptions;
  readonly cardinality?: CardinalityPolicy;
}

/** The pods that scrape. */
export interface ScrapingPods {
  readonly kind: AllocatedKind;
  readonly peer: PodPeer;
}

/** What comes in by scraping, and who is told which pods there are. */
export interface Scraping {
  readonly receivers: Flows['receivers'];
  /** Gives the jobs to their allocator, with the pods that take the targets. */
  readonly handOutTo: (pods: ScrapingPods) => void;
}

/** One receiver for everything that is scraped. With an allocator the jobs are its document's, and only what is on the own node is the collector's. */
export function scraping(path: string, { onOwnNode, scrape, cardinality }: ScrapingPlan): Scraping {
  if (onOwnNode.length === 0 && scrape === undefined) {
    return { receivers: [], handOutTo: () => undefined };
  }
  const { jobs = [], allocator, targetAccess } = scrape ?? {};
  if (scrape !== undefined && jobs.length === 0 && allocator === undefined) {
    fail(path, { what: 'scrape has neither jobs nor an allocator', why: 'nothing would be scraped', fix: "scrape: { jobs: [{ jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'] }] }] }" });
  }
  if (allocator) {
    requireOnce(path, onOwnNode, jobs, allocator);
    requireRuled(path, cardinality, allocator);
  }
  const all = [...onOwnNode, ...jobs];
  const { scrapeConfigs, processors } = cardinality ? underPolicy(path, all, cardinality) : { scrapeConfigs: all, processors: [] };
  const own = allocator ? scrapeConfigs.slice(0, onOwnNode.length) : scrapeConfigs;
  const handedOut = scrapeConfigs.slice(own.length);
  const receiver = new PrometheusReceiver({ scrapeConfigs: own, targetAccess, targetAllocator: allocator?._client });
  receiver._scrapeFor(handedOut);
  return {
    receivers: [{ receiver, signals: [Signal.METRICS], processors }],
    handOutTo: ({ kind, peer }) => allocator?._handOutTo({ path, kind, peer, namespace: peer.namespace, jobs: handedOut }),
  };
}

function requireOnce(path: string, onOwnNode: readonly ScrapeConfig[], jobs: readonly ScrapeConfig[], allocator: TargetAllocator): void {
  const twice = onOwnNode.find(({ jobName }) => jobs.some((job) => job.jobName === jobName));
  if (twice) {
    fail(path, {
      what: `job '${twice.jobName}' is scraped by every agent on its node, and handed out by ${allocator.node.path}`,
      why: 'a collector takes one job of a name, and its targets would be scraped twice',
      fix: 'leave one of the two out, or give the job of the allocator another name',
    });
  }
}

function requireRuled(path: string, cardinality: CardinalityPolicy | undefined, allocator: TargetAllocator): void {
  if (cardinality && allocator._hasMonitors) {
    fail(path, {
      what: `cardinality rules jobs, and ${allocator.node.path} has monitors`,
      why: 'monitors bring rules of their own: the policy would rule some series, and not others',
      fix: 'leave cardinality out, and CardinalityProcessors.scraped(policy).forEach((processor) => collector.addProcessor(processor, [Signal.METRICS]))',
    });
  }
}
