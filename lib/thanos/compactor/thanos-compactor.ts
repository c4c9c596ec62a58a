import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { compactorFlagFindings, mergedReplicaLabels } from './flag-invariants';
import { compactorFlags } from './flags';
import { downsampledRetentionFindings, retentionFindings, ThanosRetention } from './retention';
import { compactedStoreFindings } from './store-invariants';
import { compactorFindings, streamShards } from './streams';
import { ThanosCompactorProps } from './thanos-compactor-props';
import { RelabelConfig } from '../../policy/relabel/relabel-config';
import { ScrapeConfig } from '../../scraping';
import { fail, Finding } from '../../validation';
import { PortExposure, StoreAccess } from '../../wiring';
import { statefulPods } from '../../workload/stateful-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { FlagValues } from '../flags/setting';
import { CompactorShard, compactorsOf, producersOf, registerCompactor } from '../producers/blocks-of-store';
import { bucketDeduplication, bucketDeduplicationFindings } from '../producers/deduplication';
import { externalLabelFindings } from '../producers/external-label-invariants';
import { compactorReplicaLabelFindings } from '../producers/replica-label-invariants';
import { selectorDocument } from '../selector/selector';
import { selectorFindings } from '../selector/selector-invariants';
import { configFile, DATA_MOUNT_PATH, DATA_VOLUME, OBJSTORE_FILE, ThanosWorkload } from '../thanos-workload';

const SELECTOR_FILE = 'selector.yaml';

/**
 * Compacts the blocks of a bucket, makes coarser samples of old ones, and deletes what its retention ends. It alone deletes.
 *
 * There is one for each stream of blocks, and never two, not even for a moment: a StatefulSet ends a pod before it starts the next one.
 */
export class ThanosCompactor extends Construct {
  /**
   * The streams of one of several compactors that share a bucket, for `streams`: by a hash over external labels, so that each stream has one of them. Labels by which
   * copies differ do not belong among them: blocks that are merged must come to one compactor, or it is a problem.
   *
   * @param labels the external labels, for example `cluster` and `tenant_id`
   * @param shards how many compactors there are
   * @param shard which of them it is, from 0
   */
  public static streamsOf(labels: string[], shards: number, shard: number): RelabelConfig[] {
    return streamShards(labels, shards)[shard] ?? fail('ThanosCompactor.streamsOf', {
      what: `shard ${shard} of ${shards}`,
      why: 'there is no such compactor: the blocks that it should take would have another one, or none',
      fix: `a shard from 0 to ${Math.max(1, shards) - 1}`,
    });
  }

  /** How long samples are kept, by their resolution. */
  public readonly retention: ThanosRetention;
  /** Whether coarser samples are made of old ones. */
  public readonly downsampling: boolean;
  /** How long a block that is to be deleted stays. */
  public readonly deleteDelay: Duration;
  /** The volume for the blocks that it works on. */
  public readonly volume: Size;
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  private readonly props: ThanosCompactorProps;
  private readonly workload: ThanosWorkload;
  private readonly shard: CompactorShard;

  public constructor(scope: Construct, id: string, props: ThanosCompactorProps) {
    super(scope, id);
    this.props = props;
    this.retention = props.retention ?? {};
    this.downsampling = props.downsampling ?? true;
    this.deleteDelay = props.deleteDelay ?? Duration.hours(48);
    this.volume = props.volume ?? Size.gibibytes(100);
    this.workload = new ThanosWorkload(this, {
      command: 'compact',
      component: 'compactor',
      options: props,
      cluster: props.cluster,
      defaults: { cpu: 1, cpuLimit: 2, memory: Size.gibibytes(4) },
      http: PortExposure.SCRAPE,
      keeps: 'the blocks that it works on',
      loadingMinutes: 10,
      flags: () => this.flags(),
      objectStore: { store: props.objectStore, access: StoreAccess.COMPACT },
      documents: () => ({ ...(props.streams ? { [SELECTOR_FILE]: selectorDocument(props.streams) } : {}) }),
    });
    this.shard = { name: this.node.path, replicas: 1, selector: props.streams ?? [] };
    registerCompactor(this, props.objectStore, this.shard);
    this.statefulSet = statefulPods(this, this.workload, {
      replicas: 1,
      serviceName: workloadService(this, 'headless-service', this.workload, HEADLESS).name,
      volumeName: DATA_VOLUME,
      volume: this.volume,
      storageClassName: props.storageClassName,
      volumesHold: 'copies',
      template: () => this.workload.thanosPods(),
    });
    this.workload.judge(this.statefulSet, (values) => this.findings(values));
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.workload.scrapeConfig];
  }

  private flags() {
    const { concurrency, streams } = this.props;
    return compactorFlags({
      directory: `${DATA_MOUNT_PATH}/compact`,
      objstoreFile: configFile(OBJSTORE_FILE),
      retention: this.retention,
      downsampling: this.downsampling,
      deleteDelay: this.deleteDelay,
      concurrency,
      deduplication: bucketDeduplication(this.producers),
      selectorFile: streams && configFile(SELECTOR_FILE),
    });
  }

  private get producers() {
    return producersOf(this, this.props.objectStore);
  }

  private findings(values: FlagValues): Finding[] {
    const { objectStore, streams = [] } = this.props;
    const { producers, deleteDelay, retention } = this;
    const compactors = compactorsOf(this, objectStore);
    // what is wrong with all who share a bucket is said once
    const first = compactors[0] === this.shard;
    return [
      ...retentionFindings(retention),
      ...(this.downsampling ? downsampledRetentionFindings(retention) : []),
      ...compactedStoreFindings(objectStore, retention, deleteDelay),
      ...selectorFindings(streams),
      ...compactorFlagFindings(values, producers),
      ...bucketDeduplicationFindings(producers),
      ...compactorReplicaLabelFindings(producers, mergedReplicaLabels(values)),
      ...(first ? [...externalLabelFindings(producers), ...compactorFindings(compactors, producers)] : []),
    ];
  }
}
