/** A platform at work: applications send through its agents and its gateway, and what arrives is counted. */
import { Receiving } from './collectors';
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

/** Numbers of scrapes: nobody sends a scrape again, so that one may be lost with the collector that made it. */
export const SCRAPES = 'scrapes';

/** How a run goes. */
export interface Course {
  /** for how long applications send */
  readonly seconds: number;
  /** how often each target is scraped at least before the run is over */
  readonly scrapes: number;
  /** how many scrapes of each target may be missing; so often, and once more, it must be scraped for all of its series to arrive */
  readonly scrapesLost: number;
  /** whether those who read files are killed or replaced meanwhile */
  readonly restarted?: boolean;
  /** how long nothing may arrive before what has not come is missing, in seconds */
  readonly patience?: number;
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
export async function look(platform: Platform, run: string, sendings: readonly Sending[], { scrapesLost, patience }: Course): Promise<Observation> {
  const targets = sendings.filter(({ kind, sent: scrapes }) => kind === SCRAPES && scrapes > 0).length;
  const allowed = (kind: string) => platform.unwanted.includes(kind) ? Infinity : kind === SCRAPES ? targets * scrapesLost : 0;
  const deliveries = await awaitSettled(platform, run, sendings, { allowed, patience });
  console.log(table(run, deliveries).map((line) => `      ${line}`).join('\n'));
  return { sendings, deliveries, report: await platform.sink.report(run) };
}
