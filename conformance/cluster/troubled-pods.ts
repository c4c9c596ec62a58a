/** Pods that fail in every way that matters, and whether the metrics of the cluster say so. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Level, namespaceObject } from './namespaces';
import { ClusterNode } from './node';
import { Attributes, Series, Sink } from './sink';
import { Stage } from './stage';
import { TELEMETRY_COUNT_IMAGE } from './tenants';
import { Manifest } from '../judging/kubernetes-types';

const NAMESPACE = 'troubled';
const NOWHERE = { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } };

interface Trouble {
  readonly name: string;
  readonly container?: object;
  readonly spec?: object;
  /** What a kubelet would say of it, where the one of this cluster does not: it waits a second before it starts a container again, and its node has room. */
  readonly status?: object;
  /** The metric that says it, and the labels with which it does. */
  readonly metric: string;
  readonly labels: Attributes;
  /** Its value then; any but none when undefined. */
  readonly value?: number;
}

/** A way to fail, and how the metrics of Kubernetes objects show it. */
const TROUBLES: readonly Trouble[] = [
  {
    name: 'crash',
    spec: NOWHERE,
    status: {
      phase: 'Running',
      containerStatuses: [{
        name: 'app',
        image: TELEMETRY_COUNT_IMAGE,
        imageID: '',
        ready: false,
        started: false,
        restartCount: 5,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 2m40s restarting failed container' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      }],
    },
    metric: 'k8s_container_status_reason',
    labels: { k8s_container_status_reason: 'CrashLoopBackOff' },
    value: 1,
  },
  {
    name: 'grow',
    container: { resources: { requests: { cpu: '1m', memory: '16Mi' }, limits: { memory: '32Mi' } } },
    metric: 'k8s_container_restarts',
    labels: { k8s_container_status_last_terminated_reason: 'OOMKilled' },
  },
  {
    name: 'unpulled',
    container: { image: 'registry.invalid/nothing:1' },
    metric: 'k8s_container_status_reason',
    labels: { k8s_container_status_reason: 'ImagePullBackOff' },
    value: 1,
  },
  { name: 'unplaced', spec: NOWHERE, metric: 'k8s_pod_phase', labels: {}, value: 1 },
  {
    name: 'evicted',
    spec: NOWHERE,
    status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
    metric: 'k8s_pod_status_reason',
    labels: {},
    value: 1,
  },
];

/** How long a kubelet may take to see what is wrong, and to wait between two tries. */
const PATIENCE_S = 150;

/** Pods that fail from the beginning. */
export function troubledPods(): Manifest[] {
  const restricted: Level = 'restricted';
  return [namespaceObject(NAMESPACE, restricted), ...TROUBLES.map(troubledPod)] as Manifest[];
}

function troubledPod({ name, container, spec }: Trouble): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      containers: [{
        name: 'app',
        image: TELEMETRY_COUNT_IMAGE,
        imagePullPolicy: 'IfNotPresent',
        args: [name],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
        resources: { requests: { cpu: '1m', memory: '16Mi' }, limits: { memory: '64Mi' } },
        ...container,
      }],
      securityContext: { runAsNonRoot: true, runAsUser: 65535, fsGroup: 65535, seccompProfile: { type: 'RuntimeDefault' } },
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      ...spec,
    },
  };
}

/** Says of pods what a kubelet would, before anybody watches. */
export async function playKubelet(node: ClusterNode): Promise<void> {
  for (const { name, status } of TROUBLES.filter((trouble) => trouble.status !== undefined)) {
    await node.kubectl(['--namespace', NAMESPACE, 'patch', 'pod', name, '--subresource=status', '--type=merge', '--patch', JSON.stringify({ status })]);
  }
}

/** What is wrong with a pod is in the metrics of the cluster, for alerts to see. */
export async function expectTroubles({ node, sink, checks }: Stage): Promise<void> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  for (const trouble of TROUBLES) {
    const found = await awaitTrouble(sink, trouble, deadline);
    checks.expect(`lifecycle: the pod '${trouble.name}' is seen by ${trouble.metric} ${Object.values(trouble.labels).join(' ')}`.trimEnd(), shows(found, trouble),
      found.map(({ labels, highest }) => `${highest ?? 'no number'} ${JSON.stringify(labels)}`).slice(0, 4).join('; ') || 'no such series');
  }
  // this kubelet starts them again every second or two
  await node.kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
}

async function awaitTrouble(sink: Sink, trouble: Trouble, deadline: number): Promise<Series[]> {
  for (;;) {
    const found = (await sink.series(trouble.metric)).filter(({ labels }) => labels.k8s_namespace_name === NAMESPACE && labels.k8s_pod_name === trouble.name);
    if (shows(found, trouble) || Date.now() > deadline) {
      return found;
    }
    await sleep(2000);
  }
}

function shows(found: readonly Series[], { labels: wanted, value }: Trouble): boolean {
  return found.some(({ labels, highest }) =>
    Object.entries(wanted).every(([name, text]) => labels[name] === text) && highest !== undefined && (value === undefined || highest === value));
}
