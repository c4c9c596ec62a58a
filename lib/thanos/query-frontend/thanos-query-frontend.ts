import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { downstreamTripperDocument } from './downstream-tripper';
import { queryFrontendFlags, QueryFrontendPlan } from './flags';
import { queryFrontendFindings } from './query-frontend-invariants';
import { responseCacheDocument, responseCacheFindings, ThanosResponseCacheProps } from './response-cache';
import { ThanosQueryFrontendProps } from './thanos-query-frontend-props';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { PortExposure, QueryEndpoint } from '../../wiring';
import { egressNeeds, mountNeeds } from '../../wiring/endpoint-needs';
import { deployedPods } from '../../workload/deployed-pods';
import { workloadService } from '../../workload/workload-service';
import { cacheMemoryFindings } from '../caches/cache-invariants';
import { cacheNeeds } from '../caches/cache-needs';
import { ThanosCache } from '../caches/thanos-cache';
import { configFile, HTTP_PORT, ThanosWorkload } from '../thanos-workload';

const CACHE_FILE = 'response-cache.yaml';
const TRIPPER_FILE = 'downstream-tripper.yaml';

/** Connections to Query that are kept: as many as pieces of queries are under way in a busy hour. */
const CONNECTIONS = 100;

/** Cuts queries into pieces, asks Query for them at the same time, and remembers the answers. */
export class ThanosQueryFrontend extends Construct {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The pieces into which ranges are cut. */
  public readonly splitInterval: Duration;
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  /** The Service for clients. */
  public readonly service: ApiObject;
  /** PromQL over HTTP. */
  public readonly queryEndpoint: QueryEndpoint;
  private readonly props: ThanosQueryFrontendProps;
  private readonly workload: ThanosWorkload;
  private readonly responseCache: ThanosResponseCacheProps;

  public constructor(scope: Construct, id: string, props: ThanosQueryFrontendProps) {
    super(scope, id);
    this.props = props;
    this.replicas = props.replicas ?? 2;
    this.splitInterval = props.splitInterval ?? Duration.days(1);
    this.responseCache = props.responseCache ?? { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(256) }) };
    const { downstream } = props;
    this.workload = new ThanosWorkload(this, {
      command: 'query-frontend',
      component: 'query-frontend',
      options: props,
      cluster: props.cluster,
      defaults: { cpu: 0.2, cpuLimit: 2, memory: Size.gibibytes(1) },
      http: PortExposure.SERVICE_AND_SCRAPE,
      flags: () => queryFrontendFlags(this.plan),
      documents: () => ({ [CACHE_FILE]: responseCacheDocument(this.responseCache), [TRIPPER_FILE]: downstreamTripperDocument(CONNECTIONS) }),
      parts: () => [
        { from: 'who answers', needs: { egress: egressNeeds(downstream), mounts: mountNeeds(downstream.tls) } },
        { from: 'its cache', needs: cacheNeeds(this.responseCache.cache) },
      ],
    });
    downstream._connect(this.workload.peer);
    this.responseCache.cache._connect(this.workload.peer);
    this.service = workloadService(this, 'service', this.workload, { suffix: '', exposures: [PortExposure.SERVICE_AND_SCRAPE], more: {} });
    this.queryEndpoint = QueryEndpoint._served(this.workload.servedAt(this.service, HTTP_PORT), 'Thanos');
    this.workload.served.push(this.queryEndpoint);
    this.deployment = deployedPods(this, this.workload, { replicas: this.replicas, template: () => this.workload.thanosPods() });
    this.workload.judge(this.deployment, () => [
      ...replicaFindings(this.replicas),
      ...queryFrontendFindings(this.plan),
      ...responseCacheFindings(this.responseCache),
      ...cacheMemoryFindings([this.responseCache.cache], this.workload.budget.memory),
    ]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.workload.scrapeConfig];
  }

  private get plan(): QueryFrontendPlan {
    const { props } = this;
    const splitting = { splitInterval: this.splitInterval, maxRetries: props.maxRetries, cacheFile: configFile(CACHE_FILE) };
    return {
      downstreamUrl: props.downstream.url,
      ranges: splitting,
      labels: splitting,
      compressResponses: true,
      downstreamTripperFile: configFile(TRIPPER_FILE),
      logQueriesLongerThan: props.logQueriesLongerThan ?? Duration.seconds(10),
      verticalShards: props.verticalShards,
      forwardHeaders: props.forwardHeaders,
      tenantHeader: props.tenantHeader,
    };
  }
}
