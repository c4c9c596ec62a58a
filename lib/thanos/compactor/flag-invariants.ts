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
    fix: 'wait: true',
  }];
}

function penaltyFindings(values: FlagValues): Finding[] {
  return values['deduplication.func'] !== 'penalty' || replicaLabels(values).length > 0 ? [] : [{
    what: 'deduplication.func is penalty, and there is no deduplication.replica-label',
    why: 'the compactor does not start (penalty based deduplication needs at least one replica label specified)',
    fix: "'deduplication.replica-label': the label by which replicas differ, or leave deduplication.func out",
  }];
}

function overlapFindings(values: FlagValues, producers: readonly Producer[]): Finding[] {
  const mayOverlap = values['compact.enable-vertical-compaction'] === true || replicaLabels(values).length > 0;
  const { verticalCompaction } = bucketDeduplication(producers);
  if (verticalCompaction === mayOverlap) {
    return [];
  }
  const names = producers.filter(({ outOfOrder, mergedInBucket }) => outOfOrder || mergedInBucket).map(({ name }) => `'${name}'`).join(', ');
  return verticalCompaction
    ? [{
      what: `the blocks of ${names} overlap, and the compactor is not told to merge blocks that do`,
      why: 'it halts at the first overlap, stays up, and nothing is compacted or deleted any more',
      fix: "'compact.enable-vertical-compaction': true",
    }]
    : [{
      what: 'the compactor is told to merge blocks that overlap, and nobody writes such blocks',
      why: 'overlap would then be a mistake, such as two producers with the same labels: their samples would be mixed for ever, instead of a halt that can be mended',
      fix: 'leave compact.enable-vertical-compaction and deduplication.replica-label out',
    }];
}

function replicaLabels(values: FlagValues): readonly string[] {
  const labels = values['deduplication.replica-label'];
  return Array.isArray(labels) ? labels : labels === undefined ? [] : [String(labels)];
}
