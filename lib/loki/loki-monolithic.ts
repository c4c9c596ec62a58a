import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { LokiFrontage } from './loki-frontage';
import { LokiInstallation } from './loki-installation';
import { LokiMonolithicProps } from './loki-monolithic-props';
import { LokiQueryEndpoint } from './query-endpoint';
import { endsQueries, FLUSHES } from './roles';
import { streamsAtMost } from './streams';
import { ScrapeConfig } from '../scraping';
import { judgeAtSynth } from '../validation';
import { Destination, ILogsDestination, OtlpEndpoint, PortExposure, StoreAccess } from '../wiring';
import { LokiTenant } from './tenants/loki-tenant';
import { LokiComponent } from './workload/loki-component';
import { egressNeeds } from '../wiring/endpoint-needs';
import { MemberPlace } from '../workload/gossip-ring';

/**
 * A Loki whose pods are all of its components: for as much as some tens of gigabytes of lines a day.
 *
 * Its replicas keep each line several times, and one of them compacts. Deleting lines by a request is for a `LokiDistributed`: here, every pod would take such requests,
 * and each overwrite those of the others.
 *
 * @see https://grafana.com/docs/loki/latest/get-started/deployment-modes/#monolithic-mode
 */
export class LokiMonolithic extends Construct implements ILogsDestination {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The volume of each replica. */
  public readonly volume: Size;
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, which names every replica, and by which it is reached. */
  public readonly service: ApiObject;
  private readonly props: LokiMonolithicProps;
  private readonly installation: LokiInstallation;
  private readonly component: LokiComponent;
  private readonly frontage: LokiFrontage;
  /** Every pod asks every other; needs are asked before there are any. */
  private readonly asked: MemberPlace[] = [];

  public constructor(scope: Construct, id: string, props: LokiMonolithicProps) {
    super(scope, id);
    this.props = props;
    const { pods = {} } = props;
    this.replicas = pods.replicas ?? 3;
    this.volume = pods.volume ?? Size.gibibytes(50);
    this.installation = new LokiInstallation(this, props, () => ({
      addresses: {},
      ingester: { memory: this.component._workload.budget.memory, flushOnShutdown: true, zoneAware: false },
      patterns: false,
    }));
    this.component = this.makePods();
    this.asked.push(this.component._grpc);
    this.statefulSet = this.component.controller;
    this.service = this.component.service;
    this.frontage = new LokiFrontage(this.installation, this.component, this.component);
    this.connect();
    judgeAtSynth(this, () => this.installation.findings(this.replicas), (findings) => findings);
  }

  /** Where the default tenant writes. */
  public get otlpEndpoint(): OtlpEndpoint {
    return this.frontage.otlpEndpointFor(this.installation.defaultTenant);
  }

  /** Where logs go: those of the default tenant. */
  public get logsDestination(): Destination {
    return this.otlpEndpoint;
  }

  /** Where the default tenant asks. */
  public get queryEndpoint(): LokiQueryEndpoint {
    return this.frontage.queryEndpointFor(this.installation.defaultTenant);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.component.scrapeConfig];
  }

  /**
   * Where a tenant writes. Fails for one that is none of this Loki.
   *
   * @param tenant the tenant
   */
  public otlpEndpointFor(tenant: LokiTenant): OtlpEndpoint {
    return this.frontage.otlpEndpointFor(tenant);
  }

  /**
   * Where a tenant asks. Fails for one that is none of this Loki.
   *
   * @param tenant the tenant
   */
  public queryEndpointFor(tenant: LokiTenant): LokiQueryEndpoint {
    return this.frontage.queryEndpointFor(tenant);
  }

  /**
   * Lets somebody write and ask by itself. Two of one name are a problem.
   *
   * @param tenant the tenant
   */
  public addTenant(tenant: LokiTenant): void {
    this.installation.addTenant(tenant);
  }

  /**
   * How many streams lines of OTLP make at most, by how many values each attribute has that is a label of streams: an attribute that is not named has one. Real
   * workloads make fewer, because not every value comes with every other. For `maxStreams`.
   *
   * @param values how many values there are, for example `{ 'k8s.namespace.name': 20, 'k8s.deployment.name': 10 }`
   */
  public streamsAtMost(values: { readonly [attribute: string]: number }): number {
    return streamsAtMost(this.node.path, this.installation.indexLabels, values);
  }

  private makePods(): LokiComponent {
    const { installation, props: { pods = {}, versions } } = this;
    const queries = endsQueries(installation.queryTimeout);
    return LokiComponent._of(this, 'pods', {
      target: 'all',
      component: 'monolith',
      options: { name: installation.name, versions, ...pods },
      surroundings: installation.surroundings,
      defaults: { cpu: 1, cpuLimit: 4, memory: Size.gibibytes(4) },
      http: PortExposure.SERVICE_AND_SCRAPE,
      keeps: 'the log of what is not in the store yet, and copies of the index',
      access: StoreAccess.COMPACT,
      loadingMinutes: 60,
      stopping: queries.seconds > FLUSHES.seconds ? queries : FLUSHES,
      replicas: this.replicas,
      volume: { size: this.volume, storageClassName: pods.storageClassName, holds: 'what is nowhere else' },
      parts: () => [
        { from: 'the pods that it asks', needs: { egress: this.asked.flatMap(egressNeeds) } },
        ...installation.chunksCacheParts, ...installation.resultsCacheParts, ...installation.rulerParts,
      ],
    });
  }

  private connect(): void {
    const { peer } = this.component._workload;
    const { chunksCache, resultsCache } = this.props;
    [this.component._grpc, ...chunksCache ? [chunksCache] : [], ...resultsCache ? [resultsCache] : [], ...this.installation.rulerEndpoints]
      .forEach((endpoint) => endpoint._connect(peer));
  }
}
