/** Puts one example on a node of its own, with everything around it that it takes for granted. */
import { Checks } from './checks';
import { unjudgedExporters } from './collector-config';
import { agentAmong, Collector, findCollectors, gatewayAmong } from './collectors';
import { chosenLabels, clusterName } from './identity';
import { imagesOf } from './images';
import { levelOf } from './namespaces';
import { ClusterNode } from './node';
import { fitToThisMachine, replicasOf, tellChanges } from './patches';
import { Platform } from './platform-stage';
import { expectRestricted } from './restricted-namespace';
import { RunningCollector } from './running-collector';
import { RunningTenants } from './running-tenants';
import { Sink } from './sink';
import { Stage } from './stage';
import { buildTelemetryCount } from './telemetry-count';
import { cpuOf, Tenant, tenantManifests, tenantsOf } from './tenants';
import { playKubelet, troubledPods } from './troubled-pods';
import { kindsWithSeverity, unwantedKinds } from './wanted-lines';
import { buildWorld, World } from './world';
import { Manifest } from '../judging/kubernetes-types';
import { isCustomResource } from '../judging/verdict';

/** An example on its node. */
export interface Setting {
  readonly stage: Stage;
  /** undefined when no collector runs on every node: nobody reads what applications write */
  readonly platform: Platform | undefined;
}

/** Says what is not as it stands in the manifests, and what is not judged. */
export function describe(world: World, changes: readonly string[], custom: readonly Manifest[], collectors: readonly Collector[]): void {
  tellChanges(changes);
  console.log('destinations, played by the counting sink:');
  world.routes.forEach(({ name, protocol, tls, signals }) => console.log(`      ${name}  ${tls ? 'TLS' : 'plain'} ${protocol}  ${signals.join(', ')}`));
  custom.forEach(({ kind, metadata }) => console.log(`not judged: ${kind} ${metadata.name}, its definition is not installed`));
  collectors.flatMap(({ config, variables }) => unjudgedExporters(config, variables))
    .forEach((exporter) => console.log(`not judged: exporter ${exporter}, the sink does not speak its protocol`));
}

/** Applications are for platforms whose agents read what they write. */
function tenantsFor(collectors: readonly Collector[]): Tenant[] {
  const agent = agentAmong(collectors);
  return agent === undefined ? [] : tenantsOf(agent.endpoints);
}

export async function setUp(node: ClusterNode, originals: readonly Manifest[], checks: Checks): Promise<Setting> {
  const tenants = tenantsFor(findCollectors(originals));
  const { manifests, changes } = fitToThisMachine(originals, { reservedCpu: cpuOf(tenants) });
  const custom = manifests.filter(({ apiVersion }) => isCustomResource(apiVersion));
  const collectors = findCollectors(manifests);
  const [gateway, agent] = [gatewayAmong(collectors), agentAmong(collectors)];
  const program = await buildTelemetryCount(node.state);
  const world = await buildWorld(node.state, collectors, manifests);
  describe(world, changes, custom, collectors);
  await node.start(imagesOf(manifests, program, world.roots), world.base);
  const sink = await Sink.start(node, program, world);
  const troubled = agent === undefined ? [] : troubledPods();
  await node.apply([...world.manifests, ...troubled, ...tenantManifests(tenants, chosenLabels(collectors).map(({ label }) => label))]);
  if (troubled.length > 0) {
    await playKubelet(node);
  }
  await node.apply(manifests.filter((manifest) => !custom.includes(manifest)));
  const running = <T extends Collector>(collector: T) => new RunningCollector(node, collector, replicasOf(collector.workload, manifests));
  const stage: Stage = { node, program, sink, world, checks, gateway: running(gateway) };
  const others = collectors.filter((one) => one !== gateway && one !== agent).map(running);
  const all = [stage.gateway, ...agent === undefined ? [] : [running(agent)], ...others];
  for (const collector of all) {
    await collector.untilReady();
  }
  const restricted = [...new Set(collectors.map(({ namespace }) => namespace))].filter((namespace) => levelOf(namespace, manifests) === 'restricted');
  await Promise.all(restricted.map((namespace) => expectRestricted(node, checks, namespace)));
  const platform = agent === undefined ? undefined : {
    ...stage,
    agent: running(agent),
    others,
    unwanted: unwantedKinds(agent),
    withSeverity: kindsWithSeverity(agent),
    manifests,
    tenants: await RunningTenants.find(node, program, tenants, { clusterName: clusterName(collectors), chosenLabels: chosenLabels(collectors) }),
  };
  return { stage, platform };
}
