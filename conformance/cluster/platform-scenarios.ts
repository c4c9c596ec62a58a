/** What happens to a platform while applications send through it, and what must be true afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { makeEvents } from './events';
import { expectAll, expectOrder, expectTiers } from './expectations';
import { floodUntilRefused, hasRefused } from './flood';
import { forgetfulConfig } from './forgetful-config';
import { kubeletPages } from './kubelet-pages';
import { expectSeries } from './order-of-series';
import { collectorsOf, look, observe, Platform } from './platform-stage';
import { podsOf } from './pods';
import { expectRights } from './rights';
import { expectCredentials, SHORT_PATIENCE_S } from './stage';
import { Sending } from './telemetry-count';
import { expectTroubles } from './troubled-pods';

const KILLS = 3;
const OUTAGE_S = 60;
/** Floods go through two queues: on a busy machine attempts at both time out, and pause for half a minute before the next. */
const FLOOD_PATIENCE_S = 180;
/** What is written while no agent runs. */
const BURST = 'burst';

async function restarts(platform: Platform): Promise<number> {
  const all = await Promise.all(collectorsOf(platform).map((one) => one.restarts()));
  return all.reduce((sum, { count }) => sum + count, 0);
}

/** Containers ended as often as they were killed, and never otherwise. */
async function expectRestarts(platform: Platform, scenario: string, before: number, kills: number): Promise<void> {
  const all = await Promise.all(collectorsOf(platform).map((one) => one.restarts()));
  const unexpected = all.flatMap(({ unexpected: list }) => list);
  const count = await restarts(platform) - before;
  platform.checks.expect(`${scenario}: containers restarted after ${kills} times kill -9, and never otherwise`,
    count === kills && unexpected.length === 0, `${count} times; ${unexpected.join(', ')}`);
}

async function normal(platform: Platform): Promise<void> {
  const course = { seconds: 30, scrapes: 1, scrapesLost: 0 };
  const observation = await observe(platform, 'normal', course, async () => [await makeEvents(platform, 'normal')]);
  await expectOrder(platform, 'normal', observation, course);
  await expectRestarts(platform, 'normal', 0, 0);
  const pods = (await podsOf(platform.node)).map(({ metadata, status }) => ({ name: metadata.name, ip: status.podIP }));
  await expectSeries(platform.sink, platform.checks, pods, platform.tenants.unscrapedPods);
  await expectCredentials(platform);
  await expectTroubles(platform);
}

/** ServiceAccounts may do what is needed: seen in what the API server says, and in that nothing was forbidden while everything else ran. */
async function rights({ node, checks, manifests, tenants, ...collectors }: Platform): Promise<void> {
  const all = [collectors.agent, collectors.gateway, ...collectors.others].map(({ collector }) => collector);
  const ofTenants = tenants.identities.map(({ attributes }) => attributes['k8s.namespace.name']!);
  await expectRights(node, checks, all, manifests, [...new Set([...all.map(({ namespace }) => namespace), ...ofTenants])]);
}

async function kill(platform: Platform): Promise<void> {
  const scenario = 'kill';
  const { agent, gateway } = platform;
  const before = await restarts(platform);
  const course = { seconds: 40, scrapes: 2, scrapesLost: KILLS, restarted: true };
  const observation = await observe(platform, scenario, course, async () => {
    for (let round = 0; round < KILLS; round += 1) {
      // prime numbers of milliseconds, so that kills do not fall into step with flushes and retries
      await sleep(4_999);
      await agent.kill();
      await sleep(2_999);
      await gateway.kill();
    }
  });
  await Promise.all([agent.untilReady(), gateway.untilReady()]);
  platform.checks.expect(`${scenario}: senders met a collector that was gone`, observation.deliveries.some(({ retries }) => retries > 0));
  await expectOrder(platform, scenario, observation, course);
  await expectRestarts(platform, scenario, before, KILLS * (agent.replicas + gateway.replicas));
}

/** The destinations are gone for a minute: first nobody listens, then they answer that they cannot. Agent and gateway die in between. */
async function outage(platform: Platform): Promise<void> {
  const scenario = 'outage';
  const { agent, gateway, sink } = platform;
  const course = { seconds: OUTAGE_S + 10, scrapes: 2, scrapesLost: 1, restarted: true };
  const observation = await observe(platform, scenario, course, async () => {
    await sleep(5_000);
    await sink.refuse();
    await sleep(OUTAGE_S / 3 * 1000);
    await Promise.all([agent.kill(), gateway.kill()]);
    await sleep(OUTAGE_S / 3 * 1000);
    await sink.answer(503);
    await sleep(OUTAGE_S / 3 * 1000);
    await sink.up();
  });
  const { refused } = await sink.report();
  platform.checks.expect(`${scenario}: every destination turned requests down`, platform.world.routes.every(({ name }) => (refused[name] ?? 0) > 0));
  expectTiers(platform, scenario, observation);
  await expectOrder(platform, scenario, observation, course);
}

/** Everything is replaced by itself while files rotate: what nobody has read yet is in a file with another name when the agent is back. */
async function rollout(platform: Platform): Promise<void> {
  const scenario = 'rollout';
  const { agent, tenants, checks } = platform;
  const course = { seconds: 50, scrapes: 2, scrapesLost: 1, restarted: true };
  const before = tenants.rotations();
  const burst: Sending[] = [];
  const observation = await observe(platform, scenario, course, async () => {
    await sleep(3_000);
    const [, written] = await Promise.all([agent.rollout(), agent.untilGone().then(() => tenants.burst(BURST))]);
    burst.push(...written);
    for (const collector of collectorsOf(platform).filter((one) => one !== agent)) {
      await sleep(3_000);
      await collector.rollout();
    }
  });
  checks.expect(`${scenario}: the kubelet rotated files meanwhile`, tenants.rotations().some((name) => !before.includes(name)));
  await expectOrder(platform, scenario, observation, course);
  expectAll(platform, BURST, await look(platform, BURST, burst, course), course);
}

/** More comes in at once than memory can hold: who sends must wait, nobody may die of it, and what was taken arrives. */
async function pressure(platform: Platform): Promise<void> {
  const scenario = 'pressure';
  const { agent, gateway, checks } = platform;
  const before = await restarts(platform);
  // a target whose scrape was refused is not asked again
  const course = { seconds: 20, scrapes: 2, scrapesLost: Infinity, patience: FLOOD_PATIENCE_S };
  const observation = await observe(platform, scenario, course, async () => {
    await sleep(2_000);
    return (await Promise.all([agent, gateway].map((one) => floodUntilRefused(platform, one, scenario)))).flat();
  });
  for (const one of [agent, gateway]) {
    checks.expect(`${scenario}: the memory limiter of ${one.name} refused data`, hasRefused(platform, one));
  }
  await expectOrder(platform, scenario, observation, course);
  await expectRestarts(platform, scenario, before, 0);
}

/** Does the judge look? Collectors that forget must be caught: killed while the destinations are down, they lose what was written and pushed. */
async function forgetful(platform: Platform): Promise<void> {
  const scenario = 'forgetful';
  const { agent, gateway, sink, checks } = platform;
  await Promise.all([agent, gateway].map((running) => running.replaceConfig(forgetfulConfig(running.collector.config))));
  await sink.refuse();
  const course = { seconds: 10, scrapes: 0, scrapesLost: Infinity, patience: SHORT_PATIENCE_S };
  const { deliveries } = await observe(platform, scenario, course, async () => {
    await sleep(12_000);
    await Promise.all([agent.kill(), gateway.kill()]);
    await sink.up();
  });
  for (const { signal, kind, route, missing } of deliveries.filter(({ kind: one }) => ['otlp', 'plain', 'json', 'stack-trace'].includes(one))) {
    checks.expect(`${scenario}: the loss of ${signal} (${kind}) to ${route} is seen`, missing > 0);
  }
}

/** In the order in which they run; the last one spoils the platform. */
export const PLATFORM_SCENARIOS: Readonly<Record<string, (platform: Platform) => Promise<void>>> = {
  normal, rights, 'kubelet-pages': kubeletPages, kill, outage, rollout, pressure, forgetful,
};
