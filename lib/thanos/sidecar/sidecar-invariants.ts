import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { Labels } from '../external-labels';

/** Three blocks of two hours: one in the head, one that is being written, one that waits for the object store. */
const LEAST_RETENTION = Duration.hours(6);

/** What of a Prometheus bears on its sidecar. */
export interface UploadedPrometheus {
  readonly externalLabels: Labels;
  readonly retention: Duration;
}

/** Judges a Prometheus whose blocks are uploaded. */
export function sidecarFindings({ externalLabels, retention }: UploadedPrometheus): Finding[] {
  return [
    ...Object.keys(externalLabels).length > 0 ? [] : [{
      what: 'Prometheus has no external labels',
      why: 'its sidecar does not become ready (no external labels configured on Prometheus server): its blocks could not be told from those of others',
      fix: "externalLabels: { cluster: 'eu' }",
    }],
    ...retention.toMilliseconds() >= LEAST_RETENTION.toMilliseconds() ? [] : [{
      what: `Prometheus keeps samples for ${prometheusDuration(retention.toMilliseconds())}`,
      why: 'a block would be deleted before it is uploaded whenever the object store is away for a moment',
      fix: 'retention: Duration.hours(6) at least',
    }],
  ];
}
