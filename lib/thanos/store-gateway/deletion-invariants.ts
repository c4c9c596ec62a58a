import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { durationLiteral } from '../../wiring/duration-literal';

/** When store gateways stop to read blocks that are marked, and when the compactor deletes them. */
export interface DeletionDelays {
  readonly ignoreDeletionMarksDelay: Duration;
  readonly deleteDelay: Duration;
  readonly syncInterval: Duration;
}

/** A block that is marked for deletion is read until its replacement is known, and no longer than it is there. */
export function deletionDelayFindings({ ignoreDeletionMarksDelay, deleteDelay, syncInterval }: DeletionDelays): Finding[] {
  const [ignored, deleted, sync] = [ignoreDeletionMarksDelay, deleteDelay, syncInterval].map((duration) => duration.toMilliseconds());
  return [
    ...ignored + sync <= deleted ? [] : [{
      what: `store gateways read blocks for ${prometheusDuration(ignored)} after they are marked, and the compactor deletes them after ${prometheusDuration(deleted)}`,
      why: `they look for marks every ${prometheusDuration(sync)}: queries would fail on files that are gone`,
      fix: `deleteDelay: ${durationLiteral(Math.max(ignored * 2, ignored + sync))}, or ${durationLiteral(ignored + sync)} at least`,
    }],
    ...ignored >= sync ? [] : [{
      what: `store gateways read blocks for ${prometheusDuration(ignored)} after they are marked, and look for new ones every ${prometheusDuration(sync)}`,
      why: 'they would give a block up before they know what it was replaced by, and answers have gaps',
      fix: `syncInterval: ${durationLiteral(ignored)}, or less`,
    }],
  ];
}
