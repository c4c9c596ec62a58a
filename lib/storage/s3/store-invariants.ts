import { bucketNameFindings, NeighbourDocument, regionFindings } from './bucket-invariants';
import { KeptData, LifecycleConfiguration } from './lifecycle-configuration';
import { lifecycleFindings } from './lifecycle-invariants';
import { ObjectLockConfiguration, objectLockFindings } from './object-lock';
import { Finding } from '../../validation';

/** What is judged of a store: what it was given, and what stands in its stack. */
export interface StoreDocument {
  readonly bucketName: string;
  readonly region: string;
  readonly providerRegion?: string;
  readonly lifecycle: LifecycleConfiguration;
  readonly objectLock: ObjectLockConfiguration;
  readonly kept: KeptData;
  readonly earlier: readonly NeighbourDocument[];
}

/** Everything that can be said of a store at synth. */
export function storeFindings({ bucketName, region, providerRegion, lifecycle, objectLock, kept, earlier }: StoreDocument): Finding[] {
  return [
    ...bucketNameFindings(bucketName, earlier),
    ...regionFindings(bucketName, region, providerRegion),
    ...lifecycleFindings(lifecycle, kept),
    ...objectLockFindings(objectLock, kept),
  ];
}
