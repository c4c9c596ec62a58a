/** What happens to collectors that share targets, and to the allocator that hands them out. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AllocatorStage, STAND_IN_IMAGE } from './allocator-stage';
import { expectArrival, expectTargetsUp } from './arrival';
import { ALLOCATOR_NAME, NAMESPACE, SCRAPERS } from './program';
import { answersOf, givenTwice, Shares, sharesOf, strayShares, wrongShares } from './shares';
import { podTemplate } from '../../judging/kubernetes-types';
import { logLines } from '../collector-logs';
import { expectTiers } from '../expectations';
import { podsOf } from '../pods';
import { expectAllowed, expectUsed } from '../rights';
import { Sending } from '../telemetry-count';

/** Until targets that move are scraped by whom they moved to. */
const PATIENCE_S = 90;
/** Longer than any interval: whoever scrapes a target does so within it. */
const ROUND_S = 5;
/** For those who are scraped often to be scraped more often. */
const LONG_ROUND_S = 10;

interface Round {
  readonly run: string;
  readonly sendings: readonly Sending[];
  readonly shares: Shares;
}

/** Lets everybody expose for a while, and asks who scraped them. */
async function round({ tenants, scraper }: AllocatorStage, run: string, seconds = ROUND_S): Promise<Round> {
  const sendings = await tenants.send(run, { seconds, scrapes: 0 });
  return { run, sendings, shares: sharesOf(sendings, await scraper.pods()) };
}

/** Rounds until it is as it should be, or the last of them. */
async function roundsUntil(stage: AllocatorStage, scenario: string, isSo: (shares: Shares) => boolean): Promise<Round> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  for (let count = 1; ; count += 1) {
    const last = await round(stage, `${scenario}-${count}`);
    if (isSo(last.shares) || Date.now() > deadline) {
      return last;
    }
  }
}

function isSharedOut({ tenants }: AllocatorStage): (shares: Shares) => boolean {
  return (shares) => wrongShares(shares, tenants.unscraped).length === 0;
}

/** Each target is scraped by one collector, and all that it showed arrives. */
async function expectSharedOut(stage: AllocatorStage, { run, sendings, shares }: Round): Promise<void> {
  const wrong = wrongShares(shares, stage.tenants.unscraped);
  stage.checks.expect(`${run}: each target is scraped by one collector, and nobody else is scraped`, wrong.length === 0, wrong.join(', '));
  await expectArrival(stage, run, sendings);
}

/** Each target is scraped by the collector that it is given to. */
async function isAsGiven(stage: AllocatorStage, answers: readonly string[]): Promise<(shares: Shares) => boolean> {
  const pods = await podsOf(stage.node);
  return (shares) => isSharedOut(stage)(shares) && strayShares(shares, answers, pods).length === 0;
}

async function expectAsGiven(stage: AllocatorStage, last: Round, answers: readonly string[]): Promise<void> {
  await expectSharedOut(stage, last);
  const stray = strayShares(last.shares, answers, await podsOf(stage.node));
  stage.checks.expect(`${last.run}: each target is scraped by whom it is given to`, stray.length === 0, stray.join(', '));
}

/** The same answers of every replica, which give each target to one collector; when they are as they should be. */
async function expectOneAnswer(stage: AllocatorStage, scenario: string, isSo: (answer: readonly string[]) => boolean = () => true): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  const [collectors, replicas] = [(await stage.scraper.pods()).map(({ metadata }) => metadata.name), await stage.allocator.pods()];
  let answers: string[][];
  do {
    answers = await Promise.all(replicas.map((replica) => answersOf(stage, replica, collectors)));
  } while (!(isOne(answers) && isSo(answers[0]!)) && Date.now() < deadline && await sleep(1000, true));
  const [first = []] = answers;
  stage.checks.expect(`${scenario}: ${replicas.length} replicas of the allocator give the same answers`, replicas.length > 1 && isOne(answers),
    answers.map((one) => `${one.length} targets`).join(', '));
  const twice = givenTwice(first);
  stage.checks.expect(`${scenario}: each target is given to one collector`, twice.length === 0, twice.join(', '));
  return first;
}

function isOne(answers: readonly string[][]): boolean {
  const [first = [], ...others] = answers.map((one) => one.join('\n'));
  return first.length > 0 && others.every((other) => other === first);
}

/** Who has most targets, by answers. */
function busiest(answers: readonly string[]): string {
  const owners = answers.map((line) => line.split(' ')[2]!);
  const sizes = [...new Set(owners)].map((name) => ({ name, size: owners.filter((owner) => owner === name).length }));
  return sizes.sort((a, b) => b.size - a.size)[0]!.name;
}

async function expectRestarts({ scraper, allocator, checks }: AllocatorStage, scenario: string, wanted: number): Promise<void> {
  const all = [await scraper.restarts(), await allocator.restarts()];
  const count = all.reduce((sum, each) => sum + each.count, 0);
  const unexpected = all.flatMap((each) => each.unexpected);
  checks.expect(`${scenario}: containers restarted ${wanted} times, by us`, count === wanted && unexpected.length === 0, `${count} times; ${unexpected.join(', ')}`);
}

async function normal(stage: AllocatorStage): Promise<void> {
  const scenario = 'normal';
  await roundsUntil(stage, `${scenario}-start`, isSharedOut(stage));
  const measured = await round(stage, scenario, LONG_ROUND_S);
  const answers = await expectOneAnswer(stage, scenario);
  await expectAsGiven(stage, measured, answers);
  expectTiers(stage, scenario, measured);
  const owners = new Set(answers.map((line) => line.split(' ')[2]));
  stage.checks.expect(`${scenario}: targets are with more than one collector`, owners.size > 1, [...owners].join(', '));
  await expectTargetsUp(stage, scenario);
  await expectRestarts(stage, scenario, 0);
}

async function rights({ node, checks, manifests, scraper, allocatorWorkload }: AllocatorStage): Promise<void> {
  const holders = [scraper.collector, { name: ALLOCATOR_NAME, namespace: NAMESPACE, workload: allocatorWorkload }];
  const namespaces = [NAMESPACE, 'shop', 'bank'];
  for (const holder of holders) {
    await expectAllowed(node, checks, holder, manifests, namespaces);
    await expectUsed(node, checks, holder, manifests, namespaces, holder.name === ALLOCATOR_NAME ? ['get pods'] : []);
  }
  const refused = logLines(node, { namespace: NAMESPACE }, /forbidden/i);
  checks.expect('rights: nothing was forbidden to the allocator and its collectors', refused.length === 0, refused[0]);
}

/** The collector with most targets dies by -9. They stay its own, or go to others: they are scraped again. */
async function kill(stage: AllocatorStage): Promise<void> {
  const victim = busiest(await expectOneAnswer(stage, 'kill'));
  await stage.scraper.kill(({ metadata }) => metadata.name === victim);
  await stage.scraper.untilReady();
  await expectSharedOut(stage, await roundsUntil(stage, 'kill', isSharedOut(stage)));
  await expectRestarts(stage, 'kill', 1);
}

/** A collector goes, and its targets to others; it comes back, and each has what it had. */
async function away(stage: AllocatorStage): Promise<void> {
  const { scraper, checks } = stage;
  const before = await expectOneAnswer(stage, 'away');
  await scraper.scaleDown(SCRAPERS - 1);
  const without = await roundsUntil(stage, 'gone', isSharedOut(stage));
  await expectSharedOut(stage, without);
  const left = (await scraper.pods()).map(({ metadata }) => metadata.name);
  const byOthers = [...new Set([...without.shares.values()].flat())].filter((name) => !left.includes(name));
  checks.expect(`gone: ${left.join(' and ')} scrape everything`, left.length === SCRAPERS - 1 && byOthers.length === 0, byOthers.join(', '));
  await scraper.scaleUp();
  const again = await expectOneAnswer(stage, 'back', (answer) => answer.join() === before.join());
  checks.expect('back: each collector is given the targets that it had', again.join() === before.join(), again.filter((line) => !before.includes(line)).join(', '));
  await expectAsGiven(stage, await roundsUntil(stage, 'back', await isAsGiven(stage, again)), again);
}

/** Does the judge look? An allocator that gives every target to everybody is told apart. */
async function everybody(stage: AllocatorStage): Promise<void> {
  const { node, checks, tenants, allocatorWorkload } = stage;
  const args = podTemplate(allocatorWorkload)?.spec.containers[0]?.args ?? [];
  const container = '/spec/template/spec/containers/0';
  const change = [
    { op: 'replace', path: '/spec/strategy/rollingUpdate/maxSurge', value: '100%' },
    { op: 'replace', path: `${container}/image`, value: STAND_IN_IMAGE },
    { op: 'replace', path: `${container}/args`, value: [...args, '--to-everybody'] },
  ];
  await node.kubectl(['--namespace', NAMESPACE, 'patch', 'deployment', ALLOCATOR_NAME, '--type=json', '--patch', JSON.stringify(change)]);
  const isWanted = (source: string) => !tenants.unscraped.includes(source);
  const { shares } = await roundsUntil(stage, 'everybody', (all) => [...all].every(([source, by]) => !isWanted(source) || by.length === SCRAPERS));
  const [seen, wanted] = [wrongShares(shares, tenants.unscraped), [...shares.keys()].filter(isWanted)];
  checks.expect(`everybody: of ${wanted.length} targets that everybody is given each is seen`, wanted.length > 0 && seen.length === wanted.length, seen.join(', '));
}

/** In the order in which they run; the last one spoils the allocator. */
export const ALLOCATOR_SCENARIOS: Readonly<Record<string, (stage: AllocatorStage) => Promise<void>>> = { normal, rights, kill, away, everybody };
