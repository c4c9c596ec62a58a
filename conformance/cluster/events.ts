/** Kubernetes events that are numbered, as if a controller had made them. */
import { Platform } from './platform-stage';
import { Sending } from './telemetry-count';

const KIND = 'event';
const EVENTS = 10;

/** Makes events about an application's pod, and says what it made. */
export async function makeEvents({ node, program, tenants }: Platform, run: string): Promise<Sending> {
  const { pod, attributes } = tenants.identities[0]!;
  const { stdout } = await node.run([program, 'mark', '--run', run, '--kind', KIND, '--source', KIND, '--count', String(EVENTS)]);
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const namespace = attributes['k8s.namespace.name'];
  const items = stdout.trim().split('\n').map((message, index) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${run}-${index}`, namespace },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace, name: pod },
    reason: 'Numbered',
    type: 'Normal',
    message,
    source: { component: 'telemetry-count' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  }));
  await node.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return { signal: 'logs', kind: KIND, source: KIND, sent: EVENTS, retries: 0, unacknowledged: [] };
}
