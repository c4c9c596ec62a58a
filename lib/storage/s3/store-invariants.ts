import { logTargetFindings } from './access-log-invariants';
import { bucketNameFindings, NeighbourDocument, regionFindings } from './bucket-invariants';
import { KeptData, LifecycleConfiguration } from './lifecycle-configuration';
import { lifecycleFindings } from './lifecycle-invariants';
import { ObjectLockConfiguration, objectLockFindings } from './object-lock-invariants';
import { ReplicatedBucket, replicationFindings } from './replication-invariants';
import { Finding } from '../../validation';

/** What is judged of a store: what it was given, and what stands in its stack. */
export interface JudgedStore {
  readonly bucketName: string;
  readonly region: string;
  readonly providerRegion?: string;
  readonly lifecycle: LifecycleConfiguration;
  readonly objectLock: ObjectLockConfiguration;
  readonly kept: KeptData;
  /** The bucket itself and the one that it is copied into, if it is. */
  readonly replicated?: { readonly source: ReplicatedBucket; readonly replica: ReplicatedBucket };
  /** The bucket for access logs that is said to exist already, if one is. */
  readonly logTarget?: string;
  /** The buckets of the tree that were made before. */
  readonly earlier: readonly NeighbourDocument[];
  /** All buckets of the tree. */
  readonly buckets: readonly NeighbourDocument[];
}

/** Everything that can be said of a store at synth. */
export function storeFindings(store: JudgedStore): Finding[] {
  const { bucketName, region, kept, replicated } = store;
  return [
    ...bucketNameFindings(bucketName, store.earlier),
    ...regionFindings(bucketName, region, store.providerRegion),
    ...lifecycleFindings(store.lifecycle, kept),
    ...objectLockFindings(store.objectLock, kept),
    ...logTargetFindings(store.logTarget, store.buckets),
    ...replicated === undefined ? [] : replicationFindings(replicated.source, replicated.replica),
  ];
}
