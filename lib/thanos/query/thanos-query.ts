import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { AskingQuery, askedThrough, registerQuery, replicasThrough, storesAmong, storesThrough } from './asked-through';
import { endpointFindings } from './endpoint-invariants';
import { AskedEndpoints, endpointsDocument, endpointsHaveTls } from './endpoints';
import { clientTlsFlags, queryFlags, QueryPlan } from './flags';
import { distributedFindings, queryFindings } from './query-invariants';
import { ThanosQueryEngine, ThanosQueryMode, ThanosQueryProps } from './thanos-query-props';
import { replicaFindings } from '../../kubernetes/replicas';
import { servicesOf } from '../../kubernetes/services-of-tree';
import { ScrapeConfig } from '../../scraping';
import { Finding } from '../../validation';
import { PortExposure, QueryEndpoint, StoreApi, Tls } from '../../wiring';
import { egressNeeds, mountNeeds, mountOf } from '../../wiring/endpoint-needs';
import { requireServerTls, serverFiles } from '../../wiring/server-tls';
import { deployedPods } from '../../workload/deployed-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { lookupOf } from '../discovery/lookup';
import { serviceLookupFindings } from '../discovery/service-lookup-invariants';
import { FlagValues } from '../flags/setting';
import { grpcServerTlsFlags } from '../grpc-server-tls';
import { queryDeduplication } from '../producers/deduplication';
import { queryReplicaLabelFindings } from '../producers/replica-label-invariants';
import { configFile, GRPC_PORT, HTTP_PORT, ThanosWorkload } from '../thanos-workload';

const ENDPOINTS_FILE = 'endpoints.yaml';

/**
 * Answers PromQL with the series of everybody whom it asks, each once, whoever has copies of them.
 *
 * Labels by which copies differ are those of the StoreAPIs; samples are as coarse as the step of a query allows.
 */
export class ThanosQuery extends Construct {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The Deployment, for changes that no option makes. */
  public readonly deployment: ApiObject;
  /** The Service for clients. */
  public readonly service: ApiObject;
  /** The headless Service, by which another Query finds every replica. */
  public readonly headlessService: ApiObject;
  /** PromQL over HTTP. */
  public readonly queryEndpoint: QueryEndpoint;
  /** This Query as one that another Query asks. */
  public readonly storeApi: StoreApi;
  private readonly props: ThanosQueryProps;
  private readonly workload: ThanosWorkload;
  private readonly asked: StoreApi[] = [];
  private readonly asking: AskingQuery;

  public constructor(scope: Construct, id: string, props: ThanosQueryProps = {}) {
    super(scope, id);
    this.props = props;
    this.replicas = props.replicas ?? 2;
    this.asking = { asked: this.asked, furtherReplicaLabels: props.replicaLabels ?? [] };
    if (props.grpcTls) {
      requireServerTls(this.node.path, props.grpcTls);
    }
    this.workload = new ThanosWorkload(this, {
      command: 'query',
      component: 'query',
      options: props,
      cluster: props.cluster,
      defaults: { cpu: 0.5, cpuLimit: 4, memory: Size.gibibytes(2) },
      http: PortExposure.SERVICE_AND_SCRAPE,
      grpc: PortExposure.SERVICE,
      flags: () => ({
        ...queryFlags(this.plan),
        ...grpcServerTlsFlags(props.grpcTls),
        ...clientTlsFlags(this.endpoints.tls ?? Tls.plaintext(), this.workload.versions.thanos),
      }),
      documents: () => ({ [ENDPOINTS_FILE]: endpointsDocument(this.endpoints, this.workload.versions.thanos) }),
      parts: () => [
        { from: 'its server', needs: { mounts: props.grpcTls ? serverFiles(props.grpcTls).map(mountOf) : [] } },
        ...this.asked.map((api) => ({ from: `the StoreAPI ${api.address}`, needs: { egress: egressNeeds(api), mounts: mountNeeds(api.tls) } })),
      ],
    });
    this.service = workloadService(this, 'service', this.workload, { suffix: '', exposures: [PortExposure.SERVICE_AND_SCRAPE], more: {} });
    this.headlessService = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.queryEndpoint = QueryEndpoint._served(this.workload.servedAt(this.service, HTTP_PORT), 'Thanos');
    this.storeApi = StoreApi._served(this.workload.servedAt(this.headlessService, GRPC_PORT), () => replicasThrough(this.asking), {
      // its replicas answer alike
      group: true,
      tls: props.grpcTls && (props.grpcTls.clients ?? Tls.system()),
    });
    registerQuery(this.storeApi, this.asking);
    this.workload.served.push(this.queryEndpoint, this.storeApi);
    (props.storeApis ?? []).forEach((api) => this.addStoreApi(api));
    this.deployment = deployedPods(this, this.workload, { replicas: this.replicas, template: () => this.workload.thanosPods() });
    this.workload.judge(this.deployment, (values) => this.findings(values));
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.workload.scrapeConfig];
  }

  /**
   * Asks somebody else too.
   *
   * @param api who is asked
   */
  public addStoreApi(api: StoreApi): void {
    this.asked.push(api);
    api._connect(this.workload.peer);
  }

  /** The labels by which copies differ, which answers do not have. */
  public get replicaLabels(): string[] {
    return [...new Set(replicasThrough(this.asking).flatMap(({ replicaLabel }) => replicaLabel ?? []))].sort();
  }

  private get plan(): QueryPlan {
    const { props } = this;
    return {
      endpointsFile: configFile(ENDPOINTS_FILE),
      replicaLabels: this.replicaLabels,
      partitionLabels: props.partitionLabels,
      deduplication: queryDeduplication(replicasThrough(this.asking)),
      engine: props.engine ?? (props.mode === ThanosQueryMode.DISTRIBUTED ? ThanosQueryEngine.THANOS : undefined),
      mode: props.mode,
      timeout: props.timeout,
      storeResponseTimeout: props.storeResponseTimeout,
      maxConcurrent: props.maxConcurrent,
      partialResponse: props.partialResponse,
      instantMaxSourceResolution: props.instantMaxSourceResolution,
      tenancy: props.tenancy,
    };
  }

  /** A TLS that those share who can have none of their own is that of all; others have theirs beside their address. */
  private get endpoints(): AskedEndpoints {
    const alike = endpointsHaveTls(this.workload.versions.thanos)
      ? this.asked.filter(({ address, group }) => lookupOf(address) !== undefined && !group)
      : this.asked;
    const shared = alike.length > 0 && alike.every(({ tls }) => sameTls(tls, alike[0].tls)) ? alike[0].tls : undefined;
    const general = shared?.enabled ? shared : undefined;
    return {
      tls: general,
      endpoints: this.asked.map(({ address, group, tls }) => ({
        address, group, tls: sameTls(tls, general ?? Tls.plaintext()) ? undefined : tls,
      })),
    };
  }

  private findings(values: FlagValues): Finding[] {
    return [
      ...replicaFindings(this.replicas),
      ...(this.asked.length > 0 ? [] : [{
        what: 'it asks nobody',
        why: 'every answer would be empty',
        fix: 'storeApis: [...receive.storeApis, ...storeGateway.storeApis]',
      }]),
      ...(askedThrough(this.asking).includes(this.storeApi) ? [{
        what: `it asks itself${this.asked.includes(this.storeApi) ? '' : ', by way of other Queries'}`,
        why: 'every query would go round in a circle until nothing has memory or connections left',
        fix: 'take its storeApi out of those of whom it asks: a Query asks those below it, and never one that asks it',
      }] : []),
      ...endpointFindings(this.endpoints, this.workload.versions.thanos),
      ...this.asked.flatMap(({ address }) => serviceLookupFindings(address, servicesOf(this))),
      ...queryReplicaLabelFindings(storesThrough(this.asking), [values['query.replica-label'] ?? []].flat().map(String)),
      ...queryFindings(this.plan),
      ...distributedFindings(this.plan, storesAmong(this.asked).map(({ address }) => address)),
    ];
  }
}

function sameTls(one: Tls, other: Tls): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
