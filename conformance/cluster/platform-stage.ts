/** A platform at work: applications send through its agents and its gateway, and what arrives is counted. */
import { Receiving } from './collectors';
import { Course, mayLack, SCRAPES } from './course';
import { Delivery, table } from './delivery';
import { RunningCollector } from './running-collector';
import { RunningTenants } from './running-tenants';
import { SinkReport } from './sink';
import { awaitSettled, Stage } from './stage';
import { Sending } from './telemetry-count';
import { Manifest } from '../judging/kubernetes-types';

export interface Platform extends Stage {
  readonly agent: RunningCollector<Receiving>;
  /** collectors besides the agent and the gateway */
  readonly others: readonly RunningCollector[];
  readonly tenants: RunningTenants;
  /** kinds of lines that the agent is told to leave out */
  readonly unwanted: readonly string[];
  /** kinds of lines of which the agent is told to read how bad they are */
  readonly withSeverity: readonly string[];
  readonly manifests: readonly Manifest[];
}

export interface Observation {
  readonly sendings: readonly Sending[];
  readonly deliveries: readonly Delivery[];
  readonly report: SinkReport;
}

export function collectorsOf({ agent, gateway, others }: Platform): RunningCollector[] {
  return [agent, gateway, ...others];
}

/** Lets applications send while something happens, and waits for everything that can arrive. */
export async function observe(
  platform: Platform, scenario: string, course: Course, during: () => Promise<readonly Sending[] | void>,
): Promise<Observation> {
  const [sent, more] = await Promise.all([platform.tenants.send(scenario, course), during()]);
  return look(platform, scenario, [...sent, ...more ?? []], course);
}

/** Waits for everything that can arrive of a run, and says what did. */
export async function look(platform: Platform, run: string, sendings: readonly Sending[], course: Course): Promise<Observation> {
  const targets = targetsOf(sendings);
  const allowed = (kind: string) => platform.unwanted.includes(kind) ? Infinity : mayLack(kind, course, targets);
  const deliveries = await awaitSettled(platform, run, sendings, { allowed, patience: course.patience });
  console.log(table(run, deliveries).map((line) => `      ${line}`).join('\n'));
  return { sendings, deliveries, report: await platform.sink.report(run) };
}

/** How many targets were scraped. */
export function targetsOf(sendings: readonly Sending[]): number {
  return sendings.filter(({ kind, sent }) => kind === SCRAPES && sent > 0).length;
}
