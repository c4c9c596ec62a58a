import { IConstruct } from 'constructs';
import { Processor } from './components/component';
import { PrometheusReceiver } from './components/receivers/prometheus-receiver';
import { Flows } from './flows';
import { withoutGuessedContainer } from './guessed-container';
import { ScrapingOptions } from './scraping-options';
import { underPolicy } from './scraping-under-policy';
import { CardinalityPolicy } from '../policy';
import { AllocatedKind } from './target-allocator/allocator-findings';
import { isForAnnotatedPods, registerJobsOnNodes } from './target-allocator/jobs-on-nodes';
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
  /** The name of the cluster. */
  readonly cluster: string;
}

/** What comes in by scraping, and who is told which pods there are. */
export interface Scraping {
  readonly receivers: Flows['receivers'];
  /** What all metrics pass, because the receiver says of some what is not so. */
  readonly corrections: readonly Processor[];
  /** Makes known which pods scrape, and gives the jobs to their allocator. */
  readonly handOutTo: (pods: ScrapingPods) => void;
}

/** One receiver for everything that is scraped. With an allocator the jobs are its document's, and only what is on the own node is the collector's. */
export function scraping(scope: IConstruct, { onOwnNode, scrape, cardinality }: ScrapingPlan): Scraping {
  if (onOwnNode.length === 0 && scrape === undefined) {
    return { receivers: [], corrections: [], handOutTo: () => undefined };
  }
  const { path, root } = scope.node;
  const { jobs = [], allocator, targetAccess } = scrape ?? {};
  requireSensible(path, { onOwnNode, scrape, cardinality });
  const all = [...onOwnNode, ...jobs];
  const { scrapeConfigs, processors } = cardinality ? underPolicy(path, all, cardinality) : { scrapeConfigs: all, processors: [] };
  const own = allocator ? scrapeConfigs.slice(0, onOwnNode.length) : scrapeConfigs;
  const handedOut = scrapeConfigs.slice(own.length);
  const receiver = new PrometheusReceiver({ scrapeConfigs: own, targetAccess, targetAllocator: allocator?._client });
  receiver._scrapeFor(handedOut);
  return {
    receivers: [{ receiver, signals: [Signal.METRICS], processors }],
    corrections: all.some(isForAnnotatedPods) ? [withoutGuessedContainer()] : [],
    handOutTo: ({ kind, peer, cluster }) => {
      registerJobsOnNodes(root, { path, cluster, jobs: kind === 'DaemonSet' ? own : [] });
      allocator?._handOutTo({ path, kind, peer, cluster, namespace: peer.namespace, jobs: handedOut });
    },
  };
}

function requireSensible(path: string, { onOwnNode, scrape, cardinality }: ScrapingPlan): void {
  const { jobs = [], allocator } = scrape ?? {};
  if (allocator) {
    requireOnce(path, onOwnNode, jobs, allocator);
    requireRuled(path, cardinality, allocator);
  } else if (scrape !== undefined && jobs.length === 0) {
    fail(path, {
      what: 'scrape has neither jobs nor an allocator',
      why: 'nothing would be scraped',
      fix: 'scrape: { jobs: [ScrapeJobs.kubelet()] }, or leave scrape out',
    });
  }
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
