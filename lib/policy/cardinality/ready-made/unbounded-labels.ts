import { ReadyMadeRule } from './ready-made-policy';

/** Labels whose values never come to an end. What they tell belongs into traces, logs and exemplars. */
export const UNBOUNDED_LABELS: readonly ReadyMadeRule[] = [
  { dropLabels: 'pod_ip|host_ip|client_ip|remote_addr|peer_address', reason: 'addresses come and go with pods and clients' },
  { dropLabels: 'container_id|container_image_id|image_id|image_digest', reason: 'new for every container and every build' },
  { dropLabels: 'uid|pod_uid', reason: 'new for every object; namespace and name say which it is' },
  { dropLabels: 'user_id|customer_id|account_id|email', reason: 'as many as there are users, and personal data' },
  { dropLabels: 'session_id|request_id|correlation_id|transaction_id', reason: 'new for every request' },
  { dropLabels: 'trace_id|span_id|trace_parent', reason: 'new for every request: exemplars carry them' },
  { mapLabels: { label: 'url', match: '([^?#]*)[?#].*', replacement: '$1' }, reason: 'queries are as many as there are requests; the path stays' },
  { mapLabels: { label: 'uri', match: '([^?#]*)[?#].*', replacement: '$1' }, reason: 'as url' },
];
