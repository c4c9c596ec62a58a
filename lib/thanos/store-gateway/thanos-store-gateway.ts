import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { cachingBucketFindings } from './caching-bucket';
import { indexCacheFindings } from './index-cache';
import { StoreGatewayShard } from './store-gateway-shard';
import { ThanosStoreGatewayProps } from './thanos-store-gateway-props';
import { windowFindings } from './window-invariants';
import { storeShards, ThanosStoreWindow } from './windows';
import { replicaFindings } from '../../kubernetes/replicas';
import { ScrapeConfig } from '../../scraping';
import { judgeAtSynth } from '../../validation';
import { StoreApi } from '../../wiring';

/**
 * Answers queries with the blocks of a bucket: all of them, or those of some age.
 *
 * Blocks are shared out over shards by a hash; the replicas of a shard have the same ones, and a query goes to one of them.
 */
export class ThanosStoreGateway extends Construct {
  /** Which samples it has. */
  public readonly window: ThanosStoreWindow;
  /** How many replicas each shard has. */
  public readonly replicas: number;
  /** The volume of each replica. */
  public readonly volume: Size;
  /** How often it looks for new blocks. */
  public readonly syncInterval: Duration;
  /** The shards, as queries reach them. */
  public readonly storeApis: StoreApi[];
  /** The StatefulSets of the shards, for changes that no option makes. */
  public readonly statefulSets: ApiObject[];

  private readonly shards: StoreGatewayShard[];

  public constructor(scope: Construct, id: string, props: ThanosStoreGatewayProps) {
    super(scope, id);
    this.window = props.window ?? { name: 'all' };
    this.replicas = props.replicas ?? 2;
    this.volume = props.volume ?? Size.gibibytes(20);
    this.syncInterval = props.syncInterval ?? Duration.minutes(15);
    const baseName = props.name ?? id;
    const shards = storeShards([this.window]);
    this.shards = shards.map((shard) => new StoreGatewayShard(this, `shard-${shard.shard}`, {
      name: shards.length === 1 ? baseName : `${baseName}-${shard.shard}`, shard, replicas: this.replicas, volume: this.volume, props,
    }));
    this.storeApis = this.shards.map(({ storeApi }) => storeApi);
    this.statefulSets = this.shards.map(({ statefulSet }) => statefulSet);
    const { indexCache, cachingBucket } = props;
    judgeAtSynth(this, () => [
      ...replicaFindings(this.replicas),
      ...windowFindings(this.window),
      ...(indexCache ? indexCacheFindings(indexCache) : []),
      ...(cachingBucket ? cachingBucketFindings(cachingBucket, this.syncInterval) : []),
    ], (findings) => findings);
  }

  /** How its metrics are scraped: a job for each shard. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return this.shards.map(({ workload }) => workload.scrapeConfig);
  }

  /** How long each of its shards reads blocks that are marked for deletion. @internal */
  public get _ignoreDeletionMarksDelays(): Duration[] {
    return this.shards.map(({ ignoreDeletionMarksDelay }) => ignoreDeletionMarksDelay);
  }
}
