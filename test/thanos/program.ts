import { Chart, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import { ObjectStore } from '../../lib/storage';
import { Problem, ProblemsError } from '../../lib/validation';
import { at, find, Manifest, manifestsOf } from '../manifests';

export const CLUSTER = { name: 'prod', region: 'us-east-1' };

/** A bucket that is there already. */
export const STORE = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' });

type Add = (chart: Chart) => unknown;

/** A chart of a tree of its own, or of the tree of another chart. */
export function aChart(namespace = 'thanos', beside?: Chart): Chart {
  return new Chart(beside?.node.root ?? Testing.app(), namespace, { namespace });
}

/** What is written for constructs of a chart. */
export function written(add: Add, chart = aChart()): Manifest[] {
  add(chart);
  return manifestsOf(chart);
}

/** What is wrong with constructs of a chart; another error than one of problems is a mistake of the library. */
export function problems(add: Add, chart = aChart()): readonly Problem[] {
  try {
    written(add, chart);
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

/** Where something is wrong, and what. */
export function whats(add: Add, chart = aChart()): string[] {
  return problems(add, chart).map(({ path, what }) => `${path}: ${what}`);
}

/** `kind name` of every manifest. */
export function objects(all: readonly Manifest[]): string[] {
  return all.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The Deployment or StatefulSet of a name. */
export function workload(all: readonly Manifest[], name: string): Manifest {
  const [found] = all.filter(({ kind, metadata }) => /^(Deployment|StatefulSet)$/.test(kind) && metadata.name === name);
  if (found === undefined) {
    throw new Error(`no workload ${name} in ${objects(all).join(', ')}`);
  }
  return found;
}

/** A value of the pods of a workload: `pod(all, 'thanos-query', 'terminationGracePeriodSeconds')`. */
export function pod(all: readonly Manifest[], name: string, path: string): unknown {
  return at(workload(all, name), `spec.template.spec.${path}`);
}

/** A value of the one container of a workload. */
export function container(all: readonly Manifest[], name: string, path: string): unknown {
  return pod(all, name, `containers.0.${path}`);
}

/** What the program of a workload is started with. */
export function args(all: readonly Manifest[], name: string): string[] {
  return container(all, name, 'args') as string[];
}

/** The values of a flag of a workload. */
export function flag(all: readonly Manifest[], name: string, flagName: string): string[] {
  return args(all, name).filter((arg) => arg.startsWith(`--${flagName}=`)).map((arg) => arg.slice(flagName.length + 3));
}

/** A file of the ConfigMap of a workload. */
export function file(all: readonly Manifest[], name: string, fileName: string): unknown {
  const text = (find(all, 'ConfigMap', `${name}-config`).data as Record<string, string>)[fileName];
  return text === undefined ? undefined : YAML.parse(text);
}

/** The hash of the files that the pods of a workload read. */
export function configHash(all: readonly Manifest[], name: string): string {
  return (at(workload(all, name), 'spec.template.metadata.annotations') as Record<string, string>)['observability.cdk8s.io/config-hash'];
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: { readonly matchLabels?: Record<string, string> };
  readonly podSelector?: { readonly matchLabels?: Record<string, string> };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number }[];
}

/** Who may come in where, in words: `thanos-query to 10901`. */
export function waysIn(all: readonly Manifest[], name: string): string[] {
  return rules(all, name, 'Ingress').map(({ from = [], ports }) => `${from.map(who).join(' and ')} to ${portsOf(ports)}`);
}

/** Where pods may go, in words: `thanos-query at 10902`, `anybody at 443`. */
export function waysOut(all: readonly Manifest[], name: string): string[] {
  return rules(all, name, 'Egress').map(({ to = [], ports }) => `${to.map(who).join(' and ') || 'anybody'} at ${portsOf(ports)}`);
}

/** A direction that the policy names and has no rule for is closed. */
function rules(all: readonly Manifest[], name: string, direction: 'Ingress' | 'Egress'): readonly Rule[] {
  const { spec } = find(all, 'NetworkPolicy', name) as unknown as { spec: { policyTypes: string[]; ingress?: Rule[]; egress?: Rule[] } };
  if (!spec.policyTypes.includes(direction)) {
    throw new Error(`the policy of ${name} leaves ${direction} open`);
  }
  return (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
}

function portsOf(ports: Rule['ports'] = []): string {
  return [...new Set(ports.map(({ port }) => port))].join(' and ') || 'any port';
}

function who({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const instance = podSelector?.matchLabels?.['app.kubernetes.io/instance'];
  const everybody = namespaceSelector === undefined ? 'any pod of the namespace' : 'any pod';
  return ipBlock?.cidr ?? ([namespace, instance].filter((part) => part !== undefined).join('/') || everybody);
}
