/** The pod that runs a configuration of the matrix, with exactly what its components say they need: variables, files, folders and rights. */
import { stringify } from 'yaml';
import { collectorDocument, ConfigurationPlan, needsOf } from '../../lib/collector/configuration';
import { AccessRule, Needs, VariableNeed } from '../../lib/wiring';
import { rolesOf } from '../../lib/wiring/needs-roles';
import { NamedNeeds, sumNeeds } from '../../lib/wiring/needs-sum';
import { ConfigMap, Container, EnvVar, Manifest, Secret, Volume } from '../judging/kubernetes-types';

const NAMESPACE = 'matrix';

/** Where everything lives that must survive a restart. */
const STATE = '/var/lib/otelcol';

/** The user of the collector's images. */
const USER = 10_001;

/** Long enough for every kind of credential and key. */
const SECRET = 'x'.repeat(64);

/** What every pod of a collector knows of itself. */
const OWN_VARIABLES: readonly VariableNeed[] = [
  { name: 'POD_NAME', fieldPath: 'metadata.name' },
  { name: 'POD_IP', fieldPath: 'status.podIP' },
];

export interface MatrixPod {
  readonly configMap: ConfigMap;
  /** the rights of its service account; what the API server has to know */
  readonly access: readonly Manifest[];
  /** everything that the sandbox looks at */
  readonly manifests: readonly Manifest[];
  /** what the library finds wrong with the needs together */
  readonly problems: readonly string[];
}

export function podFor(name: string, plan: ConfigurationPlan, image: string): MatrixPod {
  return podWith(name, stringify(collectorDocument(plan)), needsOf(plan), image);
}

/** The pod of a configuration that somebody wrote. */
export function podWith(name: string, text: string, parts: readonly NamedNeeds[] = [], image = 'collector'): MatrixPod {
  const { needs, findings } = sumNeeds([{ from: 'the collector itself', needs: { variables: [...OWN_VARIABLES] } }, ...parts]);
  const configMap: ConfigMap = { ...manifest('v1', 'ConfigMap', name), data: { 'collector.yaml': text } };
  const access = accessOf(name, needs);
  return {
    configMap,
    access,
    manifests: [...access, ...secretsOf(needs), deployment(name, needs, image), configMap],
    problems: findings.map(({ what }) => what),
  };
}

function manifest(apiVersion: string, kind: string, name: string, namespace: string | null = NAMESPACE): Manifest {
  return { apiVersion, kind, metadata: { name, ...namespace === null ? {} : { namespace } } };
}

function accessOf(name: string, { clusterRules, namespaceRules }: Required<Needs>): Manifest[] {
  if (clusterRules.length + namespaceRules.length === 0) {
    return [];
  }
  const granted = rolesOf(namespaceRules, NAMESPACE);
  return [
    ...[...new Set([NAMESPACE, ...granted.flatMap(({ namespace }) => namespace ?? [])])].map((each) => manifest('v1', 'Namespace', each, null)),
    manifest('v1', 'ServiceAccount', name),
    ...clusterRules.length === 0 ? [] : role('ClusterRole', name, null, clusterRules),
    ...granted.flatMap(({ namespace, rules }) => role('Role', name, namespace ?? NAMESPACE, rules)),
  ];
}

function role(kind: 'ClusterRole' | 'Role', name: string, namespace: string | null, rules: readonly AccessRule[]): Manifest[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  const own = manifest(`${apiGroup}/v1`, kind, name, namespace);
  const binding = { ...own, kind: `${kind}Binding`, roleRef: { apiGroup, kind, name }, subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }] };
  return [{ ...own, ...{ rules } }, binding];
}

/** Every secret that becomes a variable; those that become files are made up by the sandbox. */
function secretsOf({ variables }: Required<Needs>): Secret[] {
  const names = [...new Set(variables.flatMap(({ secretName }) => secretName ?? []))];
  return names.map((name) => ({
    ...manifest('v1', 'Secret', name),
    stringData: Object.fromEntries(variables.filter(({ secretName }) => secretName === name).map(({ secretKey }) => [secretKey ?? '', SECRET])),
  }));
}

function deployment(name: string, needs: Required<Needs>, image: string): Manifest {
  const asks = needs.clusterRules.length + needs.namespaceRules.length > 0;
  // what the node has belongs to root
  const user = needs.hostPaths.length > 0 ? 0 : USER;
  const spec = {
    ...asks ? { serviceAccountName: name } : {},
    automountServiceAccountToken: asks,
    securityContext: { runAsUser: user, runAsGroup: user, fsGroup: USER },
    containers: [container(needs, image)],
    volumes: [
      { name: 'config', configMap: { name, defaultMode: 0o444 } },
      ...needs.directories.length > 0 ? [{ name: 'state', emptyDir: {} }] : [],
      ...needs.mounts.map(({ secretName, configMapName }, index): Volume => secretName === undefined
        ? { name: `files-${index}`, configMap: { name: configMapName ?? '', defaultMode: 0o444 } }
        : { name: `files-${index}`, secret: { secretName, defaultMode: 0o440 } }),
      ...needs.hostPaths.map(({ path }, index): Volume => ({ name: `host-${index}`, hostPath: { path } })),
    ],
  };
  return { ...manifest('apps/v1', 'Deployment', name), ...{ spec: { template: { spec } } } };
}

function container(needs: Required<Needs>, image: string): Container {
  return {
    name: 'collector',
    image,
    args: ['--config=/etc/otelcol/collector.yaml', ...needs.featureGates.length > 0 ? [`--feature-gates=${needs.featureGates.join(',')}`] : []],
    env: needs.variables.map(variable),
    securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/otelcol', readOnly: true },
      ...needs.directories.length > 0 ? [{ name: 'state', mountPath: STATE }] : [],
      ...needs.mounts.map(({ mountPath }, index) => ({ name: `files-${index}`, mountPath, readOnly: true })),
      ...needs.hostPaths.map(({ path, mountPath, readOnly }, index) => ({ name: `host-${index}`, mountPath: mountPath ?? path, readOnly: readOnly ?? true })),
    ],
  };
}

function variable({ name, secretName, secretKey, fieldPath, value }: VariableNeed): EnvVar {
  if (secretName !== undefined) {
    return { name, valueFrom: { secretKeyRef: { name: secretName, key: secretKey ?? '' } } };
  }
  return fieldPath === undefined ? { name, value: value ?? '' } : { name, valueFrom: { fieldRef: { fieldPath } } };
}
