/**
 * Puts the synthesized gateway on a real Kubernetes of this machine, sends numbered telemetry through it, makes it suffer, and counts what
 * arrived. See README.md for its options.
 */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from '../judges';
import { Checks } from './checks';
import { unjudgedExporters } from './collector-config';
import { findGateway, plainVariables } from './gateway-manifests';
import { imagesOf } from './images';
import { exitWhenInterrupted } from './interruption';
import { prepareMachine } from './machine';
import { ClusterNode } from './node';
import { buildOtlpCount, Sink } from './otlp-count';
import { fitToThisMachine, replicasOf } from './patches';
import { RunningGateway } from './running-gateway';
import { SCENARIOS, Stage } from './scenarios';
import { buildWorld, World } from './world';
import { manifestsOf, readExamples } from '../judging/documents';
import { Manifest } from '../judging/kubernetes-types';
import { isCustomResource } from '../judging/verdict';

interface Options {
  readonly dist: string;
  readonly example: string;
  readonly scenarios: readonly string[];
  readonly keep: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      dist: { type: 'string', default: resolve(__dirname, '..', '..', 'dist') },
      example: { type: 'string', default: 'gateway' },
      only: { type: 'string', multiple: true, default: Object.keys(SCENARIOS) },
      keep: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !(name in SCENARIOS));
  if (unknown.length > 0) {
    throw new Error(`no scenario ${unknown.join(', ')}: there are ${Object.keys(SCENARIOS).join(', ')}`);
  }
  return { ...values, scenarios: Object.keys(SCENARIOS).filter((name) => values.only.includes(name)) };
}

function readManifests({ dist, example }: Options): Manifest[] {
  const found = readExamples(dist).find(({ name }) => basename(name) === example);
  if (found === undefined) {
    throw new Error(`${join(dist, example)} has no manifests: run npm run synth`);
  }
  return manifestsOf(found);
}

async function apply(node: ClusterNode, items: readonly object[]): Promise<void> {
  await node.kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

function describe(world: World, changes: readonly string[], notApplied: readonly string[], unjudged: readonly string[]): void {
  console.log('changes to manifests (nothing else is touched):');
  (changes.length > 0 ? changes : ['none']).forEach((line) => console.log(`      ${line}`));
  console.log('destinations, played by the counting sink:');
  world.routes.forEach(({ name, protocol, tls, signals }) => console.log(`      ${name}  ${tls ? 'TLS' : 'plain'} ${protocol}  ${signals.join(', ')}`));
  notApplied.forEach((line) => console.log(`not judged: ${line}`));
  unjudged.forEach((exporter) => console.log(`not judged: exporter ${exporter}, the sink does not speak its protocol`));
}

async function setStage(node: ClusterNode, options: Options, checks: Checks): Promise<Stage> {
  const { manifests, changes } = fitToThisMachine(readManifests(options));
  const custom = manifests.filter(({ apiVersion }) => isCustomResource(apiVersion));
  const gateway = findGateway(manifests);
  const program = await buildOtlpCount(node.state);
  const world = await buildWorld(node.state, gateway, manifests);
  describe(world, changes, custom.map(({ kind, metadata }) => `${kind} ${metadata.name}, its definition is not installed`),
    unjudgedExporters(gateway.config, plainVariables(gateway.workload)));
  await node.start(imagesOf(manifests, program, world.roots), world.base);
  const sink = await Sink.start(node, program, world);
  await apply(node, world.manifests);
  await apply(node, manifests.filter((manifest) => !custom.includes(manifest)));
  const running = new RunningGateway(node, gateway, replicasOf(gateway.workload, manifests));
  await running.untilReady();
  return { node, program, sink, gateway, running, world, checks };
}

async function runScenarios(node: ClusterNode, options: Options, checks: Checks): Promise<void> {
  const began = Date.now();
  const elapsed = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  const stage = await setStage(node, options, checks);
  checks.expect(`all ${stage.running.replicas} pods of the gateway are Ready in a namespace that enforces the restricted level`, await enforcesRestricted(stage));
  for (const name of options.scenarios) {
    console.log(`${name}, after ${elapsed()}`);
    await SCENARIOS[name]!(stage);
  }
  console.log(`done after ${elapsed()}`);
}

/** Seen in what it refuses, not only in its label. */
async function enforcesRestricted({ node, gateway }: Stage): Promise<boolean> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'unrestricted' }, spec: { containers: [{ name: 'any', image: 'localhost/pause:local' }] } };
  const { code, stderr } = await node.tryKubectl(['--namespace', gateway.namespace, 'create', '--dry-run=server', '-f', '-'], JSON.stringify(pod));
  return code !== 0 && stderr.includes('violates PodSecurity "restricted');
}

function untilInterrupted(node: ClusterNode): Promise<never> {
  console.log(`the cluster stays until Ctrl-C; look inside with:\n${[...node.entry, judge('hyperkube'), 'kubectl', '--kubeconfig', node.kubeconfig].join(' ')} get pods -A`);
  return new Promise(() => undefined);
}

async function main(): Promise<void> {
  const options = readOptions();
  await prepareMachine();
  const node = ClusterNode.create();
  process.on('exit', () => node.stop());
  exitWhenInterrupted();
  const checks = new Checks();
  try {
    await runScenarios(node, options, checks);
  } catch (error) {
    checks.expect('the run went to its end', false, error instanceof Error ? error.message : String(error));
  }
  process.exitCode = checks.allPassed ? 0 : 1;
  if (options.keep) {
    console.log(checks.summary);
    await untilInterrupted(node);
  }
  node.stop();
  console.log(checks.summary);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
