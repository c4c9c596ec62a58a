/** The namespaces that manifests are in and do not bring, under the Pod Security level that their pods need. */
import { namespaceOf } from './collectors';
import { Manifest, podTemplate } from '../judging/kubernetes-types';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
/** By which a pod template says what it needs. */
const CLAIM = 'observability.cdk8s.io/pod-security';
/** From what permits least to what permits all. */
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;
export type Level = typeof LEVELS[number];

function claimedLevel(manifest: Manifest): Level {
  const claimed = podTemplate(manifest)?.metadata?.labels?.[CLAIM] ?? 'restricted';
  const level = LEVELS.find((known) => known === claimed);
  if (level === undefined) {
    throw new Error(`${manifest.kind} ${manifest.metadata.name} claims the Pod Security level ${claimed}: there are ${LEVELS.join(', ')}`);
  }
  return level;
}

/** One pod that needs more opens the whole namespace. */
export function levelOf(namespace: string, manifests: readonly Manifest[]): Level {
  const needed = manifests.filter((one) => namespaceOf(one) === namespace).map(claimedLevel);
  return LEVELS[Math.max(0, ...needed.map((level) => LEVELS.indexOf(level)))]!;
}

export function namespaceObject(name: string, level: Level): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [ENFORCE]: level } } };
}

export function ownNamespaces(manifests: readonly Manifest[]): object[] {
  const brought = manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const used = [...new Set(manifests.map(({ metadata }) => metadata.namespace).filter((name): name is string => name !== undefined))];
  return used.filter((name) => !brought.includes(name)).map((name) => namespaceObject(name, levelOf(name, manifests)));
}
