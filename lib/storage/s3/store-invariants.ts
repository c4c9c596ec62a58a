import { bucketNameFindings, NeighbourDocument, regionFindings } from './bucket-invariants';
import { KeptData, LifecycleConfiguration } from './lifecycle-configuration';
import { lifecycleFindings } from './lifecycle-invariants';
import { ObjectLockConfiguration, objectLockFindings } from './object-lock';
import { ReplicatedBucket, replicationFindings } from './replication-invariants';
import { Finding } from '../../validation';

/** What is judged of a store: what it was given, and what stands in its stack. */
export interface StoreDocument {
  readonly bucketName: string;
  readonly region: string;
  readonly providerRegion?: string;
  readonly lifecycle: LifecycleConfiguration;
  readonly objectLock: ObjectLockConfiguration;
  readonly kept: KeptData;
  /** The bucket itself and the one that it is copied into, if it is. */
  readonly replicated?: { readonly source: ReplicatedBucket; readonly replica: ReplicatedBucket };
  readonly earlier: readonly NeighbourDocument[];
}

/** Everything that can be said of a store at synth. */
export function storeFindings({ bucketName, region, providerRegion, lifecycle, objectLock, kept, replicated, earlier }: StoreDocument): Finding[] {
  return [
    ...bucketNameFindings(bucketName, earlier),
    ...regionFindings(bucketName, region, providerRegion),
    ...lifecycleFindings(lifecycle, kept),
    ...objectLockFindings(objectLock, kept),
    ...replicated === undefined ? [] : replicationFindings(replicated.source, replicated.replica),
  ];
}
