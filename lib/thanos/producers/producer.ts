import type { StoreReplicas } from '../../wiring/store-api';
import type { Labels } from '../external-labels';

/** Something that uploads blocks, or answers Query with series of its own. */
export interface Producer extends StoreReplicas {
  readonly name: string;
  /** The external labels that all its replicas have. */
  readonly labels: Labels;
  readonly replicas: number;
  /** Whether it takes samples that are older than others, whose blocks overlap. */
  readonly outOfOrder: boolean;
  /** Whether the compactor makes one block of the blocks of its replicas. It cannot be undone. */
  readonly mergedInBucket: boolean;
}

/** The labels by which replicas differ, each once. */
export function replicaLabelsOf(producers: readonly Producer[]): string[] {
  return [...new Set(producers.flatMap(({ replicaLabel }) => replicaLabel ?? []))].sort();
}
