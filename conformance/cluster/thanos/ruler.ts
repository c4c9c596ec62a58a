/** A ruler beside those who take samples: it evaluates rules over them, answers with the results, and tells of alerts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { alerts } from './alertmanager';
import { AnsweredSeries, ask, expectEach } from './answers';
import { EVALUATION_INTERVAL } from './program';
import {
  ALERT, ALERT_LABELS, ALERT_SUMMARY, BROKEN_GROUPS, RECORDED, RECORDED_LABELS, recordedValue, RULE_GROUPS, RULER_REPLICA_LABEL,
} from './rules';
import { endOf } from './samples';
import { ThanosStage } from './thanos-stage';
import { ensureWritten } from './writing';
import { RuleGroup } from '../../../lib';
import { judge } from '../../judges';
import { awaitRight } from '../asking';

const SCENARIO = 'ruler';
const REPLICAS = 2;

function isLabelled(found: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(wanted).sort());
}

/** The last value of what was recorded, and that of every ruler. */
async function expectRecorded(stage: ThanosStage): Promise<void> {
  const { checks, days } = stage;
  const wanted = recordedValue(days);
  const isRight = (found: readonly AnsweredSeries[]) => found.length === 1 && isLabelled(found[0]!.metric, RECORDED_LABELS) && lastOf(found[0]!) === wanted;
  const recorded = await awaitRight(() => lately(stage), isRight);
  checks.expect(`${SCENARIO}: what it records is one series, of the value that was written`, isRight(recorded), `${seriesText(recorded)}, not ${wanted}`);
  const areCopies = (found: readonly AnsweredSeries[]) => found.length === REPLICAS && found.every((one) => lastOf(one) === wanted)
    && new Set(found.map(({ metric }) => metric[RULER_REPLICA_LABEL])).size === REPLICAS;
  const copies = await awaitRight(() => lately(stage, false), areCopies);
  checks.expect(`${SCENARIO}: not deduplicated, both rulers have recorded it`, areCopies(copies), seriesText(copies));
  const times = copies.map(({ values }) => values.map(([time]) => time));
  checks.expect(`${SCENARIO}: both evaluate at the same times`, areSimultaneous(times, EVALUATION_INTERVAL), times.map((each) => each.join(' ')).join(' and '));
}

function lately(stage: ThanosStage, dedup = true): Promise<readonly AnsweredSeries[]> {
  return ask(stage, `${RECORDED}[2m]`, Date.now(), { dedup });
}

function lastOf({ values }: AnsweredSeries): number {
  return Number(values[values.length - 1]?.[1]);
}

function seriesText(found: readonly AnsweredSeries[]): string {
  return found.map((one) => `${JSON.stringify(one.metric)} ${lastOf(one)}`).join(' and ') || 'nothing';
}

/**
 * Whether rulers evaluate at the same times: at the same instant of each interval, and some time together. Each leaves out an evaluation for which its machine was too slow.
 *
 * @param times the times of each, in seconds
 */
export function areSimultaneous(times: readonly (readonly number[])[], interval: Duration): boolean {
  const instants = new Set(times.flat().map((time) => Math.round(time * 1000) % interval.toMilliseconds()));
  const [first = [], ...others] = times;
  return instants.size === 1 && others.length > 0 && first.some((time) => others.every((other) => other.includes(time)));
}

async function expectAlerted(stage: ThanosStage): Promise<void> {
  const told = async () => (await alerts(stage)).filter(({ labels }) => labels.alertname === ALERT);
  const isRight = (found: Awaited<ReturnType<typeof told>>) =>
    found.length === 1 && isLabelled(found[0]!.labels, ALERT_LABELS) && found[0]!.annotations.summary === ALERT_SUMMARY;
  const found = await awaitRight(told, isRight);
  stage.checks.expect(`${SCENARIO}: Alertmanager knows of one alert, with the labels of the series and the number`, isRight(found), JSON.stringify(found));
}

/** What the library says of groups; nothing when it takes them. */
function refusalOf(groups: typeof BROKEN_GROUPS): string | undefined {
  try {
    groups.map((group) => RuleGroup.fromDocument(group));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function thanosReads({ node }: ThanosStage, groups: readonly object[]): Promise<boolean> {
  const file = join(node.state, 'rules.yaml');
  writeFileSync(file, stringify({ groups }));
  return (await node.run([judge('thanos'), 'tools', 'rules-check', '--rules', file])).code === 0;
}

async function expectRefused(stage: ThanosStage): Promise<void> {
  const refusal = refusalOf(BROKEN_GROUPS);
  stage.checks.expect(`${SCENARIO}: a rule that is no PromQL is refused at synth`, refusal?.includes('is no PromQL') === true, refusal ?? 'it was taken');
  const [broken, own] = [await thanosReads(stage, BROKEN_GROUPS), await thanosReads(stage, RULE_GROUPS.map((group) => group.toDocument()))];
  stage.checks.expect(`${SCENARIO}: Thanos refuses it too, and takes the others`, !broken && own, `${broken ? 'it takes it' : 'it takes none'}`);
}

export async function ruler(stage: ThanosStage): Promise<void> {
  const { both } = stage.days;
  await ensureWritten(stage, endOf(both));
  await expectRecorded(stage);
  await expectAlerted(stage);
  await expectRefused(stage);
  await expectEach(stage.checks, stage, `${SCENARIO}: what was written is as it was`, both, 1);
}
