/** Manifests of Thanos as somebody may have written them. */
import { Manifest } from '../../../conformance/judging/kubernetes-types';

export interface WorkloadParts {
  readonly name?: string;
  readonly kind?: string;
  readonly image?: string;
  readonly args: readonly string[];
  readonly spec?: object;
  readonly pod?: object;
  readonly container?: object;
}

const NAMESPACE = 'thanos';

export function object(kind: string, name: string, parts: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: NAMESPACE }, ...parts } as Manifest;
}

export function workload({ name = 'thanos', kind = 'StatefulSet', image = 'quay.io/thanos/thanos:v0.42.4', args, spec, pod, container }: WorkloadParts): Manifest {
  return object(kind, name, {
    spec: {
      ...spec,
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'thanos', image, args, ...container }], ...pod } },
    },
  });
}

export interface IngestorParts extends Omit<WorkloadParts, 'args'> {
  readonly args?: readonly string[];
  readonly replicas?: number;
}

export function ingestors({ args = [], replicas = 3, ...parts }: IngestorParts = {}): Manifest {
  return workload({
    name: 'ingestor', ...parts, args: ['receive', '--tsdb.path=/data', '--label=replica="$(POD_NAME)"', ...args], spec: { replicas, serviceName: 'ingestors' },
  });
}

export function ring(...endpoints: ReadonlyArray<string | object>): string {
  return `--receive.hashrings=${JSON.stringify([{ endpoints }])}`;
}

export const MEMBERS = [0, 1, 2].map((index) => `ingestor-${index}.ingestors.thanos.svc.cluster.local:10901`);

export function routers(...args: readonly string[]): Manifest {
  return workload({ name: 'router', kind: 'Deployment', args: ['receive', '--receive.replication-factor=3', ...args] });
}
