/** The only changes that a manifest may get: what a small machine cannot hold. Never its configuration. */
import { availableParallelism } from 'node:os';
import { Manifest, objectName, podTemplate } from '../judging/kubernetes-types';

/** Enough for a rollout that goes pod by pod, and for requests to reach more than one pod. */
const REPLICAS = 2;
/** CPU that DNS and the load leave for requests of pods. */
const CPU_FOR_PODS = availableParallelism() - 0.3;
const STORAGE_CLASS = 'standard';

interface Mutable {
  kind: string;
  metadata: Manifest['metadata'];
  spec?: {
    replicas?: number;
    minReplicas?: number;
    template?: { spec: { containers: Array<{ resources?: { requests?: { cpu?: string | number } } }> } };
    volumeClaimTemplates?: Array<{ spec: { storageClassName?: string } }>;
  };
}

export interface Patched {
  readonly manifests: Manifest[];
  /** one line for each change */
  readonly changes: readonly string[];
}

function cores(quantity: string | number | undefined): number {
  const text = String(quantity ?? 0);
  return text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text);
}

function requestsOf(manifest: Mutable): Array<{ cpu?: string | number }> {
  return (manifest.spec?.template?.spec.containers ?? []).flatMap(({ resources }) => resources?.requests ?? []);
}

function reduceReplicas(manifest: Mutable): string[] {
  const changes: string[] = [];
  for (const key of ['replicas', 'minReplicas'] as const) {
    const wanted = manifest.spec?.[key];
    if (manifest.spec !== undefined && wanted !== undefined && wanted > REPLICAS) {
      manifest.spec[key] = REPLICAS;
      changes.push(`${key} ${wanted} -> ${REPLICAS}`);
    }
  }
  return changes;
}

function replaceStorageClass(manifest: Mutable): string[] {
  return (manifest.spec?.volumeClaimTemplates ?? []).flatMap(({ spec }) => {
    const wanted = spec.storageClassName;
    if (wanted === undefined || wanted === STORAGE_CLASS) {
      return [];
    }
    spec.storageClassName = STORAGE_CLASS;
    return [`storage class ${wanted} -> ${STORAGE_CLASS}`];
  });
}

function scaleCpu(manifest: Mutable, factor: number): string[] {
  return requestsOf(manifest).flatMap((requests) => {
    const wanted = requests.cpu;
    if (wanted === undefined || factor >= 1) {
      return [];
    }
    requests.cpu = `${Math.floor(cores(wanted) * factor * 1000)}m`;
    return [`CPU request ${wanted} -> ${requests.cpu}`];
  });
}

/** How many pods a workload has: an autoscaler without metrics keeps it at its minimum. */
export function replicasOf(workload: Manifest, manifests: readonly Manifest[]): number {
  const scaler = manifests.find(({ kind, metadata, ...rest }) => {
    const target = (rest as { spec?: { scaleTargetRef?: { kind?: string; name?: string } } }).spec?.scaleTargetRef;
    return kind === 'HorizontalPodAutoscaler' && target?.kind === workload.kind && target.name === workload.metadata.name
      && metadata.namespace === workload.metadata.namespace;
  }) as Mutable | undefined;
  return Math.max((workload as Mutable).spec?.replicas ?? 1, scaler?.spec?.minReplicas ?? 1);
}

export function fitToThisMachine(originals: readonly Manifest[]): Patched {
  const manifests = structuredClone(originals) as unknown as Mutable[];
  const changes = new Map(manifests.map((manifest) => [manifest, [...reduceReplicas(manifest), ...replaceStorageClass(manifest)]]));
  const asManifests = manifests as unknown as Manifest[];
  const needed = asManifests.filter((manifest) => podTemplate(manifest) !== undefined).reduce((sum, manifest) => {
    const each = requestsOf(manifest as Mutable).reduce((cpu, requests) => cpu + cores(requests.cpu), 0);
    return sum + each * replicasOf(manifest, asManifests);
  }, 0);
  manifests.forEach((manifest) => changes.get(manifest)?.push(...scaleCpu(manifest, CPU_FOR_PODS / needed)));
  return {
    manifests: asManifests,
    changes: [...changes].flatMap(([manifest, list]) => list.map((change) => `${objectName(manifest as unknown as Manifest)}: ${change}`)),
  };
}
