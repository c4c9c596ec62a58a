import type { Labels } from '../external-labels';

/**
 * How the replicas of a producer relate to each other.
 *
 * - `none`: every series is in one of them; receivers that replicate nothing
 * - `identical`: several have the same samples; receivers that replicate
 * - `independent`: all have the same series, and each its own samples; a pair of Prometheus, rulers
 */
export type Copies = 'none' | 'identical' | 'independent';

/** Something that uploads blocks, or answers Query with series of its own. */
export interface Producer {
  readonly name: string;
  /** The external labels that all its replicas have. */
  readonly labels: Labels;
  readonly replicas: number;
  /** The external label by which its replicas differ. */
  readonly replicaLabel?: string;
  readonly copies: Copies;
  /** Whether it takes samples that are older than others, whose blocks overlap. */
  readonly outOfOrder: boolean;
  /** Whether the compactor makes one block of the blocks of its replicas. It cannot be undone. */
  readonly mergedInBucket: boolean;
}

/** The labels by which replicas differ, each once. */
export function replicaLabelsOf(producers: readonly Producer[]): string[] {
  return [...new Set(producers.flatMap(({ replicaLabel }) => replicaLabel ?? []))].sort();
}
