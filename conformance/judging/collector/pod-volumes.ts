/** Puts the volumes of a pod into folders, owned and permitted as the kubelet would leave them. */
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { claimNames, Container, KeyToPath, ProjectedSource, Volume, VolumeMount } from '../kubernetes-types';
import { fieldValue, findData, PodIdentity } from './pod-environment';
import { Mount } from './sandbox';

export interface VolumeMaterial {
  readonly identity: PodIdentity;
  readonly container: Container;
  /** an empty folder to work in */
  readonly folder: string;
  /** of the ConfigMap on trial: its data as the judge is to read it */
  readonly configMap: string;
  readonly data: Readonly<Record<string, string>>;
  /** a certificate and its key, in PEM, for files that the documents only name */
  readonly certificate: string;
  readonly key: string;
  readonly token?: string;
}

type Files = ReadonlyArray<{ readonly path: string; readonly content: string; readonly mode?: number }>;

const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Never written to from a sandbox, and needed whole by those who read a node. */
const REAL_HOST_PATHS = ['/', '/proc', '/sys'];

/** Content for a file of a Secret or ConfigMap that lives in the cluster and not in the documents. */
function dummyContent({ certificate, key }: VolumeMaterial, name: string): string {
  if (/key/i.test(name) && !/api|access/i.test(name)) {
    return key;
  }
  return /crt|cert|pem|ca/i.test(name) ? certificate : `dummy-${name}`;
}

/** Nobody lists the keys of a Secret that is not here, so the configuration is asked which files it expects of it. */
function expectedNames({ data, container }: VolumeMaterial, volume: string): string[] {
  const mountPaths = (container.volumeMounts ?? []).filter(({ name }) => name === volume).map(({ mountPath }) => mountPath.replace(/\/$/, ''));
  const text = [...Object.values(data), ...container.args ?? [], ...(container.env ?? []).map(({ value }) => value ?? '')].join('\n');
  return mountPaths.flatMap((path) => [...text.matchAll(/[^\s"'`,;:=[\]{}()]+/g)].map(([word]) => word).filter((word) => word.startsWith(`${path}/`))
    .map((word) => posix.relative(path, word)));
}

function keyedFiles(
  material: VolumeMaterial, kind: 'ConfigMap' | 'Secret', name: string, items: readonly KeyToPath[] | undefined, volume: string,
): Files {
  const known = kind === 'ConfigMap' && name === material.configMap ? material.data : findData(material.identity, kind, name);
  const keys = items ?? Object.keys(known ?? {}).map((key) => ({ key, path: key }));
  const wanted: readonly KeyToPath[] = known === undefined && items === undefined
    ? expectedNames(material, volume).map((path) => ({ key: path, path })) : keys;
  return wanted.map(({ key, path, mode }) => ({ path, mode, content: known?.[key] ?? dummyContent(material, key) }));
}

function projectedFiles(material: VolumeMaterial, source: ProjectedSource, volume: string): Files {
  return [
    ...source.configMap === undefined ? [] : keyedFiles(material, 'ConfigMap', source.configMap.name, source.configMap.items, volume),
    ...source.secret === undefined ? [] : keyedFiles(material, 'Secret', source.secret.name, source.secret.items, volume),
    ...source.serviceAccountToken === undefined ? [] : [{ path: source.serviceAccountToken.path, content: material.token ?? 'dummy' }],
    ...(source.downwardAPI?.items ?? []).map(({ path, fieldRef }) => ({ path, content: fieldValue(material.identity, fieldRef?.fieldPath ?? '') })),
  ];
}

/** The files of a volume that has files of its own; undefined for one that starts empty. */
function filesOf(material: VolumeMaterial, { name, configMap, secret, projected }: Volume): Files | undefined {
  if (configMap !== undefined) {
    return keyedFiles(material, 'ConfigMap', configMap.name, configMap.items, name);
  }
  if (secret !== undefined) {
    return keyedFiles(material, 'Secret', secret.secretName, secret.items, name);
  }
  return projected?.sources.flatMap((source) => projectedFiles(material, source, name));
}

function write(folder: string, files: Files, mode: number, fsGroup: number | undefined): void {
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
    // the group of the pod may read what the kubelet hands it, whatever the mode says
    chmodSync(path, (file.mode ?? mode) + (fsGroup === undefined || Math.floor((file.mode ?? mode) / 0o40) % 2 === 1 ? 0 : 0o40));
    chownSync(path, 0, fsGroup ?? 0);
  }
}

function emptyVolume(folder: string, claim: boolean, fsGroup: number | undefined): void {
  // an emptyDir is open to all; a fresh disk belongs to root until fsGroup hands it to the pod
  chownSync(folder, 0, fsGroup ?? 0);
  chmodSync(folder, claim ? fsGroup === undefined ? 0o755 : 0o2775 : 0o2777);
}

function prepare(material: VolumeMaterial, volume: Volume, claims: readonly string[]): Omit<Mount, 'target'> {
  const { fsGroup } = material.identity.template.spec.securityContext ?? {};
  const folder = join(material.folder, volume.name);
  mkdirSync(folder, { recursive: true });
  const files = filesOf(material, volume);
  if (files !== undefined) {
    write(folder, files, (volume.configMap ?? volume.secret ?? volume.projected)?.defaultMode ?? 0o644, fsGroup);
    return { source: folder, readOnly: true };
  }
  const host = volume.hostPath?.path;
  if (host !== undefined && REAL_HOST_PATHS.includes(host) && existsSync(host)) {
    return { source: host, readOnly: true, recursive: true };
  }
  if (host === undefined) {
    emptyVolume(folder, claims.includes(volume.name), fsGroup);
  }
  return { source: folder, readOnly: false };
}

function serviceAccountMount(material: VolumeMaterial): Mount[] {
  const { spec } = material.identity.template;
  const account = material.identity.manifests.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === spec.serviceAccountName);
  const wanted = spec.automountServiceAccountToken ?? (account as { automountServiceAccountToken?: boolean } | undefined)?.automountServiceAccountToken ?? true;
  const explicit = (material.container.volumeMounts ?? []).some(({ mountPath }) => mountPath === TOKEN_FOLDER);
  if (!wanted || explicit) {
    return [];
  }
  const folder = join(material.folder, 'service account');
  mkdirSync(folder);
  const namespace = material.identity.workload.metadata.namespace ?? 'default';
  write(folder, [
    { path: 'token', content: material.token ?? 'dummy' },
    { path: 'ca.crt', content: material.certificate },
    { path: 'namespace', content: namespace },
  ], 0o644, undefined);
  return [{ source: folder, target: TOKEN_FOLDER, readOnly: true }];
}

/** The mounts of the container; a mount of a volume that the pod does not have is left out, as the API server already said so. */
export function prepareMounts(material: VolumeMaterial): Mount[] {
  const claims = claimNames(material.identity.workload);
  const volumes = new Map((material.identity.template.spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const prepared = new Map([...volumes].map(([name, volume]) => [name, prepare(material, volume, claims)]));
  const mounts = (material.container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath, readOnly }: VolumeMount): Mount[] => {
    const volume = prepared.get(name);
    if (volume === undefined) {
      return [];
    }
    const source = join(volume.source, subPath ?? '');
    if (!existsSync(source)) {
      mkdirSync(source, { recursive: true });
    }
    return [{ ...volume, source, target: mountPath, readOnly: volume.readOnly || readOnly === true }];
  });
  return [...serviceAccountMount(material), ...mounts];
}
