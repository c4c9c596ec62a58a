import { Producer, replicaLabelsOf } from './producer';
import { Finding } from '../../validation';
import type { StoreReplicas } from '../../wiring/store-api';

/** How Query makes one series of those of replicas. */
export type QueryDeduplication = 'penalty' | 'chain';

/** How the compactor makes one block of those of replicas. */
export interface BucketDeduplication {
  readonly replicaLabels: readonly string[];
  /** Without it, samples are taken for one when their times and values are the same. */
  readonly function?: 'penalty';
  /** Whether blocks that overlap may be made one. */
  readonly verticalCompaction: boolean;
}

/**
 * `chain` fills every gap, and wants replicas with the same samples; for replicas that scrape by themselves only `penalty` stays with one of
 * them as long as it can.
 *
 * @see https://thanos.io/tip/components/query.md/#deduplication-algorithms
 */
export function queryDeduplication(replicas: readonly StoreReplicas[]): QueryDeduplication {
  const copies = replicas.map((each) => each.copies);
  return copies.includes('identical') && !copies.includes('independent') ? 'chain' : 'penalty';
}

/** Nothing is merged that nobody has asked for: the compactor cannot take it back, and overlaps that it does not expect make it halt in time. */
export function bucketDeduplication(producers: readonly Producer[]): BucketDeduplication {
  const merged = producers.filter(({ mergedInBucket }) => mergedInBucket);
  return {
    replicaLabels: replicaLabelsOf(merged),
    function: merged.some(({ copies }) => copies === 'independent') ? 'penalty' : undefined,
    verticalCompaction: merged.length > 0 || producers.some(({ outOfOrder }) => outOfOrder),
  };
}

/** One compactor has one way to merge. */
export function bucketDeduplicationFindings(producers: readonly Producer[]): Finding[] {
  const merged = producers.filter(({ mergedInBucket }) => mergedInBucket);
  const [independent, identical] = (['independent', 'identical'] as const).map((kind) => merged.filter(({ copies }) => copies === kind).map(({ name }) => name));
  return independent.length === 0 || identical.length === 0
    ? []
    : [{
      what: `one compactor merges the replicas of '${independent.join("', '")}', which have samples of their own, and of '${identical.join("', '")}', which have the same`,
      why: 'it has one way for all: by penalty, replicas with the same samples get gaps that none of them has',
      fix: `leave the replicas of '${independent.join("', '")}' to Query, or give them a compactor of their own`,
    }];
}
