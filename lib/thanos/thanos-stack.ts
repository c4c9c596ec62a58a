import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ThanosCache } from './caches/thanos-cache';
import { ThanosRetention } from './compactor/retention';
import { ThanosCompactor } from './compactor/thanos-compactor';
import { instantResolution } from './query/instant-resolution';
import { instantResolutionFindings, tenantLabelFindings } from './query/query-invariants';
import { ThanosQuery } from './query/thanos-query';
import { frontedTenantFindings } from './query-frontend/query-frontend-invariants';
import { ThanosQueryFrontend } from './query-frontend/thanos-query-frontend';
import { ThanosReceive } from './receive/thanos-receive';
import { ThanosRuler } from './ruler/thanos-ruler';
import { ThanosRulerOptions } from './ruler/thanos-ruler-props';
import { deletionDelayFindings } from './store-gateway/deletion-invariants';
import { ThanosStoreGateway } from './store-gateway/thanos-store-gateway';
import { ThanosStoreGatewayOptions } from './store-gateway/thanos-store-gateway-props';
import { coverageFindings } from './store-gateway/window-invariants';
import { ThanosStackProps } from './thanos-stack-props';
import { Memcached } from '../memcached';
import { ScrapeConfig } from '../scraping';
import { fail, Finding, judgeAtSynth } from '../validation';
import { QueryEndpoint, RemoteWriteEndpoint, StoreApi } from '../wiring';
import { MemberCluster } from './member-cluster';

/**
 * A whole Thanos: metrics of years in a bucket, asked as if they were in one Prometheus.
 *
 * What one component is told follows from the others: Query asks everybody and knows how their copies differ, the compactor merges what is written
 * several times, the retention is held against the bucket, and each may do with the bucket what it has to.
 *
 * @see https://thanos.io/tip/thanos/design.md/
 */
export class ThanosStack extends Construct {
  /** Takes remote write, if anything does. */
  public readonly receive?: ThanosReceive;
  /** Answers with everything. */
  public readonly query: ThanosQuery;
  /** Stands before Query. */
  public readonly queryFrontend: ThanosQueryFrontend;
  /** Answer with what is in the bucket. */
  public readonly storeGateways: ThanosStoreGateway[];
  /** Compacts, and deletes. */
  public readonly compactor: ThanosCompactor;
  /** Evaluates rules, if there are any. */
  public readonly ruler?: ThanosRuler;
  /** The cache of everybody, if there is one. */
  public readonly memcached?: Memcached;
  /** How long samples are kept, by their resolution. */
  public readonly retention: ThanosRetention;
  private readonly props: ThanosStackProps;
  private readonly baseName: string;
  private readonly members: MemberCluster[] = [];

  public constructor(scope: Construct, id: string, props: ThanosStackProps) {
    super(scope, id);
    this.props = props;
    this.baseName = props.name ?? id;
    this.retention = props.retention ?? {};
    const { cluster, objectStore, versions } = props;
    this.memcached = props.memcached && new Memcached(this, 'memcached', { name: this.nameOf('cache'), versions, ...props.memcached });
    this.receive = props.receive && new ThanosReceive(this, 'receive', { name: this.nameOf('receive'), versions, ...props.receive, cluster, objectStore });
    this.storeGateways = this.makeStoreGateways();
    this.query = new ThanosQuery(this, 'query', {
      name: this.nameOf('query'),
      versions,
      instantMaxSourceResolution: instantResolution(this.retention),
      ...props.query,
      cluster,
      storeApis: [...this.receive?.storeApis ?? [], ...this.storeGateways.flatMap(({ storeApis }) => storeApis), ...props.storeApis ?? []],
    });
    this.queryFrontend = new ThanosQueryFrontend(this, 'query-frontend', {
      name: this.nameOf('query-frontend'),
      versions,
      responseCache: this.sharedCache(),
      tenantHeader: props.query?.tenancy?.header,
      ...props.queryFrontend,
      cluster,
      downstream: this.query.queryEndpoint,
    });
    this.compactor = new ThanosCompactor(this, 'compactor', {
      name: this.nameOf('compactor'), versions, ...props.compactor, cluster, objectStore, retention: props.retention,
    });
    this.ruler = props.ruler && this.makeRuler(props.ruler);
    (props.members ?? []).forEach((member) => this.addMember(member));
    judgeAtSynth(this, () => this.findings(), (findings) => findings);
  }

  /** PromQL over HTTP: the frontend. */
  public get queryEndpoint(): QueryEndpoint {
    return this.queryFrontend.queryEndpoint;
  }

  /** Query as one that the Query of another stack asks. */
  public get storeApi(): StoreApi {
    return this.query.storeApi;
  }

  /** Where writers write to. Fails when nothing takes remote write. */
  public get remoteWriteEndpoint(): RemoteWriteEndpoint {
    return this.receive?.remoteWriteEndpoint ?? fail(this.node.path, {
      what: 'remoteWriteEndpoint of a stack that takes no remote write',
      why: 'nobody could write to it',
      fix: 'receive: {}',
    });
  }

  /**
   * The ruler, as the Query of another stack asks it for results, rules and alerts; the Query of this one does so by itself. Fails without a ruler, and when it
   * writes its results to somebody else.
   */
  public get rulerEndpoint(): StoreApi {
    return this.ruler?.storeApi ?? fail(this.node.path, this.ruler === undefined
      ? { what: 'rulerEndpoint of a stack without a ruler', why: 'nobody would answer', fix: "ruler: { ruleGroups: [new RuleGroup('targets', { rules: […] })] }" }
      : { what: 'rulerEndpoint of a stack whose ruler writes to others', why: 'it answers no query', fix: 'ask those to whom it writes, or leave remoteWriteTo out' });
  }

  /**
   * How the metrics of its components are scraped, for a Prometheus or a collector: each has a job under its own name, for which alerts look. A job
   * reads nothing outside the namespace of the stack.
   */
  public get scrapeConfigs(): ScrapeConfig[] {
    const { compactor, query, queryFrontend, receive, ruler, storeGateways } = this;
    const components = [query, queryFrontend, ...receive ? [receive] : [], ...storeGateways, compactor, ...ruler ? [ruler] : []];
    return components.flatMap(({ scrapeConfigs }) => scrapeConfigs);
  }

  /**
   * Asks another cluster too.
   *
   * @param member the cluster
   */
  public addMember(member: MemberCluster): void {
    this.members.push(member);
    member.storeApis.forEach((api) => this.query.addStoreApi(api));
  }

  /** Results that are written to somebody else are in no block of the store. */
  private makeRuler(options: ThanosRulerOptions): ThanosRuler {
    const { cluster, objectStore, versions } = this.props;
    const ruler = new ThanosRuler(this, 'ruler', {
      name: this.nameOf('ruler'),
      versions,
      ...options,
      cluster,
      queries: [this.query.queryEndpoint],
      objectStore: (options.remoteWriteTo ?? []).length > 0 ? undefined : objectStore,
    });
    if (ruler.storeApi) {
      this.query.addStoreApi(ruler.storeApi);
    }
    return ruler;
  }

  private nameOf(component: string): string {
    return `${this.baseName}-${component}`;
  }

  private sharedCache() {
    return this.memcached && { cache: ThanosCache.memcached({ servers: this.memcached.endpoint }) };
  }

  private makeStoreGateways(): ThanosStoreGateway[] {
    const options = this.props.storeGateways ?? [{}];
    const names = options.map(({ window }) => window?.name);
    if (options.length === 0 || (options.length > 1 && new Set(names.filter(Boolean)).size < options.length)) {
      fail(this.node.path, {
        what: options.length === 0 ? 'there are no storeGateways' : `${options.length} storeGateways have the windows ${names.map((name) => name ?? 'none').join(', ')}`,
        why: options.length === 0 ? 'nobody would answer with what is in the bucket' : 'each needs samples of its own, and a name of its own',
        fix: "storeGateways: [{ window: { name: 'warm', oldest: Duration.days(15) } }, { window: { name: 'cold', youngest: Duration.days(14) } }]",
      });
    }
    return options.map((each) => this.makeStoreGateway(each));
  }

  private makeStoreGateway(options: ThanosStoreGatewayOptions): ThanosStoreGateway {
    const { cluster, objectStore, versions } = this.props;
    const id = options.window === undefined ? 'store' : `store-${options.window.name}`;
    return new ThanosStoreGateway(this, id, {
      name: this.nameOf(id), versions, indexCache: this.sharedCache(), cachingBucket: this.sharedCache(), ...options, cluster, objectStore,
    });
  }

  private findings(): Finding[] {
    const syncInterval = Duration.millis(Math.max(...this.storeGateways.map((gateway) => gateway.syncInterval.toMilliseconds())));
    return [
      ...coverageFindings(this.storeGateways.map(({ window }) => window), { syncInterval, localRetention: this.receive?.localRetention }),
      ...this.deletionFindings(),
      ...(this.receive === undefined ? [] : tenantLabelFindings({ tenancy: this.props.query?.tenancy }, this.props.receive?.tenancy?.label)),
      ...frontedTenantFindings(this.props.query?.tenancy),
      ...instantResolutionFindings({ instantMaxSourceResolution: instantResolution(this.retention), ...this.props.query }, this.retention),
      ...this.memberFindings(),
    ];
  }

  /** What is wrong with several store gateways alike is said once. */
  private deletionFindings(): Finding[] {
    const { deleteDelay } = this.compactor;
    const found = this.storeGateways.flatMap(({ syncInterval, _ignoreDeletionMarksDelays: delays }) =>
      delays.flatMap((ignoreDeletionMarksDelay) => deletionDelayFindings({ ignoreDeletionMarksDelay, deleteDelay, syncInterval })));
    return [...new Map(found.map((finding) => [finding.what, finding])).values()];
  }

  private memberFindings(): Finding[] {
    const names = [this.props.cluster.name, ...this.members.map(({ cluster }) => cluster.name)];
    return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
      what: `several clusters are called '${name}'`,
      why: 'their series have the same label cluster: they would be taken for copies of each other, and some of them be left out',
      fix: 'give every cluster a name of its own',
    }));
  }
}
