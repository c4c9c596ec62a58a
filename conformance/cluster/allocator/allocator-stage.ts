/** What every scenario needs: an allocator, the collectors that take its targets, and those targets. */
import { ALLOCATOR_NAME, allocatorProgram, askingOften, NAMESPACE, SCRAPER_NAME, SCRAPERS, SERVICE, TARGETS } from './program';
import { buildStandIn, givenAllocator, NOT_GIVEN } from '../../allocator/given-allocator';
import { Manifest } from '../../judging/kubernetes-types';
import { Checks } from '../checks';
import { findCollectors, gatewayAmong, Receiving } from '../collectors';
import { ALLOCATOR, imagesOf } from '../images';
import { ClusterNode } from '../node';
import { fitToThisMachine } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningCollector } from '../running-collector';
import { RunningTenants } from '../running-tenants';
import { RunningWorkload } from '../running-workload';
import { describe } from '../setting';
import { Sink } from '../sink';
import { buildTelemetryCount } from '../telemetry-count';
import { cpuOf, tenantManifests } from '../tenants';
import { buildWorld, World } from '../world';

export interface AllocatorStage {
  readonly node: ClusterNode;
  /** the path of our own program */
  readonly program: string;
  readonly sink: Sink;
  readonly world: World;
  readonly checks: Checks;
  readonly manifests: readonly Manifest[];
  readonly scraper: RunningCollector<Receiving>;
  readonly allocator: RunningWorkload;
  readonly allocatorWorkload: Manifest;
  readonly tenants: RunningTenants;
}

/** What is in the cluster under the name of a stand-in, whoever stands under that of the allocator. */
export const STAND_IN_IMAGE = `localhost/${ALLOCATOR}:stand-in`;

function allocatorAmong(manifests: readonly Manifest[]): Manifest {
  const found = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === ALLOCATOR_NAME);
  if (found === undefined) {
    throw new Error(`no Deployment ${ALLOCATOR_NAME} among the manifests`);
  }
  return found;
}

export async function setUpAllocator(node: ClusterNode, checks: Checks): Promise<AllocatorStage> {
  const { manifests: often, change } = askingOften(allocatorProgram());
  const { manifests, changes } = fitToThisMachine(often, { reservedCpu: cpuOf(TARGETS), keepReplicas: [SCRAPER_NAME] });
  const collectors = findCollectors(manifests);
  const [program, standIn] = [await buildTelemetryCount(node.state), await buildStandIn(node.state)];
  const given = givenAllocator();
  const world = await buildWorld(node.state, collectors, manifests);
  describe(world, [change, ...changes], [], collectors);
  console.log(given === undefined ? `not judged: the Target Allocator, for whom a program of ours stands in: ${NOT_GIVEN}` : `the Target Allocator is ${given}`);
  const images = imagesOf(manifests, program, world.roots, { [ALLOCATOR]: given ?? standIn });
  await node.start([...images, { name: STAND_IN_IMAGE, files: { '/main': { program: standIn } }, entrypoint: ['/main'], user: '65532:65532' }], world.base);
  const sink = await Sink.start(node, program, world);
  await node.apply([...world.manifests, ...tenantManifests(TARGETS, []), SERVICE]);
  // a pod that is about to end is no target any more when there is somebody to scrape it
  const tenants = await RunningTenants.find(node, program, TARGETS, { clusterName: 'prod', chosenLabels: [] });
  await node.apply(manifests);
  const allocatorWorkload = allocatorAmong(manifests);
  const allocator = new RunningWorkload(node, allocatorWorkload, 2);
  const scraper = new RunningCollector(node, gatewayAmong(collectors), SCRAPERS);
  await allocator.untilReady();
  await scraper.untilReady();
  await expectRestricted(node, checks, NAMESPACE);
  return { node, program, sink, world, checks, manifests, scraper, allocator, allocatorWorkload, tenants };
}
