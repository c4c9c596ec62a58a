import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { cachingBucketDocument } from './caching-bucket';
import { ignoredMarksDelay, storeGatewayFlags } from './flags';
import { indexCacheDocument } from './index-cache';
import { ThanosStoreGatewayProps } from './thanos-store-gateway-props';
import { StoreShard } from './windows';
import { PortExposure, StoreAccess, StoreApi } from '../../wiring';
import { NamedNeeds } from '../../wiring/needs-sum';
import { statefulPods } from '../../workload/stateful-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { cacheMemoryFindings } from '../caches/cache-invariants';
import { cacheNeeds } from '../caches/cache-needs';
import { producersOf } from '../producers/blocks-of-store';
import { selectorDocument } from '../selector/selector';
import { configFile, DATA_MOUNT_PATH, DATA_VOLUME, GRPC_PORT, OBJSTORE_FILE, ThanosWorkload } from '../thanos-workload';

const SELECTOR_FILE = 'selector.yaml';
const INDEX_CACHE_FILE = 'index-cache.yaml';
const CACHING_BUCKET_FILE = 'caching-bucket.yaml';

/** What is known of a shard. */
export interface StoreGatewayShardPlan {
  readonly name: string;
  readonly shard: StoreShard;
  readonly replicas: number;
  readonly volume: Size;
  readonly props: ThanosStoreGatewayProps;
}

/** Replicas that serve the same blocks. */
export class StoreGatewayShard extends Construct {
  public readonly statefulSet: ApiObject;
  public readonly storeApi: StoreApi;
  public readonly workload: ThanosWorkload;

  public constructor(scope: Construct, id: string, private readonly plan: StoreGatewayShardPlan) {
    super(scope, id);
    const { props, name } = plan;
    this.workload = new ThanosWorkload(this, {
      command: 'store',
      component: 'store-gateway',
      options: { ...props, name },
      cluster: props.cluster,
      defaults: { cpu: 0.5, cpuLimit: 4, memory: Size.gibibytes(4) },
      http: PortExposure.SCRAPE,
      grpc: PortExposure.SERVICE,
      keeps: 'headers of indexes',
      loadingMinutes: 60,
      flags: () => this.flags(),
      objectStore: { store: props.objectStore, access: StoreAccess.READ },
      documents: () => this.documents(),
      parts: () => this.parts(),
    });
    const headless = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.storeApi = StoreApi._served(this.workload.servedAt(headless, GRPC_PORT), () => producersOf(this, props.objectStore), { group: true });
    this.workload.served.push(this.storeApi);
    const caches = [props.indexCache, props.cachingBucket].flatMap((given) => given?.cache ?? []);
    caches.forEach((cache) => cache._connect(this.workload.peer));
    this.statefulSet = statefulPods(this, this.workload, {
      replicas: plan.replicas,
      serviceName: headless.name,
      volumeName: DATA_VOLUME,
      volume: plan.volume,
      storageClassName: props.storageClassName,
      volumesHold: 'copies',
      template: () => this.workload.thanosPods(),
    });
    this.workload.judge(this.statefulSet, () => cacheMemoryFindings(caches, this.workload.budget.memory));
  }

  /** How long it reads blocks that are marked for deletion. */
  public get ignoreDeletionMarksDelay(): Duration {
    return ignoredMarksDelay(this.workload.given);
  }

  private flags() {
    const { props, shard: { window, selector } } = this.plan;
    return storeGatewayFlags({
      directory: `${DATA_MOUNT_PATH}/store`,
      objstoreFile: configFile(OBJSTORE_FILE),
      window,
      selectorFile: selector.length > 0 ? configFile(SELECTOR_FILE) : undefined,
      indexCacheFile: props.indexCache && configFile(INDEX_CACHE_FILE),
      cachingBucketFile: props.cachingBucket && configFile(CACHING_BUCKET_FILE),
      syncInterval: props.syncInterval,
      maxConcurrency: props.maxConcurrency,
      downloadedBytesLimit: props.downloadedBytesLimit,
      requestSeriesLimit: props.requestSeriesLimit,
      requestSamplesLimit: props.requestSamplesLimit,
    });
  }

  private documents(): { [file: string]: object } {
    const { props: { indexCache, cachingBucket }, shard: { selector } } = this.plan;
    return {
      ...(selector.length > 0 ? { [SELECTOR_FILE]: selectorDocument(selector) } : {}),
      ...(indexCache ? { [INDEX_CACHE_FILE]: indexCacheDocument(indexCache) } : {}),
      ...(cachingBucket ? { [CACHING_BUCKET_FILE]: cachingBucketDocument(cachingBucket) } : {}),
    };
  }

  private parts(): NamedNeeds[] {
    const { indexCache, cachingBucket } = this.plan.props;
    return [
      ...(indexCache ? [{ from: 'its cache of indexes', needs: cacheNeeds(indexCache.cache) }] : []),
      ...(cachingBucket ? [{ from: 'its cache of chunks', needs: cacheNeeds(cachingBucket.cache) }] : []),
    ];
  }
}
