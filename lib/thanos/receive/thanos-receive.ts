import { ApiObject, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Hashring, ingestorsOf } from './hashring';
import { hashringFindings } from './hashring-invariants';
import { evictableIngestors } from './quorum';
import { ReceiveIngestors } from './receive-ingestors';
import { REMOTE_WRITE_PORT, ReceiveRouters } from './receive-routers';
import { receiverLabelFindings, localRetentionFindings } from './receiver-invariants';
import { ThanosReceiveProps } from './thanos-receive-props';
import { writeLimitFindings } from './write-limit-invariants';
import { zoneFindings, zoneShareFindings } from './zone-invariants';
import { disruptionBudgetSpec } from '../../kubernetes/disruption-budget';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { failOnFindings, Finding, judgeAtSynth } from '../../validation';
import { RemoteWriteEndpoint, StoreApi } from '../../wiring';
import { registerProducer } from '../producers/blocks-of-store';
import { Producer } from '../producers/producer';
import { POD_NAME, ThanosWorkload } from '../thanos-workload';

/** The external label by which ingestors differ. */
const REPLICA_LABEL = 'receive_replica';

/**
 * Takes Prometheus remote write and keeps it, several times: routers send each series to the ingestors of a hashring, which upload blocks.
 *
 * The hashring is made of the number of ingestors, not of those that are there: a ring that follows the pods moves series whenever one restarts.
 */
export class ThanosReceive extends Construct {
  /** How many ingestors there are. */
  public readonly replicas: number;
  /** How many of them keep each series. */
  public readonly replicationFactor: number;
  /** How long ingestors keep what they have uploaded. */
  public readonly localRetention: Duration;
  /** How old a sample may be that comes after younger ones of its series. */
  public readonly outOfOrderTimeWindow: Duration;
  /** The volume of each ingestor. */
  public readonly volume: Size;
  /** Where writers write to. */
  public readonly remoteWriteEndpoint: RemoteWriteEndpoint;
  /** The ingestors, as queries reach them: one for each zone. */
  public readonly storeApis: StoreApi[];
  /** The Deployment of the routers, for changes that no option makes. */
  public readonly routers: ApiObject;
  /** The Service of the routers. */
  public readonly service: ApiObject;
  /** The StatefulSets of the ingestors, for changes that no option makes: one for each zone. */
  public readonly ingestors: ApiObject[];
  private readonly props: ThanosReceiveProps;
  private readonly baseName: string;
  private readonly producer: Producer;
  private readonly workloads: ThanosWorkload[];

  public constructor(scope: Construct, id: string, props: ThanosReceiveProps) {
    super(scope, id);
    this.props = props;
    this.baseName = props.name ?? id;
    this.replicas = props.replicas ?? 3;
    this.replicationFactor = props.replicationFactor ?? 3;
    this.localRetention = props.localRetention ?? Duration.hours(48);
    this.outOfOrderTimeWindow = props.outOfOrderTimeWindow ?? Duration.hours(1);
    this.volume = props.volume ?? Size.gibibytes(50);
    failOnFindings(this.node.path, props.zones === undefined ? [] : zoneFindings(props.zones));
    this.producer = this.describe();
    registerProducer(this, props.objectStore, this.producer);
    const sets = props.zones === undefined ? [this.makeIngestors()] : props.zones.map((zone) => this.makeIngestors(zone, props.zones!.length));
    if (props.zones !== undefined) {
      this.makeSharedBudget(sets);
    }
    const hashrings: Hashring[] = [{ name: 'default', ingestors: ingestorsOf(sets.map(({ members }) => members)) }];
    const routers = this.makeRouters(sets, hashrings);
    this.remoteWriteEndpoint = RemoteWriteEndpoint._served(routers.workload.servedAt(routers.service, REMOTE_WRITE_PORT), '/api/v1/receive', this.baseName);
    routers.workload.served.push(this.remoteWriteEndpoint);
    this.storeApis = sets.map(({ storeApi }) => storeApi);
    this.ingestors = sets.map(({ statefulSet }) => statefulSet);
    this.routers = routers.deployment;
    this.service = routers.service;
    this.workloads = [routers.workload, ...sets.map(({ workload }) => workload)];
    judgeAtSynth(this, () => hashrings, (rings) => [...hashringFindings(rings, this.replicationFactor), ...this.findings()]);
  }

  /** How its metrics are scraped: a job for routers, and one for ingestors, of each zone when there are zones. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return this.workloads.map(({ scrapeConfig }) => scrapeConfig);
  }

  private describe(): Producer {
    const { cluster, externalLabels, mergeReplicas } = this.props;
    const copied = this.replicationFactor > 1;
    return {
      name: this.node.path,
      labels: { ...externalLabels, receive_cluster: cluster.name, ...(cluster.region === undefined ? {} : { receive_region: cluster.region }) },
      replicas: this.replicas,
      replicaLabel: REPLICA_LABEL,
      copies: copied ? 'identical' : 'none',
      outOfOrder: this.outOfOrderTimeWindow.toMilliseconds() > 0,
      mergedInBucket: mergeReplicas ?? copied,
    };
  }

  private makeIngestors(zone?: string, zones = 1): ReceiveIngestors {
    const { tooFarInFutureTimeWindow, maxExemplars, tenancy } = this.props;
    const suffix = zone === undefined ? '' : `-${zone}`;
    return new ReceiveIngestors(this, `ingestors${suffix}`, {
      name: `${this.baseName}-ingestor${suffix}`,
      replicas: Math.ceil(this.replicas / zones),
      zone,
      volume: this.volume,
      ingestor: {
        labels: { ...this.producer.labels, [REPLICA_LABEL]: POD_NAME },
        localRetention: this.localRetention,
        outOfOrderTimeWindow: this.outOfOrderTimeWindow,
        tooFarInFutureTimeWindow,
        maxExemplars,
        tenancy,
      },
      maxUnavailable: zone === undefined ? evictableIngestors(this.replicationFactor) : 'others',
      producer: this.producer,
      props: this.props,
    });
  }

  /** One budget for all zones: each by itself would let go what all together cannot miss. */
  private makeSharedBudget(sets: readonly ReceiveIngestors[]): void {
    new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata: { name: `${this.baseName}-ingestor`, labels: sets[0]?.workload.labels },
      spec: disruptionBudgetSpec(evictableIngestors(this.replicationFactor), {
        matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: sets.map(({ workload }) => workload.name) }],
      }),
    });
  }

  private makeRouters(sets: readonly ReceiveIngestors[], hashrings: readonly Hashring[]): ReceiveRouters {
    const { cluster, routers = {}, tenancy, versions, writeLimits } = this.props;
    return new ReceiveRouters(this, 'routers', {
      options: { versions, ...routers },
      name: `${this.baseName}-router`,
      cluster,
      router: { labels: this.producer.labels, replicationFactor: this.replicationFactor, tenancy },
      hashrings,
      writeLimits,
      ingestors: sets.map(({ storeApi }) => storeApi),
    });
  }

  private findings(): Finding[] {
    const { zones, writeLimits } = this.props;
    return [
      ...replicaFindings(this.replicas),
      ...(zones === undefined ? [] : zoneShareFindings(this.replicas, zones)),
      ...receiverLabelFindings(this.producer.labels),
      ...localRetentionFindings(this.localRetention),
      ...(writeLimits === undefined ? [] : writeLimitFindings(writeLimits)),
    ];
  }
}
