import { bucketNameFindings, NeighbourDocument, regionFindings } from './bucket-invariants';
import { LifecycleConfiguration, lifecycleFindings } from './lifecycle-invariants';
import { Finding } from '../../validation';

/** What is judged of a store: what it was given, and what stands in its stack. */
export interface StoreDocument {
  readonly bucketName: string;
  readonly region: string;
  readonly providerRegion?: string;
  readonly lifecycle: LifecycleConfiguration;
  readonly earlier: readonly NeighbourDocument[];
}

/** Everything that can be said of a store at synth. */
export function storeFindings({ bucketName, region, providerRegion, lifecycle, earlier }: StoreDocument): Finding[] {
  return [
    ...bucketNameFindings(bucketName, earlier),
    ...regionFindings(bucketName, region, providerRegion),
    ...lifecycleFindings(lifecycle),
  ];
}
