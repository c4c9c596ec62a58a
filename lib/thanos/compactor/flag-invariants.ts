import { Finding } from '../../validation';
import { FlagValues } from '../flags/setting';
import { bucketDeduplication } from '../producers/deduplication';
import { Producer } from '../producers/producer';

/** Judges what a compactor is started with, whoever has written it. */
export function compactorFlagFindings(values: FlagValues, producers: readonly Producer[]): Finding[] {
  return [...waitFindings(values), ...penaltyFindings(values), ...overlapFindings(values, producers)];
}

function waitFindings(values: FlagValues): Finding[] {
  return values.wait === true ? [] : [{
    what: 'the compactor is started without --wait',
    why: 'it ends when its work is done, and Kubernetes takes that for a crash: it would start it again ever later',
    fix: '--wait among its arguments',
  }];
}

function penaltyFindings(values: FlagValues): Finding[] {
  return values['deduplication.func'] !== 'penalty' || mergedReplicaLabels(values).length > 0 ? [] : [{
    what: '--deduplication.func is penalty, and there is no --deduplication.replica-label',
    why: 'the compactor does not start (penalty based deduplication needs at least one replica label specified)',
    fix: '--deduplication.replica-label with the label by which replicas differ, or leave --deduplication.func out',
  }];
}

function overlapFindings(values: FlagValues, producers: readonly Producer[]): Finding[] {
  const mayOverlap = values['compact.enable-vertical-compaction'] === true || mergedReplicaLabels(values).length > 0;
  const names = producers.filter(({ outOfOrder, mergedInBucket }) => outOfOrder || mergedInBucket).map(({ name }) => `'${name}'`).join(', ');
  return !bucketDeduplication(producers).verticalCompaction || mayOverlap ? [] : [{
    what: `the blocks of ${names} overlap, and the compactor is not told to merge blocks that do`,
    why: 'it halts at the first overlap, stays up, and nothing is compacted or deleted any more',
    fix: '--compact.enable-vertical-compaction among its arguments',
  }];
}

/** The labels by which the compactor tells replicas apart whose blocks it merges. */
export function mergedReplicaLabels(values: FlagValues): readonly string[] {
  const labels = values['deduplication.replica-label'];
  return Array.isArray(labels) ? labels : labels === undefined ? [] : [String(labels)];
}
