import { Duration } from 'cdk8s';
import { COLLECTOR_SCRAPER } from './collector-scraper';
import { requireInterval } from '../../../scraping/collection-interval';
import { requireClusterCa, requireJob } from '../../../scraping/require-job';
import { scrapeNeeds, targetNeeds } from '../../../scraping/scrape-access';
import { ScrapeConfig } from '../../../scraping/scrape-config';
import { scrapeJob } from '../../../scraping/scrape-job';
import { fail } from '../../../validation';
import { AccessRule, Needs, Tls } from '../../../wiring';
import { mountNeeds } from '../../../wiring/endpoint-needs';
import { tlsConfig } from '../client-connection';
import { Receiver } from '../component';
import { env, secretVariables } from '../expansion';
import { NODE_NAME, POD_NAME } from '../pod-variables';

/** The Target Allocator that hands out targets. */
export interface TargetAllocatorClient {
  /** Its URL, for example `http://target-allocator.observability.svc`. Anything but an http or https URL fails. */
  readonly endpoint: string;

  /**
   * How often it is asked. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * By what the allocator knows this collector. Empty, and one with `${`, fail.
   *
   * @default - the name of the pod
   */
  readonly collectorId?: string;

  /**
   * How the connection is protected. An allocator that serves https asks for a certificate of the collector, and gives credentials of targets to
   * nobody else. With an http URL it fails.
   *
   * @default - the roots in the image for https
   */
  readonly tls?: Tls;
}

/** Options of the Prometheus receiver. */
export interface PrometheusReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * What is scraped. None, without a Target Allocator, fails.
   *
   * @default - what the Target Allocator says
   */
  readonly scrapeConfigs?: ScrapeConfig[];

  /**
   * Who hands out targets to several collectors.
   *
   * @default - every replica scrapes everything
   */
  readonly targetAllocator?: TargetAllocatorClient;

  /**
   * Whether units and types are cut off the names of metrics.
   *
   * @default false
   */
  readonly trimMetricSuffixes?: boolean;

  /**
   * What targets ask of the ServiceAccount whose token they are shown, besides what discovery needs and `nodes/metrics` of kubelets.
   *
   * @default - nothing
   */
  readonly targetAccess?: AccessRule[];
}

/**
 * Scrapes Prometheus metrics.
 *
 * Every replica scrapes every target, unless a Target Allocator shares them out or each looks at its own node only.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/prometheusreceiver/README.md
 */
export class PrometheusReceiver extends Receiver {
  /** What is scraped. */
  public readonly scrapeConfigs: ScrapeConfig[];
  private readonly props: PrometheusReceiverProps;
  /** Jobs whose targets are handed out to it. */
  private readonly allocated: ScrapeConfig[] = [];

  public constructor(props: PrometheusReceiverProps) {
    super('prometheus', props.name);
    this.props = props;
    this.scrapeConfigs = [...(props.scrapeConfigs ?? [])];
    if (this.scrapeConfigs.length === 0 && !props.targetAllocator) {
      fail('PrometheusReceiver', {
        what: 'there are neither scrapeConfigs nor a targetAllocator',
        why: 'the collector refuses it',
        fix: "scrapeConfigs: [{ jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'] }] }]",
      });
    }
    this.scrapeConfigs.forEach((job) => requireJob(job, this.scrapeConfigs, COLLECTOR_SCRAPER));
    if (props.targetAllocator) {
      requireAllocator(props.targetAllocator);
    }
    requireClusterCa(this.scrapeConfigs, this._needs(), COLLECTOR_SCRAPER);
  }

  /** Has it scrape what an allocator of this program hands out of some jobs. @internal */
  public _scrapeFor(jobs: readonly ScrapeConfig[]): void {
    this.allocated.push(...jobs);
    requireClusterCa(jobs, this._needs(), COLLECTOR_SCRAPER);
  }

  /** Targets are anywhere, on any port. @internal */
  public _needs(): Needs {
    const jobs = this.scrapeConfigs;
    const [own, handedOut] = [scrapeNeeds(jobs, this.props.targetAccess), targetNeeds(this.allocated)];
    return {
      ...own,
      mounts: [...own.mounts, ...handedOut.mounts, ...mountNeeds(this.props.targetAllocator?.tls ?? Tls.plaintext())],
      clusterRules: [...own.clusterRules, ...handedOut.clusterRules],
      nonResourcePaths: [...own.nonResourcePaths, ...handedOut.nonResourcePaths],
      variables: [
        ...secretVariables(jobs.map(({ extra }) => extra)),
        ...(jobs.some(({ kubernetes }) => kubernetes?.some(({ ownNodeOnly }) => ownNodeOnly)) ? [NODE_NAME] : []),
        ...(this.props.targetAllocator && this.props.targetAllocator.collectorId === undefined ? [POD_NAME] : []),
      ],
    };
  }

  /** @internal */
  protected _config(): object {
    const { targetAllocator, trimMetricSuffixes } = this.props;
    return {
      trim_metric_suffixes: trimMetricSuffixes ? true : undefined,
      config: this.scrapeConfigs.length > 0 ? { scrape_configs: this.scrapeConfigs.map((job) => scrapeJob(job, COLLECTOR_SCRAPER)) } : undefined,
      target_allocator: targetAllocator && {
        endpoint: targetAllocator.endpoint,
        interval: targetAllocator.interval ?? Duration.seconds(30),
        collector_id: targetAllocator.collectorId ?? env(POD_NAME.name),
        tls: targetAllocator.tls && tlsConfig(targetAllocator.tls),
      },
    };
  }
}

function requireAllocator({ endpoint, interval, collectorId, tls }: TargetAllocatorClient): void {
  if (!/^https?:\/\/[^\s/]+(\/\S*)?$/.test(endpoint)) {
    fail('PrometheusReceiver', {
      what: `targetAllocator: endpoint '${endpoint}' is not a URL`,
      why: 'the collector refuses it, or never gets a target',
      fix: "endpoint: 'http://target-allocator.observability.svc'",
    });
  }
  if (tls && tls.enabled !== endpoint.startsWith('https:')) {
    fail('PrometheusReceiver', {
      what: `targetAllocator: tls is ${tls.enabled ? 'given' : 'Tls.plaintext()'}, and endpoint is '${endpoint}'`,
      why: 'the scheme says whether the connection is encrypted, whatever tls says',
      fix: tls.enabled ? `endpoint: '${endpoint.replace(/^http:/, 'https:')}'` : 'leave tls out',
    });
  }
  if (interval) {
    requireInterval('PrometheusReceiver', 'targetAllocator: interval', interval);
  }
  if (collectorId === '' || collectorId?.includes('${')) {
    fail('PrometheusReceiver', {
      what: `targetAllocator: collectorId '${collectorId}' is not the name of a collector`,
      why: 'the collector refuses it',
      fix: 'leave it out for the name of the pod',
    });
  }
}
