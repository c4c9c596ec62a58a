import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { Labels } from '../external-labels';

/** The range of a block in the head of an ingestor; half of it later it is cut, and then uploaded. */
const BLOCK_HOURS = 2;

/** Without labels of their own, the blocks of a receiver could not be told from those of others, and it does not start. */
export function receiverLabelFindings(labels: Labels): Finding[] {
  return Object.keys(labels).length > 0 ? [] : [{
    what: 'the receiver has no external labels',
    why: 'it does not start (no external labels configured for receive): its blocks could not be told from those of others',
    fix: "externalLabels: { receive: 'true' }",
  }];
}

/**
 * An ingestor deletes no block before it is uploaded, and waits for no store gateway to find it.
 *
 * @see https://github.com/thanos-io/thanos/pull/7166
 */
export function localRetentionFindings(localRetention: Duration): Finding[] {
  const least = Duration.hours(3 * BLOCK_HOURS);
  return localRetention.toMilliseconds() >= least.toMilliseconds() ? [] : [{
    what: `ingestors keep samples for ${prometheusDuration(localRetention.toMilliseconds())}`,
    why: `a block of ${BLOCK_HOURS} hours is uploaded an hour after its end, and found by store gateways later: if one is late, nobody would answer with its samples`,
    fix: 'localRetention: Duration.hours(6) at least',
  }];
}
