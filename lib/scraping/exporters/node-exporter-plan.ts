import { NODE_COLLECTORS } from './node-collectors';
import { NodeExporterProps } from './node-exporter-props';
import { RUNTIME_MOUNT_POINTS } from '../../kubernetes/node-folders';
import { POD_NETWORK_INTERFACES } from '../../policy/cardinality/ready-made/node-exporter';
import { requirePattern } from '../../policy/patterns';
import { isAtLeast } from '../../versions';
import { Needs, PortExposure } from '../../wiring';

/** Where the pod finds the files of the node. */
const NODE = '/host';

export const PORT_NAME = 'metrics';

/** What is decided about node_exporter. */
export interface NodeExporterPlan {
  readonly version: string;
  readonly only?: readonly string[];
  readonly extra: readonly string[];
  readonly without: readonly string[];
  readonly hostNetwork: boolean;
  readonly port: number;
  readonly excludeMountPoints: string;
  readonly excludeInterfaces: string;
  readonly textfileFolder?: string;
}

/** Fails on expressions that nobody reads. */
export function resolveNodeExporter(path: string, version: string, props: NodeExporterProps): NodeExporterPlan {
  return {
    version,
    only: props.collectors,
    extra: props.extraCollectors ?? [],
    without: props.withoutCollectors ?? [],
    hostNetwork: props.hostNetwork ?? true,
    port: props.port ?? 9100,
    excludeMountPoints: requirePattern(path, 'excludeMountPoints', props.excludeMountPoints ?? RUNTIME_MOUNT_POINTS),
    excludeInterfaces: requirePattern(path, 'excludeInterfaces', props.excludeInterfaces ?? `^${POD_NETWORK_INTERFACES}$`),
    textfileFolder: props.textfileFolder,
  };
}

/** What runs, by names that node_exporter knows. */
export function runningCollectors(plan: NodeExporterPlan): string[] {
  const { only, extra } = plan;
  const off = switchedOff(plan);
  const runs = (name: string) => extra.includes(name) || (NODE_COLLECTORS[name].byDefault && !off.includes(name));
  return knownTo(plan).filter((name) => only ? only.includes(name) : runs(name));
}

/** The collectors of its version. */
function knownTo({ version }: NodeExporterPlan): string[] {
  return Object.keys(NODE_COLLECTORS).filter((name) => isAtLeast(version, NODE_COLLECTORS[name].since ?? version));
}

/** What does not run although it would: what the user says, and what would not tell the truth. */
function switchedOff(plan: NodeExporterPlan): string[] {
  const lying = plan.hostNetwork ? [] : knownTo(plan).filter((name) => NODE_COLLECTORS[name].byDefault && NODE_COLLECTORS[name].network);
  return [...new Set([...plan.without, ...lying])].sort();
}

/**
 * What it is told. Its address is that of the node and not every address of it, of which one may be public.
 *
 * @see https://github.com/prometheus/node_exporter/tree/v1.12.1#docker
 */
export function nodeExporterArguments(plan: NodeExporterPlan): string[] {
  const { only, extra, hostNetwork, port, textfileFolder } = plan;
  const running = runningCollectors(plan);
  const filters: readonly (readonly [collector: string, flag: string, pattern: string])[] = [
    ['arp', 'arp.device-exclude', plan.excludeInterfaces],
    ['filesystem', 'filesystem.mount-points-exclude', plan.excludeMountPoints],
    ['netclass', 'netclass.ignored-devices', plan.excludeInterfaces],
    ['netdev', 'netdev.device-exclude', plan.excludeInterfaces],
  ];
  return [
    `--path.procfs=${NODE}/proc`,
    `--path.sysfs=${NODE}/sys`,
    `--path.rootfs=${NODE}`,
    `--path.udev.data=${NODE}/run/udev/data`,
    `--web.listen-address=${hostNetwork ? '[$(HOST_IP)]' : ''}:${port}`,
    ...only ? ['--collector.disable-defaults', ...[...only].sort().map((name) => `--collector.${name}`)] : [],
    ...[...extra].sort().map((name) => `--collector.${name}`),
    ...only ? [] : switchedOff(plan).map((name) => `--no-collector.${name}`),
    ...filters.filter(([collector]) => running.includes(collector)).map(([, flag, pattern]) => `--collector.${flag}=${literal(pattern)}`),
    ...textfileFolder === undefined ? [] : [`--collector.textfile.directory=${literal(`${NODE}${textfileFolder}`)}`],
  ];
}

/** Kubernetes takes a name in brackets behind a dollar sign for a variable, unless there are two of them. */
function literal(text: string): string {
  return text.replace(/\$(?=\()/g, '$$$$');
}

/**
 * What its pods have: the files of the node to read, no right in the Kubernetes API, and no process namespace of the node, which its files show anyway.
 */
export function nodeExporterNeeds(plan: NodeExporterPlan): Needs {
  const { hostNetwork, port } = plan;
  return {
    ports: [{ name: PORT_NAME, port, appProtocol: 'http', exposure: PortExposure.SCRAPE }],
    variables: hostNetwork ? [{ name: 'HOST_IP', fieldPath: 'status.hostIP' }] : [],
    hostPaths: [{ path: '/', mountPath: NODE }],
    rootReasons: runningCollectors(plan).flatMap((name) => NODE_COLLECTORS[name].rootReason ?? []),
  };
}
