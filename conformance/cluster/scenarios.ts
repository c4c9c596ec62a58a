/** What happens to the gateway while load goes through it, and what must be true afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { judge } from '../judges';
import { Checks } from './checks';
import { CollectorConfig, Signal } from './collector-config';
import { awaitDelivery, Delivery, table } from './delivery';
import { Gateway } from './gateway-manifests';
import { ClusterNode } from './node';
import { LoadReports, reportOf, sendLoad, Sink } from './otlp-count';
import { RunningGateway } from './running-gateway';
import { Route, World } from './world';

export interface Stage {
  readonly node: ClusterNode;
  readonly program: string;
  readonly sink: Sink;
  readonly gateway: Gateway;
  readonly running: RunningGateway;
  readonly world: World;
  readonly checks: Checks;
}

/** Longer than the longest pause between two attempts of an exporter, 30 s and half of it again. */
const PATIENCE_S = 60;
/** For a loss that is expected: nothing is left that could still arrive. */
const SHORT_PATIENCE_S = 15;
/** Items per second of each signal. */
const RATE = 400;
const KILLS = 4;
const OUTAGE_S = 60;

/** Numbered items of every signal that the gateway sends anywhere, until each is acknowledged. */
function load({ node, program, gateway, world }: Stage, protocol: 'grpc' | 'http', scenario: string, seconds: number): Promise<LoadReports> {
  return sendLoad(node, program, [
    '--endpoint', gateway.endpoints[protocol], '--protocol', protocol, '--signals', world.signals.join(','),
    '--run', scenario, '--duration', `${seconds}s`, '--rate', String(RATE),
  ]);
}

/** Sends load while something happens, and lets everything arrive that can. */
async function observe(stage: Stage, scenario: string, seconds: number, fault: () => Promise<void>): Promise<Delivery[]> {
  const loading = load(stage, 'grpc', scenario, seconds);
  const [loads] = await Promise.all([loading, fault()]);
  return report(stage, scenario, loads, PATIENCE_S);
}

async function report(stage: Stage, scenario: string, loads: LoadReports, patience: number): Promise<Delivery[]> {
  const deliveries = await awaitDelivery(stage.sink, scenario, loads, stage.world.routes, patience);
  console.log(table(deliveries.map((delivery) => ({ scenario, delivery }))).map((line) => `      ${line}`).join('\n'));
  for (const signal of stage.world.signals) {
    const { sent, acknowledged, unacknowledged, lastError } = reportOf(loads, signal);
    stage.checks.expect(`${scenario}: the gateway acknowledged all ${signal}`, acknowledged === sent && unacknowledged.length === 0, lastError);
  }
  return deliveries;
}

function expectNothingMissing({ checks }: Stage, scenario: string, deliveries: readonly Delivery[]): void {
  deliveries.forEach(({ signal, route, missing }) => checks.expect(`${scenario}: all ${signal} arrived at ${route}`, missing === 0, `${missing} missing`));
}

/** An independent witness: what another program sends is counted at the sink too. */
async function telemetrygen({ node, gateway, sink, world, checks }: Stage): Promise<void> {
  const perSignal = 400;
  // a trace of telemetrygen is a span and its child
  const sent: Readonly<Record<Signal, number>> = { traces: 2 * perSignal, logs: perSignal, metrics: perSignal };
  for (const signal of world.signals) {
    const { code, stderr } = await node.run([judge('telemetrygen'), signal, `--${signal}`, String(perSignal), '--rate', '200', '--otlp-insecure',
      '--otlp-endpoint', gateway.endpoints.grpc, '--telemetry-attributes', 'run="telemetrygen"']);
    checks.expect(`telemetrygen could send ${signal}`, code === 0, stderr.trim().split('\n').slice(-1)[0]);
  }
  const counted = async (signal: Signal, route: Route) =>
    (await sink.report('telemetrygen')).counts.find((count) => count.signal === signal && count.route === route.name)?.unnumbered ?? 0;
  for (const signal of world.signals) {
    for (const route of world.routes.filter(({ signals }) => signals.includes(signal))) {
      let arrived = await counted(signal, route);
      for (let tries = 0; arrived < sent[signal] && tries < PATIENCE_S; tries += 1) {
        await sleep(1000);
        arrived = await counted(signal, route);
      }
      checks.expect(`telemetrygen: ${sent[signal]} ${signal} arrived at ${route.name}`, arrived >= sent[signal], `${arrived} arrived`);
    }
  }
}

async function expectCredentials({ sink, world, checks }: Stage): Promise<void> {
  const { headers } = await sink.report();
  for (const { name, headers: promised } of world.routes) {
    for (const [header, value] of promised) {
      const received = headers[name]?.[header] ?? [];
      checks.expect(`${name} received the header ${header}`, received.length === 1 && received[0] === value, `${received.length} values`);
    }
  }
}

async function normal(stage: Stage): Promise<void> {
  const scenario = 'normal';
  expectNothingMissing(stage, scenario, await observe(stage, scenario, 15, async () => undefined));
  const overHttp = 'normal-http';
  const loads = await load(stage, 'http', overHttp, 5);
  expectNothingMissing(stage, overHttp, await report(stage, overHttp, loads, PATIENCE_S));
  await telemetrygen(stage);
  await expectCredentials(stage);
  const { count, unexpected } = await stage.running.restarts();
  stage.checks.expect('no container restarted by itself', count === 0, unexpected.join(', '));
}

async function kill(stage: Stage): Promise<void> {
  const scenario = 'kill';
  const before = await stage.running.restarts();
  const deliveries = await observe(stage, scenario, 40, async () => {
    for (let round = 0; round < KILLS; round += 1) {
      // a prime number of milliseconds, so that kills do not fall into step with flushes and retries
      await sleep(4_999);
      await stage.running.kill();
    }
  });
  stage.checks.expect(`${scenario}: the load met a gateway that was gone`, deliveries.some(({ retries }) => retries > 0));
  await stage.running.untilReady();
  const after = await stage.running.restarts();
  const [restarts, expected] = [after.count - before.count, KILLS * stage.running.replicas];
  stage.checks.expect(`${scenario}: containers restarted after ${expected} times kill -9, and never otherwise`,
    restarts === expected && after.unexpected.length === 0, `${restarts} times; ${after.unexpected.join(', ')}`);
  expectNothingMissing(stage, scenario, deliveries);
}

/** The destinations are gone for a minute: first nobody listens, then they answer that they cannot. The gateway dies in between. */
async function outage(stage: Stage): Promise<void> {
  const scenario = 'outage';
  const deliveries = await observe(stage, scenario, OUTAGE_S + 10, async () => {
    await sleep(5_000);
    await stage.sink.refuse();
    await sleep(OUTAGE_S / 3 * 1000);
    await stage.running.kill();
    await sleep(OUTAGE_S / 3 * 1000);
    await stage.sink.answer(503);
    await sleep(OUTAGE_S / 3 * 1000);
    await stage.sink.up();
  });
  const { refused } = await stage.sink.report();
  stage.checks.expect(`${scenario}: every destination turned requests down`, stage.world.routes.every(({ name }) => (refused[name] ?? 0) > 0));
  expectNothingMissing(stage, scenario, deliveries);
}

async function rollout(stage: Stage): Promise<void> {
  const scenario = 'rollout';
  expectNothingMissing(stage, scenario, await observe(stage, scenario, 40, async () => {
    await sleep(3_000);
    await stage.running.rollout();
  }));
}

/** The same configuration, with its queues in memory. */
function withoutPersistence(config: CollectorConfig): string {
  const changed = structuredClone(config) as { exporters: Record<string, { sending_queue?: { storage?: string } } | null> };
  Object.values(changed.exporters).forEach((exporter) => delete exporter?.sending_queue?.storage);
  return stringify(changed);
}

/** Does the judge look? A gateway that forgets must be caught: killed while the destinations are down, it loses what it acknowledged. */
async function forgetful(stage: Stage): Promise<void> {
  const scenario = 'forgetful';
  await stage.running.replaceConfig(withoutPersistence(stage.gateway.config));
  await stage.sink.refuse();
  const loads = await load(stage, 'grpc', scenario, 5);
  await stage.running.kill();
  await stage.sink.up();
  const deliveries = await report(stage, scenario, loads, SHORT_PATIENCE_S);
  deliveries.forEach(({ signal, route, missing }) => stage.checks.expect(`${scenario}: the loss of ${signal} to ${route} is seen`, missing > 0));
}

/** In the order in which they run; the last one spoils the gateway. */
export const SCENARIOS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = { normal, kill, outage, rollout, forgetful };
