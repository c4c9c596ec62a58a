import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { GATEWAY_PORT } from './gateway/gateway-document';
import { LokiGateway } from './gateway/loki-gateway';
import { IngesterZones } from './ingester-zones';
import { Loki } from './loki';
import { LokiCanary } from './loki-canary';
import { LokiDistributedProps } from './loki-distributed-props';
import { LokiFrontage } from './loki-frontage';
import { LokiInstallation, LokiShape } from './loki-installation';
import { LokiComponentOptions, LokiStatefulOptions } from './loki-options';
import { GRPC_PORT, HTTP_PORT } from './places';
import { endsQueries, LokiRole, ROLES, RoleName } from './roles';
import { ScrapeConfig } from '../scraping';
import { Finding, judgeAtSynth } from '../validation';
import { PortExposure } from '../wiring';
import { LokiComponent, LokiComponentPlan } from './workload/loki-component';
import { Endpoint } from '../wiring/endpoint';
import { egressNeeds } from '../wiring/endpoint-needs';
import { MemberPlace } from '../workload/gossip-ring';

/**
 * A whole Loki: lines of logs in a bucket, asked by their labels.
 *
 * Every component is a workload of its own with the rights, the ways and the budget that it needs. They find each other by gossip, and by values of this program where no
 * ring tells of them.
 *
 * @see https://grafana.com/docs/loki/latest/get-started/architecture/
 */
export class LokiDistributed extends Loki {
  /** Takes lines. */
  public readonly distributor: LokiComponent;
  /** Keep lines until they are in the store: one for each zone, or one. */
  public readonly ingesters: LokiComponent[];
  /** Evaluates queries. */
  public readonly querier: LokiComponent;
  /** Takes queries. */
  public readonly queryFrontend: LokiComponent;
  /** Hands pieces of queries out. */
  public readonly queryScheduler: LokiComponent;
  /** Looks up in the index. */
  public readonly indexGateway: LokiComponent;
  /** Compacts, and deletes. */
  public readonly compactor: LokiComponent;
  /** Evaluates rules, if there are any. */
  public readonly ruler?: LokiComponent;
  /** Recognises patterns of lines, if anybody does. */
  public readonly patternIngester?: LokiComponent;
  /** The one door, if there is one. */
  public readonly gateway?: LokiGateway;
  /** Who watches it by writing to it, if anybody does. */
  public readonly canary?: LokiCanary;
  private readonly props: LokiDistributedProps;
  /** @internal */
  protected readonly _installation: LokiInstallation;
  /** @internal */
  protected readonly _frontage: LokiFrontage;
  private readonly zones: IngesterZones;
  /** Lines that are followed as they come do not go through the queue: the frontend hands who follows them on to a querier. */
  private readonly tailPlace: MemberPlace;
  /** Those that are there: needs are asked before the last one is. */
  private readonly members = new Map<RoleName, LokiComponent[]>();

  public constructor(scope: Construct, id: string, props: LokiDistributedProps) {
    super(scope, id);
    this.props = props;
    this._installation = new LokiInstallation(this, props, () => this.shape());
    const { compactor = {}, ingester = {}, patternIngester, ruler } = props;
    this.distributor = this.make('distributor', props.distributor, 3);
    this.zones = new IngesterZones(this, this._installation, ingester, (name, more) => this.plan('ingester', { ...ingester, name }, more));
    this.ingesters = this.zones.components;
    this.members.set('ingester', this.ingesters);
    this.querier = this.make('querier', props.querier, 3);
    this.tailPlace = new MemberPlace(this.querier._workload.servedAt(this.querier.service, HTTP_PORT));
    this.queryFrontend = this.make('query-frontend', props.queryFrontend, 2);
    this.queryScheduler = this.make('query-scheduler', props.queryScheduler, 2);
    this.indexGateway = this.makeStateful('index-gateway', props.indexGateway, 2, Size.gibibytes(50));
    this.compactor = this.makeStateful('compactor', { ...compactor, replicas: 1 }, 1, Size.gibibytes(20));
    this.ruler = ruler && this.makeStateful('ruler', ruler, 2, Size.gibibytes(10));
    this.patternIngester = patternIngester && this.makeStateful('pattern-ingester', patternIngester, 3, Size.gibibytes(10));
    this.gateway = props.gateway && this.makeGateway(props.gateway);
    const door = this.gateway && { workload: this.gateway._workload, service: this.gateway.service, port: GATEWAY_PORT };
    this._frontage = new LokiFrontage(this._installation, door ?? this.distributor._door, door ?? this.queryFrontend._door);
    this.canary = LokiCanary._at(door ?? this.distributor._door, this, props, this._installation);
    this.connect();
    judgeAtSynth(this, () => [...this._installation.findings(this.zones.replicas), ...this.doorFindings()], (findings) => findings);
  }

  /** How its metrics are scraped: each component has a job under its own name. A job reads nothing outside the namespace of the Loki. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [...[...this.members.values()].flat(), ...this.canary ? [this.canary] : []].map(({ scrapeConfig }) => scrapeConfig);
  }

  private shape(): LokiShape {
    const { compactor, indexGateway, ingesters, patternIngester, querier } = this;
    const hostOf = ({ _workload: workload, service }: LokiComponent) => workload.hostOf(service);
    return {
      addresses: {
        compactor: `${hostOf(compactor)}:${GRPC_PORT}`,
        indexGateway: `${hostOf(indexGateway)}:${GRPC_PORT}`,
        tail: `http://${hostOf(querier)}:${HTTP_PORT}`,
      },
      ingester: { memory: ingesters[0]!._workload.budget.memory, flushOnShutdown: this.zones.flushOnShutdown, zoneAware: this.zones.areNamed },
      patterns: patternIngester !== undefined,
    };
  }

  private doorFindings(): Finding[] {
    return this.canary === undefined || this.gateway ? [] : [{
      what: 'there is a canary, and no gateway',
      why: 'it writes and asks at one address, and distributors answer no queries: every line would be missing',
      fix: 'gateway: {}, or no canary',
    }];
  }

  private makeGateway(options: LokiComponentOptions): LokiGateway {
    const { _installation: installation, props: { cluster, versions }, distributor, queryFrontend, ruler } = this;
    return LokiGateway._of(this, 'gateway', {
      name: `${installation.name}-gateway`,
      cluster,
      versions,
      options,
      writers: distributor,
      readers: queryFrontend,
      rules: ruler,
      mostBytes: () => installation.mostBytes,
      queryTimeout: installation.queryTimeout,
    });
  }

  private make(role: RoleName, options: LokiComponentOptions = {}, replicas: number): LokiComponent {
    return this.added(role, { replicas: options.replicas ?? replicas }, options);
  }

  private makeStateful(role: RoleName, options: LokiStatefulOptions = {}, replicas: number, size: Size): LokiComponent {
    return this.added(role, {
      replicas: options.replicas ?? replicas,
      volume: { size: options.volume ?? size, storageClassName: options.storageClassName, holds: role === 'index-gateway' ? 'copies' : 'what is nowhere else' },
    }, options);
  }

  private added(role: RoleName, more: Pick<LokiComponentPlan, 'replicas' | 'volume'>, options: LokiComponentOptions): LokiComponent {
    const component = LokiComponent._of(this, role, this.plan(role, options, more));
    this.members.set(role, [component]);
    return component;
  }

  private plan(role: RoleName, options: LokiComponentOptions, more: Pick<LokiComponentPlan, 'replicas'> & Partial<LokiComponentPlan>): LokiComponentPlan {
    const { _installation: installation } = this;
    const own: LokiRole = ROLES[role];
    return {
      ...own,
      // rules are read through the gateway
      ...role === 'ruler' && this.props.gateway ? { http: PortExposure.SERVICE_AND_SCRAPE } : {},
      target: role,
      component: role,
      surroundings: installation.surroundings,
      stopping: endsQueries(installation.queryTimeout),
      parts: () => this.partsOf(role),
      ...more,
      options: { name: `${installation.name}-${role}`, versions: this.props.versions, ...options },
    };
  }

  private partsOf(role: RoleName) {
    const { _installation: installation } = this;
    const { asks, readsChunks, readsAnswers } = ROLES[role];
    const places = [...asks.flatMap((other) => this.membersOf(other).map(({ _grpc }) => _grpc)), ...role === 'query-frontend' ? [this.tailPlace] : []];
    return [
      { from: 'the components that it asks', needs: { egress: places.flatMap(egressNeeds) } },
      ...readsChunks ? installation.chunksCacheParts : [],
      ...readsAnswers ? installation.resultsCacheParts : [],
      ...role === 'ruler' ? installation.rulerParts : [],
    ];
  }

  private membersOf(role: RoleName): readonly LokiComponent[] {
    return this.members.get(role) ?? [];
  }

  /** Records who asks whom, so that both network policies know. */
  private connect(): void {
    const { chunksCache, resultsCache } = this.props;
    for (const role of Object.keys(ROLES) as RoleName[]) {
      const { asks, readsChunks, readsAnswers } = ROLES[role];
      const endpoints: { _connect: Endpoint['_connect'] }[] = [
        ...asks.flatMap((other) => this.membersOf(other).map(({ _grpc }) => _grpc)),
        ...readsChunks && chunksCache ? [chunksCache] : [],
        ...readsAnswers && resultsCache ? [resultsCache] : [],
        ...role === 'ruler' ? this._installation.rulerEndpoints : [],
      ];
      this.membersOf(role).forEach(({ _workload: { peer } }) => endpoints.forEach((endpoint) => endpoint._connect(peer)));
    }
    this.querier._workload.served.push(this.tailPlace);
    this.tailPlace._connect(this.queryFrontend._workload.peer);
  }
}
