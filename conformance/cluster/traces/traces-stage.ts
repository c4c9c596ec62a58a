/** What every scenario needs: routers and samplers that run, and the sink behind them. */
import { Manifest } from '../../judging/kubernetes-types';
import { isCustomResource } from '../../judging/verdict';
import { Checks } from '../checks';
import { Collector, findCollectors } from '../collectors';
import { imagesOf } from '../images';
import { levelOf } from '../namespaces';
import { ClusterNode } from '../node';
import { fitToThisMachine, replicasOf } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningCollector } from '../running-collector';
import { describe } from '../setting';
import { Sink } from '../sink';
import { buildTelemetryCount } from '../telemetry-count';
import { buildWorld, World } from '../world';

export interface TracesStage {
  readonly node: ClusterNode;
  /** the path of our own program */
  readonly program: string;
  readonly checks: Checks;
  readonly sink: Sink;
  readonly world: World;
  readonly routers: RunningCollector;
  readonly samplers: RunningCollector;
  /** how long samplers wait for the spans of a trace, in seconds */
  readonly decisionWait: number;
}

function hasComponent(components: Readonly<Record<string, unknown>> | undefined, type: string): boolean {
  return Object.keys(components ?? {}).some((id) => id.split('/')[0] === type);
}

function oneOf(collectors: readonly Collector[], what: string, is: (collector: Collector) => boolean): Collector {
  const [found, ...others] = collectors.filter(is);
  if (found === undefined || others.length > 0) {
    throw new Error(`expected one collector that ${what}, found ${found === undefined ? 0 : others.length + 1}`);
  }
  return found;
}

function secondsOf(duration: unknown): number {
  const [, seconds] = /^(\d+)s$/.exec(String(duration)) ?? [];
  if (seconds === undefined) {
    throw new Error(`decision_wait is ${String(duration)}, not whole seconds`);
  }
  return Number(seconds);
}

function decisionWaitOf({ config }: Collector): number {
  const [sampling] = Object.entries(config.processors ?? {}).filter(([id]) => id.split('/')[0] === 'tail_sampling').map(([, settings]) => settings);
  return secondsOf(sampling?.decision_wait);
}

export async function setUpTraces(node: ClusterNode, originals: readonly Manifest[], checks: Checks): Promise<TracesStage> {
  const isSampler = ({ config }: Collector) => hasComponent(config.processors, 'tail_sampling');
  const samplerWorkload = oneOf(findCollectors(originals), 'samples traces', isSampler).workload;
  // fewer samplers would have other shares of the traces
  const { manifests, changes } = fitToThisMachine(originals, { keepReplicas: [samplerWorkload.metadata.name] });
  const custom = manifests.filter(({ apiVersion }) => isCustomResource(apiVersion));
  const collectors = findCollectors(manifests);
  const program = await buildTelemetryCount(node.state);
  const world = await buildWorld(node.state, collectors, manifests);
  describe(world, changes, custom, collectors);
  await node.start(imagesOf(manifests, program, world.roots), world.base);
  const sink = await Sink.start(node, program, world);
  await node.apply(world.manifests);
  await node.apply(manifests.filter((manifest) => !custom.includes(manifest)));
  const running = collectors.map((collector) => new RunningCollector(node, collector, replicasOf(collector.workload, manifests)));
  for (const collector of running) {
    await collector.untilReady();
  }
  const restricted = [...new Set(collectors.map(({ namespace }) => namespace))].filter((namespace) => levelOf(namespace, manifests) === 'restricted');
  await Promise.all(restricted.map((namespace) => expectRestricted(node, checks, namespace)));
  const isRunning = (wanted: Collector) => running.find(({ collector }) => collector === wanted)!;
  const sampler = oneOf(collectors, 'samples traces', isSampler);
  return {
    node,
    program,
    checks,
    sink,
    world,
    routers: isRunning(oneOf(collectors, 'routes by trace id', ({ config }) => hasComponent(config.exporters, 'load_balancing'))),
    samplers: isRunning(sampler),
    decisionWait: decisionWaitOf(sampler),
  };
}
