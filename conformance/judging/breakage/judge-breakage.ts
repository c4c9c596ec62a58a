/** What the library says that policies break, against the real Prometheus: the same expressions on the series before and after. */
import { existsSync } from 'node:fs';
import { dump, Labels, policies, PolicyCase, Question, questions } from './cases';
import { Answer, keyOf, QueryServer, Sampled } from './query-server';
import { Breakage, BreakageSeverity, GaugeMerge } from '../../../lib/policy';
import { judge } from '../../judges';
import { Finding, Verdict } from '../verdict';

export const BREAKAGE = 'prometheus breakage';

const SEED = 20_261_101;
const POLICIES = 20;
const SHOWN = 3;

/** At least so many of the answers must change, and so many stay, or little is compared. */
const COMPARED = 1 / 10;

/** How an expression fares under a policy, as Prometheus answers. */
type Outcome = 'broken' | 'same' | 'other values' | 'nothing before' | 'same by accident';

/** One verdict for all policies and expressions, with a dump and without, and one on the judge itself. */
export async function judgeBreakage(): Promise<Verdict[]> {
  const missing = ['prometheus', 'promtool'].find((program) => !existsSync(judge(program)));
  return missing === undefined ? compare() : [{ ...verdictOn('every policy', []), notJudged: `${missing} is not installed` }];
}

async function compare(): Promise<Verdict[]> {
  const asked = questions(SEED);
  const cases = policies(SEED, POLICIES);
  const server = await QueryServer.start([RISING, FALLING].flatMap((values) => [values(dump()), ...cases.map((one) => under(one, values))]));
  try {
    const worlds = await Promise.all([...Array(2 * (cases.length + 1)).keys()].map((world) => answers(server, world, asked)));
    const idle = await Promise.all(asked.map(({ simpler }, at) => hasIdleSide(server, worlds[0]![at]!, simpler)));
    return verdictsOn(cases, asked, outcomesOf(worlds, idle));
  } finally {
    await server.stop();
  }
}

/** What is the same with one choice of values and with the other is no accident. */
function outcomesOf(worlds: readonly (readonly Answer[])[], idle: readonly boolean[]): Outcomes {
  const half = worlds.length / 2;
  const [rising, falling] = [worlds.slice(0, half), worlds.slice(half)]
    .map(([before, ...after]) => after.map((world) => world.map((answer, at) => outcomeOf(before![at]!, answer, idle[at]))));
  return rising!.map((world, index) => world.map((outcome, at) => (outcome === 'same' ? falling![index]![at]! : outcome)));
}

function verdictsOn(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes): Verdict[] {
  const all = `${cases.length} policies on ${asked.length} expressions`;
  return [
    verdictOn(`${all}, with the series known`, withDump(cases, asked, outcomes)),
    verdictOn(`${all}, with no series known`, withoutDump(cases, asked, outcomes)),
    verdictOn('enough to compare', balance(outcomes.flat())),
    verdictOn('answers that say nothing', unnoticed(cases, asked, outcomes)),
  ];
}

/** A library that says nothing, or cries at everything, must not pass. */
function unnoticed(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes): Finding[] {
  const silent = cases.map(() => asked.map((): Breakage[] => []));
  const error: Breakage = { severity: BreakageSeverity.ERROR, where: '', expression: '', what: '', why: '', fix: '' };
  const loud = cases.map(() => asked.map(() => [error]));
  return [
    ...missed(cases, asked, outcomes, silent).length > 0 ? [] : [{ check: 'silence', message: 'a library that says nothing would pass' }],
    ...falseAlarms(cases, asked, outcomes, loud).length > 0 ? [] : [{ check: 'noise', message: 'a library that finds an error everywhere would pass' }],
  ];
}

async function hasIdleSide(server: QueryServer, answer: Answer, simpler: readonly string[]): Promise<boolean> {
  const others = await Promise.all(simpler.map((text) => server.ask(0, text)));
  return others.some((other) => outcomeOf(answer, other) === 'same');
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: BREAKAGE, example: 'lib', file: 'policy/breakage', object, findings };
}

/** A few questions at a time. */
async function answers(server: QueryServer, world: number, asked: readonly Question[]): Promise<Answer[]> {
  const found: Answer[] = [];
  for (const { text } of asked) {
    found.push(await server.ask(world, text));
  }
  return found;
}

function isCounter(name = ''): boolean {
  return /_(total|bucket|count|sum)$/.test(name);
}

/** Values for series. */
type Values = (series: readonly Labels[]) => Sampled[];

/** No two series have the same value, and no sums of two; buckets of a histogram ascend. */
const RISING: Values = (series) => series.map((labels, index) => valued(labels, index));

/** The series that have the highest values otherwise have the lowest. */
const FALLING: Values = (series) => series.map((labels, index) => valued(labels, labels.le === undefined ? series.length - index : index));

function valued(labels: Labels, rank: number): Sampled {
  const perSecond = isCounter(labels.__name__) ? 1 + rank * rank * 0.0137 : 0;
  return { labels, value: 1000 + rank * rank * 1.7 + perSecond * 3600, perSecond };
}

/** The series that a policy leaves, those that become one merged as it says. */
function under({ policy, props }: PolicyCase, values: Values): Sampled[] {
  const merged = new Map<string, Sampled[]>();
  for (const one of values(dump())) {
    const labels = policy.apply(one.labels);
    if (labels) {
      merged.set(keyOf(labels), [...merged.get(keyOf(labels)) ?? [], { ...one, labels }]);
    }
  }
  return [...merged.values()].map((group) => {
    const merge = isCounter(group[0]!.labels.__name__) ? GaugeMerge.SUM : props.mergeGauges ?? GaugeMerge.SUM;
    const perSecond = group.reduce((sum, one) => sum + one.perSecond, 0);
    return { labels: group[0]!.labels, value: mergeOf(merge, group.map(({ value }) => value)), perSecond };
  });
}

function mergeOf(merge: GaugeMerge, values: readonly number[]): number {
  const sum = values.reduce((one, other) => one + other, 0);
  switch (merge) {
    case GaugeMerge.SUM: return sum;
    case GaugeMerge.MAX: return Math.max(...values);
    case GaugeMerge.MIN: return Math.min(...values);
    case GaugeMerge.MEAN: return sum / values.length;
  }
}

/** When one side of an operator had nothing to say before, losing it changes nothing, and is an error all the same. */
function outcomeOf(before: Answer, after: Answer, isIdle = false): Outcome {
  if ('error' in before || before.values.size === 0) {
    return 'nothing before';
  }
  if ('error' in after || after.values.size !== before.values.size || ![...before.values.keys()].every((key) => after.values.has(key))) {
    return 'broken';
  }
  return [...before.values].every(([key, value]) => isClose(value, after.values.get(key)!)) ? isIdle ? 'same by accident' : 'same' : 'other values';
}

function isClose(one: number, other: number): boolean {
  return Object.is(one, other) || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}

/** What the library says of each expression. */
function reported({ policy }: PolicyCase, asked: readonly Question[], series?: Labels[]): (readonly Breakage[])[] {
  const rules = asked.map(({ text: expr }, index) => ({ alert: `Case${index}`, expr }));
  const found = policy.breaks({ rules: [{ groups: [{ name: 'cases', rules }] }], series });
  const byCase = new Map<string, Breakage[]>();
  found.forEach((breakage) => byCase.set(breakage.where, [...byCase.get(breakage.where) ?? [], breakage]));
  return asked.map((_, index) => byCase.get(`alert Case${index} (group cases)`) ?? []);
}

type Outcomes = readonly (readonly Outcome[])[];

function withDump(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes): Finding[] {
  const said = cases.map((one) => reported(one, asked, dump()));
  return [
    ...missed(cases, asked, outcomes, said),
    ...falseAlarms(cases, asked, outcomes, said),
  ];
}

/** Without a dump any label may be on any series: an error may be about one that there is not. */
function withoutDump(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes): Finding[] {
  const said = cases.map((one) => reported(one, asked));
  return missed(cases, asked, outcomes, said);
}

function falseAlarms(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes, said: Said): Finding[] {
  const isError = ({ severity }: Breakage) => severity === BreakageSeverity.ERROR;
  return differences('false alarm', cases, asked, (policy, at) => outcomes[policy]![at] === 'same' && said[policy]![at]!.some(isError), said);
}

type Said = readonly (readonly Breakage[])[][];

function missed(cases: readonly PolicyCase[], asked: readonly Question[], outcomes: Outcomes, said: Said): Finding[] {
  return differences('missed', cases, asked, (policy, at) => outcomes[policy]![at] === 'broken' && said[policy]![at]!.length === 0, said);
}

function differences(
  check: string,
  cases: readonly PolicyCase[],
  asked: readonly Question[],
  isWrong: (policy: number, at: number) => boolean,
  said: Said,
): Finding[] {
  const wrong = cases.flatMap(({ props }, policy) => asked.flatMap(({ text }, at) => (isWrong(policy, at)
    ? [`${JSON.stringify(props)}\n  ${text}\n  the library: ${said[policy]![at]!.map(({ severity, what }) => `${severity}: ${what}`).join('; ') || 'nothing'}`] : [])));
  return wrong.length === 0 ? [] : [{ check, message: `${wrong.length} of ${cases.length * asked.length} (seed ${SEED}):\n${wrong.slice(0, SHOWN).join('\n')}` }];
}

function balance(outcomes: readonly Outcome[]): Finding[] {
  return (['broken', 'same'] as const).flatMap((outcome) => {
    const count = outcomes.filter((one) => one === outcome).length;
    return count >= outcomes.length * COMPARED ? [] : [{ check: 'enough to compare', message: `only ${count} of ${outcomes.length} are ${outcome}` }];
  });
}
