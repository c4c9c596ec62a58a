/**
 * The only changes that a manifest may get: what a small machine cannot hold, and names and settings of a configuration that the judge's
 * collector is too old for, as in every other place where it judges.
 */
import { availableParallelism } from 'node:os';
import { parse } from 'yaml';
import { inNamesOfJudge } from '../judging/collector/components';
import { Manifest, objectName, podTemplate } from '../judging/kubernetes-types';

/** Enough for a rollout that goes pod by pod, and for requests to reach more than one pod. */
const REPLICAS = 2;
/** CPU that DNS and the load leave for requests of pods. */
const CPU_FOR_PODS = availableParallelism() - 0.3;
/** A Deployment of two replicas is replaced by starting a third. */
const SURGE = 1;
const STORAGE_CLASS = 'standard';

interface Mutable {
  kind: string;
  metadata: Manifest['metadata'];
  data?: Record<string, string>;
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

/** Whether documents name the pods of a workload one by one: members of a hashring, of whom none may be away. */
function isNamedPodByPod({ kind, metadata, spec }: Mutable, manifests: readonly Mutable[]): boolean {
  const lastPod = `${metadata.name}-${(spec?.replicas ?? 1) - 1}.`;
  return kind === 'StatefulSet' && manifests.some(({ data, metadata: { namespace } }) =>
    namespace === metadata.namespace && Object.values(data ?? {}).some((text) => text.includes(lastPod)));
}

function reduceReplicas(manifest: Mutable, manifests: readonly Mutable[], kept: readonly string[]): string[] {
  const changes: string[] = [];
  if (kept.includes(manifest.metadata.name) || isNamedPodByPod(manifest, manifests)) {
    return changes;
  }
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

/** For the judge only: what it does not know yet is taken out, and so is not judged. */
function speakToJudge(manifest: Mutable): string[] {
  return Object.entries(manifest.kind === 'ConfigMap' ? manifest.data ?? {} : {}).filter(([key]) => key === 'collector.yaml').flatMap(([key, text]) => {
    const understood = inNamesOfJudge(text);
    if (understood === text) {
      return [];
    }
    manifest.data = { ...manifest.data, [key]: understood };
    const known = paths(parse(understood));
    return [`${key} without what the collector of this machine does not know: ${paths(parse(text)).filter((path) => !known.includes(path)).join(', ')}`];
  });
}

/** Where the values of a document are, as dotted paths. */
function paths(value: unknown, prefix = ''): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, prefix === '' ? key : `${prefix}.${key}`)) : [prefix];
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

export interface Fitting {
  /** processors that pods besides these manifests ask for */
  readonly reservedCpu?: number;
  /** names of workloads that have as many replicas as they say */
  readonly keepReplicas?: readonly string[];
}

export function fitToThisMachine(originals: readonly Manifest[], { reservedCpu = 0, keepReplicas = [] }: Fitting = {}): Patched {
  const manifests = structuredClone(originals) as unknown as Mutable[];
  const changes = new Map(manifests.map((manifest) =>
    [manifest, [...reduceReplicas(manifest, manifests, keepReplicas), ...replaceStorageClass(manifest), ...speakToJudge(manifest)]]));
  const asManifests = manifests as unknown as Manifest[];
  const needed = asManifests.filter((manifest) => podTemplate(manifest) !== undefined).reduce((sum, manifest) => {
    const each = requestsOf(manifest as Mutable).reduce((cpu, requests) => cpu + cores(requests.cpu), 0);
    return sum + each * (replicasOf(manifest, asManifests) + (manifest.kind === 'Deployment' ? SURGE : 0));
  }, 0);
  manifests.forEach((manifest) => changes.get(manifest)?.push(...scaleCpu(manifest, (CPU_FOR_PODS - reservedCpu) / needed)));
  return {
    manifests: asManifests,
    changes: [...changes].flatMap(([manifest, list]) => list.map((change) => `${objectName(manifest as unknown as Manifest)}: ${change}`)),
  };
}

/** Says what is not as it stands in the manifests. */
export function tellChanges(changes: readonly string[]): void {
  console.log('changes to manifests (nothing else is touched):');
  (changes.length > 0 ? changes : ['none']).forEach((line) => console.log(`      ${line}`));
}
