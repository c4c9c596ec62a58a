/** What happens to a gateway that stands alone while load from the node goes through it, and what must be true afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '../judges';
import { Signal } from './collector-config';
import { Delivery } from './delivery';
import { forgetfulConfig } from './forgetful-config';
import { kubeletPages } from './kubelet-pages';
import { expectCredentials, expectNothingMissing, load, PATIENCE_S, settle, SHORT_PATIENCE_S, Stage } from './stage';
import { Route } from './world';

/** Items per second of each signal. */
const RATE = ['--rate', '400'];
const KILLS = 3;
const OUTAGE_S = 45;

/** Sends load while something happens, and lets everything arrive that can. */
async function observe(stage: Stage, scenario: string, seconds: number, fault: () => Promise<void>): Promise<Delivery[]> {
  const loading = load(stage, stage.gateway.collector.endpoints.grpc, scenario, seconds, RATE);
  const [sendings] = await Promise.all([loading, fault()]);
  return settle(stage, scenario, sendings);
}

/** An independent witness: what another program sends is counted at the sink too. */
async function telemetrygen({ node, gateway, sink, world, checks }: Stage): Promise<void> {
  const perSignal = 400;
  // a trace of telemetrygen is a span and its child
  const sent: Readonly<Record<Signal, number>> = { traces: 2 * perSignal, logs: perSignal, metrics: perSignal };
  for (const signal of world.signals) {
    const { code, stderr } = await node.run([judge('telemetrygen'), signal, `--${signal}`, String(perSignal), '--rate', '200', '--otlp-insecure',
      '--otlp-endpoint', gateway.collector.endpoints.grpc, '--telemetry-attributes', 'run="telemetrygen"']);
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

async function normal(stage: Stage): Promise<void> {
  const scenario = 'normal';
  expectNothingMissing(stage, scenario, await observe(stage, scenario, 15, async () => undefined));
  const overHttp = 'normal-http';
  const sendings = await load(stage, stage.gateway.collector.endpoints.http, overHttp, 5, [...RATE, '--protocol', 'http']);
  expectNothingMissing(stage, overHttp, await settle(stage, overHttp, sendings));
  await telemetrygen(stage);
  await expectCredentials(stage);
  const { count, unexpected } = await stage.gateway.restarts();
  stage.checks.expect('no container restarted by itself', count === 0, unexpected.join(', '));
}

async function kill(stage: Stage): Promise<void> {
  const scenario = 'kill';
  const before = await stage.gateway.restarts();
  const deliveries = await observe(stage, scenario, 30, async () => {
    for (let round = 0; round < KILLS; round += 1) {
      // a prime number of milliseconds, so that kills do not fall into step with flushes and retries
      await sleep(4_999);
      await stage.gateway.kill();
    }
  });
  stage.checks.expect(`${scenario}: the load met a gateway that was gone`, deliveries.some(({ retries }) => retries > 0));
  await stage.gateway.untilReady();
  const after = await stage.gateway.restarts();
  const [restarts, expected] = [after.count - before.count, KILLS * stage.gateway.replicas];
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
    await stage.gateway.kill();
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
    await stage.gateway.rollout();
  }));
}

/** Does the judge look? A gateway that forgets must be caught: killed while the destinations are down, it loses what it acknowledged. */
async function forgetful(stage: Stage): Promise<void> {
  const scenario = 'forgetful';
  await stage.gateway.replaceConfig(forgetfulConfig(stage.gateway.collector.config));
  await stage.sink.refuse();
  const sendings = await load(stage, stage.gateway.collector.endpoints.grpc, scenario, 5, RATE);
  await stage.gateway.kill();
  await stage.sink.up();
  const deliveries = await settle(stage, scenario, sendings, SHORT_PATIENCE_S);
  deliveries.forEach(({ signal, route, missing }) => stage.checks.expect(`${scenario}: the loss of ${signal} to ${route} is seen`, missing > 0));
}

/** In the order in which they run; the last one spoils the gateway. */
export const GATEWAY_SCENARIOS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  normal, 'kubelet-pages': kubeletPages, kill, outage, rollout, forgetful,
};
