import { Size, SizeRoundingBehavior } from 'cdk8s';
import { decided } from './mapping';
import { Finding } from '../validation';
import { AccessRule, EgressNeed, HostPathNeed, MountNeed, Needs, PersistentDirectoryNeed, PortExposure, PortNeed, VariableNeed } from './needs';

/** The needs of one component, with the name by which its user knows it. */
export interface NamedNeeds {
  readonly from: string;
  readonly needs: Needs;
}

/** The needs of a whole pod. */
export interface SummedNeeds {
  readonly needs: Required<Needs>;
  readonly findings: Finding[];
}

/** Sums needs by key. Each kind keeps the order in which it was first asked for. */
export function sumNeeds(parts: readonly NamedNeeds[]): SummedNeeds {
  const findings: Finding[] = [];
  const sum = <T extends object | string>(pick: (needs: Needs) => readonly T[] | undefined, kind: Kind<T>): T[] => {
    const byKey = new Map<string, { from: string; need: T }>();
    for (const { from, needs } of parts) {
      for (const need of pick(needs) ?? []) {
        const other = byKey.get(kind.key(need));
        if (!other) {
          byKey.set(kind.key(need), { from, need });
        } else if (kind.clash && ((kind.exclusive && other.from !== from) || content(kind, other.need) !== content(kind, need))) {
          findings.push(kind.clash(other.need, other.from, need, from));
        }
      }
    }
    return [...byKey.values()].map(({ need }) => need);
  };
  // for its findings: one name is one port
  sum((n) => n.ports?.map(({ name, port, protocol }): PortNeed => ({ name, port, protocol })), PORT_NAMES);
  const needs: Required<Needs> = {
    ports: sum((n) => n.ports, PORTS),
    variables: sum((n) => n.variables, { key: (variable) => variable.name, clash: variableClash }),
    mounts: sum((n) => n.mounts, { key: (mount) => mount.mountPath, clash: mountClash }),
    hostPaths: sum((n) => n.hostPaths, { key: (hostPath) => hostPath.mountPath ?? hostPath.path, clash: hostPathClash, defaults: { readOnly: true } }),
    directories: sum((n) => n.directories, { key: (directory) => directory.path, clash: directoryClash, exclusive: true }),
    clusterRules: sum((n) => n.clusterRules, { key: canonical }),
    namespaceRules: sum((n) => n.namespaceRules, { key: canonical }),
    nonResourcePaths: sum((n) => n.nonResourcePaths, { key: canonical }),
    egress: sum((n) => n.egress, { key: canonical }),
    stores: sum((n) => n.stores, { key: ({ store, access }) => `${access} ${store.node.path}` }),
    featureGates: sum((n) => n.featureGates, { key: canonical }),
    rootReasons: sum((n) => n.rootReasons, { key: canonical }),
  };
  const rules = [...needs.clusterRules, ...needs.namespaceRules];
  return {
    needs,
    findings: [...findings, ...needs.ports.flatMap(portNameFindings), ...rules.flatMap(wildcardFindings), ...needs.egress.flatMap(egressFindings)],
  };
}

/** How needs of one kind are told apart. */
interface Kind<T> {
  /** Two needs with one key are one. */
  readonly key: (need: T) => string;
  /** What is wrong when they differ. Left out where the key is the whole need. */
  readonly clash?: Clash<T>;
  /** What a need means that does not say it. */
  readonly defaults?: Partial<T>;
  /** Whether two components clash even when they ask for the very same. */
  readonly exclusive?: boolean;
}

type Clash<T> = (first: T, firstFrom: string, second: T, secondFrom: string) => Finding;

const portClash: Clash<PortNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `port ${second.port} is claimed by ${firstFrom} ('${first.name}') and by ${secondFrom} ('${second.name}')`,
  why: 'the second listener cannot bind, and the pod would not start',
  fix: `give ${secondFrom} another port`,
});

const variableClash: Clash<VariableNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `variable ${second.name} is ${source(first)} for ${firstFrom} but ${source(second)} for ${secondFrom}`,
  why: `a container has one value per variable: one of the two would ${second.secretName ? 'send the credential' : 'read the value'} of the other`,
  fix: second.secretName
    ? `SecretValue.fromSecret('${second.secretName}', '${second.secretKey}', { variable: '${second.name}_2' })`
    : `give the variable of ${secondFrom} another name`,
});

const mountClash: Clash<MountNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `'${second.mountPath}' is mounted from '${first.secretName ?? first.configMapName}' for ${firstFrom} and from '${second.secretName ?? second.configMapName}' for ${secondFrom}`,
  why: 'a path of a pod can hold one volume',
  fix: 'mount one of them elsewhere',
});

const hostPathClash: Clash<HostPathNeed> = (first, firstFrom, second, secondFrom) => ({
  ...(first.path === second.path
    ? {
      what: `'${second.path}' of the node is needed read-only by ${first.readOnly === false ? secondFrom : firstFrom} and writable by the other`,
      why: 'one mount would give write access to a component that must not have it',
      fix: 'let the writer use a folder of its own',
    }
    : {
      what: `'${second.mountPath ?? second.path}' is '${first.path}' of the node for ${firstFrom} and '${second.path}' for ${secondFrom}`,
      why: 'a path of a pod can hold one folder',
      fix: 'mount one of them elsewhere',
    }),
});

const directoryClash: Clash<PersistentDirectoryNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `the folder '${second.path}' is used by ${firstFrom} (${first.holds}) and by ${secondFrom} (${second.holds})`,
  why: 'two writers of one folder corrupt each other, and its file lock lets only one of them start',
  fix: `give ${secondFrom} a directory of its own`,
});

const portNameClash: Clash<PortNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `${firstFrom} calls port ${first.port} '${first.name}', and ${secondFrom} calls port ${second.port} so`,
  why: 'ports of a pod are told apart by their names: Kubernetes refuses the pod',
  fix: `give the port of ${secondFrom} another name`,
});

const PORT_DEFAULTS = { protocol: 'TCP', exposure: PortExposure.SERVICE };

const PORTS: Kind<PortNeed> = { key: (port) => `${port.protocol ?? 'TCP'} ${port.port}`, clash: portClash, defaults: PORT_DEFAULTS, exclusive: true };

const PORT_NAMES: Kind<PortNeed> = { key: (port) => port.name, clash: portNameClash, defaults: PORT_DEFAULTS };

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports */
function portNameFindings({ name, port }: PortNeed): Finding[] {
  return name.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [{
    what: `port ${port} is called '${name}'`,
    why: 'Kubernetes takes at most 15 lower-case letters, digits and single hyphens, one letter among them',
    fix: `name: 'port-${port}'`,
  }];
}

function wildcardFindings({ apiGroups, resources, verbs }: AccessRule): Finding[] {
  return [...apiGroups, ...resources, ...verbs].includes('*') ? [{
    what: `an access rule has a wildcard: verbs ${verbs.join(', ')} on ${resources.join(', ')} of ${apiGroups.map((group) => group || 'core').join(', ')}`,
    why: 'whoever takes over the pod may then do what no component needs',
    fix: "name them, for example { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }",
  }] : [];
}

function egressFindings({ peer, cidr }: EgressNeed): Finding[] {
  return peer === undefined || cidr === undefined ? [] : [{
    what: `a connection goes to pods of ${peer.namespace === undefined ? 'its own namespace' : `namespace '${peer.namespace}'`} and to '${cidr}'`,
    why: 'Kubernetes takes pods or addresses at the end of one rule, and refuses both',
    fix: 'two needs: one with peer, one with cidr',
  }];
}

function source(variable: VariableNeed): string {
  if (variable.secretName) {
    return `key '${variable.secretKey}' of secret '${variable.secretName}'`;
  }
  return variable.fieldPath ? `field ${variable.fieldPath}` : `'${variable.value}'`;
}

function content<T extends object | string>(kind: Kind<T>, need: T): string {
  return canonical(typeof need === 'string' ? need : { ...kind.defaults, ...decided(need) });
}

/** Equal for needs that say the same, in whatever order and unit. */
export function canonical(need: unknown): string {
  return JSON.stringify(need, (_, value: unknown) => {
    if (value instanceof Size) {
      return value.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}
