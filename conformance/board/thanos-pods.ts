/** Pods that run a component of Thanos, and what they are told. */
import { posix } from 'node:path';
import { parse } from 'yaml';
import { Pod, podsOf } from './pods';
import { parsePrometheusDuration } from '../../lib/policy/relabel/prometheus-duration';
import { readArgument } from '../../lib/thanos/flags/setting';
import { THANOS_COMPONENTS, THANOS_FLAGS, ThanosComponent } from '../../lib/thanos/flags/thanos-flags';
import { ConfigMap, Container, KeyToPath, Manifest, Volume, VolumeMount } from '../judging/kubernetes-types';

export interface ThanosPod extends Pod {
  readonly container: Container;
  readonly component: ThanosComponent;
  /** `major.minor.patch` of the tag of the image, if it has one */
  readonly version?: string;
  /** what follows the name of the component */
  readonly args: readonly string[];
}

interface MountedMap {
  readonly name: string;
  readonly items?: readonly KeyToPath[];
}

function thanosContainer(container: Container): Omit<ThanosPod, keyof Pod>[] {
  const words = [...container.command ?? [], ...container.args ?? []];
  const index = words.findIndex((word) => (THANOS_COMPONENTS as readonly string[]).includes(word));
  return index < 0 || !/thanos/.test(container.image) ? [] : [{
    container,
    component: words[index] as ThanosComponent,
    version: /:v?(\d+\.\d+\.\d+)/.exec(container.image)?.[1],
    args: words.slice(index + 1),
  }];
}

export function thanosPods(manifests: readonly Manifest[]): ThanosPod[] {
  return podsOf(manifests).flatMap((pod) => pod.template.spec.containers.flatMap(thanosContainer).map((told) => ({ ...pod, ...told })));
}

/** Everything that a pod says to one flag, in its order; a switch says `true` or `false`. */
export function valuesOf({ component, args }: ThanosPod, flag: string): string[] {
  return args.map((argument) => readArgument(argument, THANOS_FLAGS[component]))
    .flatMap((read) => 'setting' in read && read.setting.name === flag ? [String(read.setting.value)] : []);
}

export function isOn(pod: ThanosPod, flag: string): boolean {
  return valuesOf(pod, flag).includes('true');
}

/** In milliseconds; what cannot be read as a duration lasts for ever. */
export function durationOf(pod: ThanosPod, flag: string, otherwise: string): number {
  return parsePrometheusDuration(valuesOf(pod, flag)[0] ?? otherwise) ?? Infinity;
}

/** Whether a pod is given a document, as a file or as text. */
export function hasDocument(pod: ThanosPod, flag: string): boolean {
  return [flag, `${flag}-file`].some((name) => valuesOf(pod, name).length > 0);
}

/** Keeps samples: what has no hashring does, and what has one and is told which member of it is itself. */
export function isIngestor(pod: ThanosPod): boolean {
  return pod.component === 'receive' && (!isRouter(pod) || valuesOf(pod, 'receive.local-endpoint').length > 0);
}

export function isRouter(pod: ThanosPod): boolean {
  return pod.component === 'receive' && hasDocument(pod, 'receive.hashrings');
}

function holds({ mountPath }: VolumeMount, path: string): boolean {
  return path === mountPath || path.startsWith(`${mountPath.replace(/\/$/, '')}/`);
}

function mapsOf({ configMap, projected }: Volume): MountedMap[] {
  return [configMap, ...(projected?.sources ?? []).map((source) => source.configMap)].filter((map) => map !== undefined);
}

/** The text of a file that comes out of a ConfigMap. */
function fileOf({ owner, template, container }: ThanosPod, path: string, manifests: readonly Manifest[]): string | undefined {
  const mount = (container.volumeMounts ?? []).filter((each) => holds(each, path)).sort((one, other) => other.mountPath.length - one.mountPath.length)[0];
  if (mount === undefined) {
    return undefined;
  }
  const file = posix.join(mount.subPath ?? '', posix.relative(mount.mountPath, path));
  const maps = (template.spec.volumes ?? []).filter(({ name }) => name === mount.name).flatMap(mapsOf);
  const texts = maps.map(({ name, items }) => {
    const key = items === undefined ? file : items.find((item) => item.path === file)?.key;
    const map = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name && metadata.namespace === owner.metadata.namespace);
    return key === undefined ? undefined : (map as ConfigMap | undefined)?.data?.[key];
  });
  return texts.find((text) => text !== undefined);
}

/** The text of a document that a flag hands over, or of the file that its twin with `-file` names. */
function documentText(pod: ThanosPod, flag: string, manifests: readonly Manifest[]): string | undefined {
  return valuesOf(pod, flag)[0] ?? valuesOf(pod, `${flag}-file`).map((path) => fileOf(pod, path, manifests))[0];
}

export function documentOf(pod: ThanosPod, flag: string, manifests: readonly Manifest[]): unknown {
  return parse(documentText(pod, flag, manifests) ?? '');
}

/** Every text that a pod is given: its arguments, and the documents that they name. */
export function textsOf(pod: ThanosPod, manifests: readonly Manifest[]): string[] {
  const documents = pod.args.map((argument) => /^--(.+)-file=/.exec(argument)?.[1]).filter((flag) => flag !== undefined);
  return [...pod.args, ...documents.map((flag) => documentText(pod, flag, manifests) ?? '')];
}
