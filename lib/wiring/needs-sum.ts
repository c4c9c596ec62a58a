import { Size } from 'cdk8s';
import { Finding } from '../validation';
import { HostPathNeed, MountNeed, Needs, PersistentDirectoryNeed, PortNeed, VariableNeed } from './needs';

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
  const sum = <T extends object | string>(pick: (needs: Needs) => readonly T[] | undefined, key: (need: T) => string, clash: Clash<T>): T[] => {
    const byKey = new Map<string, { from: string; need: T }>();
    for (const { from, needs } of parts) {
      for (const need of pick(needs) ?? []) {
        const other = byKey.get(key(need));
        if (!other) {
          byKey.set(key(need), { from, need });
        } else if (canonical(other.need) !== canonical(need)) {
          findings.push(clash(other.need, other.from, need, from));
        }
      }
    }
    return [...byKey.values()].map(({ need }) => need);
  };
  return {
    findings,
    needs: {
      ports: sum((n) => n.ports, (p) => `${p.protocol ?? 'TCP'} ${p.port}`, portClash),
      variables: sum((n) => n.variables, (v) => v.name, variableClash),
      mounts: sum((n) => n.mounts, (m) => m.mountPath, mountClash),
      hostPaths: sum((n) => n.hostPaths, (h) => h.path, hostPathClash),
      directories: sum((n) => n.directories, (d) => d.path, directoryClash),
      clusterRules: sum((n) => n.clusterRules, canonical, noClash),
      namespaceRules: sum((n) => n.namespaceRules, canonical, noClash),
      egress: sum((n) => n.egress, canonical, noClash),
      featureGates: sum((n) => n.featureGates, (gate) => gate, noClash),
    },
  };
}

type Clash<T> = (first: T, firstFrom: string, second: T, secondFrom: string) => Finding;

const portClash: Clash<PortNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `port ${second.port} is claimed by ${firstFrom} ('${first.name}') and by ${secondFrom} ('${second.name}')`,
  why: 'the second listener cannot bind, and the pod would not start',
  fix: `give ${secondFrom} another port`,
});

const variableClash: Clash<VariableNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `variable ${second.name} is ${source(first)} for ${firstFrom} but ${source(second)} for ${secondFrom}`,
  why: 'a container has one value per variable: one of the two would send the credential of the other',
  fix: `SecretValue.fromSecret('${second.secretName ?? 'name'}', '${second.secretKey ?? 'key'}', { variable: '${second.name}_2' })`,
});

const mountClash: Clash<MountNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `'${second.mountPath}' is mounted from '${first.secretName ?? first.configMapName}' for ${firstFrom} and from '${second.secretName ?? second.configMapName}' for ${secondFrom}`,
  why: 'a path of a pod can hold one volume',
  fix: 'mount one of them elsewhere',
});

const hostPathClash: Clash<HostPathNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `'${second.path}' of the node is needed read-only by ${first.readOnly === false ? secondFrom : firstFrom} and writable by the other`,
  why: 'one mount would give write access to a component that must not have it',
  fix: 'let the writer use a folder of its own',
});

const directoryClash: Clash<PersistentDirectoryNeed> = (first, firstFrom, second, secondFrom) => ({
  what: `the folder '${second.path}' is used by ${firstFrom} (${first.holds}) and by ${secondFrom} (${second.holds})`,
  why: 'two writers of one folder corrupt each other, and its file lock lets only one of them start',
  fix: `give ${secondFrom} a directory of its own`,
});

const noClash: Clash<unknown> = () => {
  throw new Error('needs that are keyed by their whole content cannot clash');
};

function source(variable: VariableNeed): string {
  if (variable.secretName) {
    return `key '${variable.secretKey}' of secret '${variable.secretName}'`;
  }
  return variable.fieldPath ? `field ${variable.fieldPath}` : `'${variable.value}'`;
}

function canonical(need: object | string): string {
  if (typeof need === 'string') {
    return need;
  }
  const entries = Object.entries(need).filter(([, value]) => value !== undefined);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value instanceof Size ? value.asString() : value]));
}
