/**
 * Puts synthesized platforms on a real Kubernetes of this machine, sends numbered telemetry through them, makes them suffer, and counts what
 * arrived. See README.md for its options.
 */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from '../judges';
import { setUpAllocator } from './allocator/allocator-stage';
import { ALLOCATOR_SCENARIOS } from './allocator/scenarios';
import { runAll, runExampleApart } from './beside-each-other';
import { Checks } from './checks';
import { GATEWAY_SCENARIOS } from './gateway-scenarios';
import { exitWhenInterrupted } from './interruption';
import { PAGES_COMPANIONS } from './kubelet-pages';
import { setUpLoki } from './loki/loki-stage';
import { LOKI_SCENARIOS } from './loki/scenarios';
import { prepareMachine } from './machine';
import { ClusterNode } from './node';
import { PLATFORM_SCENARIOS } from './platform-scenarios';
import { setUp } from './setting';
import { THANOS_COMPANIONS, THANOS_SCENARIOS } from './thanos/scenarios';
import { setUpThanos } from './thanos/thanos-stage';
import { TRACES_SCENARIOS } from './traces/scenarios';
import { setUpTraces } from './traces/traces-stage';
import { inTurns, onStage, Scenarios } from './turns';
import { manifestsOf, readExamples } from '../judging/documents';
import { Manifest } from '../judging/kubernetes-types';

/** Programs of the library that are no examples: they run in minutes what takes days elsewhere, or half an hour. */
const THANOS = 'thanos';
const ALLOCATOR = 'target-allocator';
const LOKI = 'loki';
/** An example with collectors of its own kind. */
const TRACES = 'traces';
/** Here memory is filled to the brim: a collector that has to wait for a processor meanwhile is over its limit before garbage is collected. */
const ALONE = ['production-stack'];
/** What runs when nobody says which: of those beside each other, that first which takes longest. */
const EXAMPLES = [...ALONE, THANOS, 'gateway', LOKI, TRACES, ALLOCATOR];
const AT_ONCE = '2';

interface Options {
  readonly dist: string;
  readonly examples: readonly string[];
  /** names of scenarios; all when undefined */
  readonly only: readonly string[] | undefined;
  readonly keep: boolean;
  /** how many examples run beside each other */
  readonly atOnce: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      'dist': { type: 'string', default: resolve(__dirname, '..', '..', 'dist') },
      'example': { type: 'string', multiple: true, default: EXAMPLES },
      'only': { type: 'string', multiple: true },
      'keep': { type: 'boolean', default: false },
      'at-once': { type: 'string', default: AT_ONCE },
    },
  });
  const families = [GATEWAY_SCENARIOS, PLATFORM_SCENARIOS, ALLOCATOR_SCENARIOS, TRACES_SCENARIOS, LOKI_SCENARIOS, THANOS_SCENARIOS];
  const known = [...new Set(families.flatMap((scenarios) => Object.keys(scenarios)))];
  const unknown = (values.only ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`no scenario ${unknown.join(', ')}: there are ${known.join(', ')}`);
  }
  const atOnce = Number(values['at-once']);
  if (!Number.isInteger(atOnce) || atOnce < 1) {
    throw new Error(`--at-once ${values['at-once']}: how many examples run beside each other, 1 at least`);
  }
  return { dist: values.dist, examples: values.example, only: values.only, keep: values.keep, atOnce };
}

function readManifests(dist: string, example: string): Manifest[] {
  const found = readExamples(dist).find(({ name }) => basename(name) === example);
  if (found === undefined) {
    throw new Error(`${join(dist, example)} has no manifests: run npm run synth`);
  }
  return manifestsOf(found);
}

/** Puts an example on the node, and returns its scenarios, ready to run. */
async function setUpScenarios(node: ClusterNode, example: string, { dist }: Options, checks: Checks): Promise<Scenarios> {
  if (example === THANOS) {
    return onStage(THANOS_SCENARIOS, await setUpThanos(node, checks), THANOS_COMPANIONS);
  }
  if (example === ALLOCATOR) {
    return onStage(ALLOCATOR_SCENARIOS, await setUpAllocator(node, checks));
  }
  if (example === LOKI) {
    return onStage(LOKI_SCENARIOS, await setUpLoki(node, checks));
  }
  if (example === TRACES) {
    return onStage(TRACES_SCENARIOS, await setUpTraces(node, readManifests(dist, example), checks));
  }
  const { stage, platform } = await setUp(node, readManifests(dist, example), checks);
  return platform === undefined ? onStage(GATEWAY_SCENARIOS, stage, PAGES_COMPANIONS) : onStage(PLATFORM_SCENARIOS, platform, PAGES_COMPANIONS);
}

async function runExample(node: ClusterNode, example: string, options: Options, checks: Checks): Promise<void> {
  const began = Date.now();
  const elapsed = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  console.log(example);
  const scenarios = await setUpScenarios(node, example, options, checks);
  for (const turn of inTurns(scenarios, options.only)) {
    console.log(`${example}: ${turn.join(' and ')}, after ${elapsed()}`);
    await Promise.all(turn.map((name) => scenarios.all.get(name)!()));
  }
  console.log(`${example}: done after ${elapsed()}`);
}

function untilInterrupted(node: ClusterNode): Promise<never> {
  console.log(`the cluster stays until Ctrl-C; look inside with:\n${[...node.entry, judge('hyperkube'), 'kubectl', '--kubeconfig', node.kubeconfig].join(' ')} get pods -A`);
  return new Promise(() => undefined);
}

async function onNode(example: string, options: Options, checks: Checks): Promise<void> {
  const node = ClusterNode.create();
  process.on('exit', () => node.stop());
  try {
    await runExample(node, example, options, checks);
  } catch (error) {
    checks.expect(`${example}: the run went to its end`, false, error instanceof Error ? error.message : String(error));
  }
  process.exitCode = checks.allPassed ? 0 : 1;
  if (options.keep) {
    console.log(checks.summary);
    await untilInterrupted(node);
  }
  node.stop();
}

/** Each in a process of its own. */
async function runApart({ dist, examples, only = [], atOnce }: Options): Promise<void> {
  const args = ['--dist', dist, ...only.flatMap((name) => ['--only', name])];
  const { passed, failed } = await runAll({ examples, alone: ALONE, atOnce }, (example) => runExampleApart(example, args), (line) => console.log(line));
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
}

async function main(): Promise<void> {
  const options = readOptions();
  await prepareMachine();
  exitWhenInterrupted();
  if (options.examples.length > 1 && !options.keep) {
    return runApart(options);
  }
  const checks = new Checks();
  for (const example of options.examples) {
    await onNode(example, options, checks);
  }
  console.log(checks.summary);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
