import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Loki } from './loki';
import { LokiCanary } from './loki-canary';
import { LokiFrontage } from './loki-frontage';
import { LokiInstallation } from './loki-installation';
import { LokiMonolithicProps } from './loki-monolithic-props';
import { endsQueries, FLUSHES } from './roles';
import { ScrapeConfig } from '../scraping';
import { judgeAtSynth } from '../validation';
import { PortExposure, StoreAccess } from '../wiring';
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
export class LokiMonolithic extends Loki {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The volume of each replica. */
  public readonly volume: Size;
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, which names every replica, and by which it is reached. */
  public readonly service: ApiObject;
  /** Who watches it by writing to it, if anybody does. */
  public readonly canary?: LokiCanary;
  private readonly props: LokiMonolithicProps;
  /** @internal */
  protected readonly _installation: LokiInstallation;
  private readonly component: LokiComponent;
  /** @internal */
  protected readonly _frontage: LokiFrontage;
  /** Every pod asks every other; needs are asked before there are any. */
  private readonly asked: MemberPlace[] = [];

  public constructor(scope: Construct, id: string, props: LokiMonolithicProps) {
    super(scope, id);
    this.props = props;
    const { pods = {} } = props;
    this.replicas = pods.replicas ?? 3;
    this.volume = pods.volume ?? Size.gibibytes(50);
    this._installation = new LokiInstallation(this, props, () => ({
      addresses: {},
      ingester: { memory: this.component._workload.budget.memory, flushOnShutdown: true, zoneAware: false },
      patterns: false,
    }));
    this.component = this.makePods();
    this.asked.push(this.component._grpc);
    this.statefulSet = this.component.controller;
    this.service = this.component.service;
    this._frontage = new LokiFrontage(this._installation, this.component._door, this.component._door);
    this.canary = LokiCanary._at(this.component._door, this, props, this._installation);
    this.connect();
    judgeAtSynth(this, () => this._installation.findings(this.replicas), (findings) => findings);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.component, ...this.canary ? [this.canary] : []].map(({ scrapeConfig }) => scrapeConfig);
  }

  private makePods(): LokiComponent {
    const { _installation: installation, props: { pods = {}, versions } } = this;
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
    [this.component._grpc, ...chunksCache ? [chunksCache] : [], ...resultsCache ? [resultsCache] : [], ...this._installation.rulerEndpoints]
      .forEach((endpoint) => endpoint._connect(peer));
  }
}
