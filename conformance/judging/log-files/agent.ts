/** An agent of the library as a process of this machine: it reads the files of a folder, as it would those of its node. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { CollectorDaemonSet, ContainerLogsOptions, LogVolumePolicy, OtlpEndpoint } from '../../../lib';
import { judge } from '../../judges';
import { withValue } from '../changed-document';
import { inNamesOfJudge } from '../collector/components';
import { Daemon } from '../daemon';
import { ConfigMap, Manifest, podTemplate } from '../kubernetes-types';

export interface AgentOptions {
  readonly containerLogs: ContainerLogsOptions;
  readonly logVolume?: LogVolumePolicy;
  /** where records go; nobody needs to answer when the exporter is another one */
  readonly backend: string;
}

/** What stands instead of what only a node has. */
export interface PlaceOnMachine {
  /** the folder of the agent's own files */
  readonly folder: string;
  /** the folder of the files that it reads */
  readonly pods: string;
  readonly healthPort: number;
  readonly metricsPort: number;
  /** instead of the exporter that the agent has */
  readonly exporter?: { readonly type: string; readonly config: object };
}

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

interface AgentDocument {
  readonly receivers: object;
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: object;
  readonly service: { readonly pipelines: { readonly logs: Pipeline } };
}

/** What the node tells the pod. */
const OF_NODE = { POD_IP: '127.0.0.1', POD_NAME: 'agent', NODE_NAME: 'node', NODE_IP: '127.0.0.1' };

/** What only a cluster answers: it is taken out. */
const OF_CLUSTER = 'k8s_attributes';

/** The configuration of an agent, and what its pod gives to it. */
export interface SynthesizedAgent {
  readonly document: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export function synthesizeAgent({ backend, ...props }: AgentOptions, folder: string): SynthesizedAgent {
  const chart = new Chart(new App({ outdir: join(folder, 'synthesized') }), 'logs', { namespace: 'observability' });
  new CollectorDaemonSet(chart, 'agent', { ...props, cluster: { name: 'judged' }, logsTo: OtlpEndpoint.http({ name: 'backend', url: backend }) });
  const manifests = chart.toJson() as Manifest[];
  const document = manifests.filter(({ kind }) => kind === 'ConfigMap').map((map) => (map as ConfigMap).data?.['collector.yaml']).find((text) => text !== undefined);
  const container = manifests.filter(({ kind }) => kind === 'DaemonSet').flatMap((set) => podTemplate(set)?.spec.containers ?? [])[0];
  if (document === undefined || container === undefined) {
    throw new Error('the library has written no agent');
  }
  return {
    document,
    args: (container.args ?? []).filter((arg) => !arg.startsWith('--config')),
    env: Object.fromEntries((container.env ?? []).flatMap(({ name, value }) => value === undefined ? [] : [[name, value]])),
  };
}

/** The agent starts; what it reads may be there before, or come later. */
export async function startAgent({ document, args, env }: SynthesizedAgent, place: PlaceOnMachine): Promise<Daemon> {
  const { folder } = place;
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'collector.yaml');
  writeFileSync(config, inNamesOfJudge(stringify(onMachine(document, place))));
  const agent = new Daemon(judge('otelcol'), [`--config=${config}`, ...args], { ...OF_NODE, ...env });
  try {
    await agent.until('the agent runs', () => agent.said.includes('Everything is ready'));
  } catch (error) {
    await agent.kill();
    throw error;
  }
  return agent;
}

function onMachine(text: string, { folder, pods, healthPort, metricsPort, exporter }: PlaceOnMachine): object {
  const paths = text.replaceAll('/var/log/pods', pods).replaceAll('/var/lib/otelcol', join(folder, 'state'));
  const document = parse(paths) as AgentDocument;
  const { [OF_CLUSTER]: _, ...processors } = document.processors;
  const { logs } = document.service.pipelines;
  const pipeline = {
    ...logs, processors: logs.processors.filter((id) => id !== OF_CLUSTER), exporters: exporter === undefined ? logs.exporters : [exporter.type],
  };
  return [
    [['processors'], processors] as const,
    ...exporter === undefined ? [] : [[['exporters'], { [exporter.type]: exporter.config }] as const],
    [['service', 'pipelines', 'logs'], pipeline] as const,
    [['extensions', 'health_check', 'endpoint'], `127.0.0.1:${healthPort}`] as const,
    [['service', 'telemetry', 'metrics', 'readers', '0', 'pull', 'exporter', 'prometheus', 'port'], metricsPort] as const,
  ].reduce<object>((changed, [where, value]) => withValue(changed, where, value), document);
}

/** Sums of the collector's own metrics, by their names. */
export async function countersOf(metricsPort: number): Promise<(name: string) => number> {
  const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const lines = page.split('\n').filter((line) => !line.startsWith('#'));
  return (name) => lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
}
