/** A platform at work: applications send through its agents and its gateway, and everything that arrives is looked at. */
import { logLines } from './collector-logs';
import { Receiving } from './collectors';
import { Delivery, table } from './delivery';
import { wrongOrigins } from './identity';
import { RunningCollector } from './running-collector';
import { RunningTenants } from './running-tenants';
import { Count, SinkReport } from './sink';
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
const SCRAPES = 'scrapes';

export interface Tolerance {
  /** how many scrapes of each target may be missing; when it is more than none, a run is scraped twice at least */
  readonly scrapesPerTarget: number;
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
  platform: Platform, scenario: string, seconds: number, tolerance: Tolerance, during: () => Promise<readonly Sending[] | void>, patience?: number,
): Promise<Observation> {
  const sending = platform.tenants.send(scenario, { seconds, scrapes: Math.min(tolerance.scrapesPerTarget, 1) + 1 });
  const [sent, more] = await Promise.all([sending, during()]);
  return look(platform, scenario, [...sent, ...more ?? []], tolerance, patience);
}

/** Waits for everything that can arrive of a run, and says what did. */
export async function look(platform: Platform, run: string, sendings: readonly Sending[], tolerance: Tolerance, patience?: number): Promise<Observation> {
  const targets = sendings.filter(({ kind, sent: scrapes }) => kind === SCRAPES && scrapes > 0).length;
  const allowed = (kind: string) => platform.unwanted.includes(kind) ? Infinity : kind === SCRAPES ? targets * tolerance.scrapesPerTarget : 0;
  const deliveries = await awaitSettled(platform, run, sendings, { allowed, patience });
  console.log(table(run, deliveries).map((line) => `      ${line}`).join('\n'));
  return { sendings, deliveries, report: await platform.sink.report(run) };
}

/** Everything that was sent is there, whole, and nothing else. */
export function expectAll({ checks, unwanted }: Platform, scenario: string, { sendings, deliveries }: Observation, { scrapesPerTarget }: Tolerance): void {
  const refused = sendings.find(({ unacknowledged }) => unacknowledged.length > 0);
  checks.expect(`${scenario}: everything that was pushed was acknowledged`, refused === undefined, `${refused?.source ?? ''}: ${refused?.lastError ?? ''}`);
  for (const { signal, kind, route, arrived, missing, damaged } of deliveries) {
    if (unwanted.includes(kind)) {
      checks.expect(`${scenario}: no ${signal} of the kind ${kind} arrived at ${route}`, arrived + damaged === 0, `${arrived + damaged} arrived`);
    } else if (kind === SCRAPES) {
      const targets = sendings.filter((one) => one.kind === SCRAPES && one.sent > 0).length;
      checks.expect(`${scenario}: at most ${scrapesPerTarget} scrapes of each target are missing at ${route}`, missing <= targets * scrapesPerTarget, `${missing} missing`);
    } else {
      checks.expect(`${scenario}: all ${signal} (${kind}) arrived whole at ${route}`, missing === 0 && damaged === 0, `${missing} missing, ${damaged} damaged`);
    }
  }
}

function isUnscraped({ tenants }: Platform, { source }: Sending): boolean {
  return tenants.unscraped.some((pod) => source.startsWith(`${pod}/`));
}

/** Who wants to be scraped is, from one place; who does not is not. */
function expectTargets(platform: Platform, scenario: string, { sendings, report }: Observation): void {
  const scrapes = sendings.filter(({ kind }) => kind === SCRAPES);
  const unwanted = scrapes.filter((one) => one.sent > 0 && isUnscraped(platform, one));
  platform.checks.expect(`${scenario}: nobody is scraped who did not ask for it`, unwanted.length === 0, unwanted.map(({ source }) => source).join(', '));
  const twice = report.counts.filter(({ kind, origins }) => (kind === 'scraped' || kind === SCRAPES) && origins.length !== 1);
  platform.checks.expect(`${scenario}: every target is one target`, twice.length === 0,
    twice.slice(0, 2).map(({ source, origins }) => `${source} is ${JSON.stringify(origins.map(({ attributes }) => attributes))}`).join('; '));
}

/** Nothing is attributed to anybody but the pod that sent it. */
async function expectIdentity({ checks, sink, tenants }: Platform, scenario: string, { report }: Observation): Promise<void> {
  const targetInfo = await sink.series('target_info');
  const wrong = report.counts.flatMap((count) => {
    const identity = tenants.identities.find(({ source }) => source === count.source);
    return identity === undefined ? [] : wrongOrigins(count, identity, targetInfo);
  });
  checks.expect(`${scenario}: namespace, pod, workload, container, node, label and cluster are right on everything`, wrong.length === 0, summary(wrong));
  const namespaces = [...new Set(tenants.identities.map(({ attributes }) => attributes['k8s.namespace.name']))];
  const strays = (await sink.strays()).filter(({ origin }) => namespaces.includes(origin['k8s.namespace.name']) && origin['k8s.container.name'] !== undefined);
  checks.expect(`${scenario}: no record is a part of another`, strays.length === 0,
    summary(strays.map(({ origin, count, example }) => `${count} records of ${origin['k8s.pod.name'] ?? ''} such as ${JSON.stringify(example)}`)));
}

/** INFO, WARN and ERROR in the numbers of OTLP: what the lines of a kind are in turn. */
const SEVERITIES = ['9', '13', '17'];
/** A runtime writes a line a little later than the application, and a busy machine later still. */
const LATEST_S = 10;

/** Time and severity of records are those of the lines. */
function expectReading({ checks, withSeverity }: Platform, scenario: string, { report }: Observation): void {
  const lines = report.counts.filter(({ signal, kind }) => signal === 'logs' && kind !== 'otlp' && kind !== 'event');
  const late = lines.filter(({ lateness }) => lateness > LATEST_S);
  checks.expect(`${scenario}: records have the time at which their lines were written`, late.length === 0,
    summary(late.map(({ source, kind, lateness }) => `${source}, ${kind}: ${lateness} s apart`)));
  const isAsWritten = (severities: Count['severities']) => SEVERITIES.every((one) => one in severities) && Object.keys(severities).length === SEVERITIES.length;
  const misread = lines.filter(({ kind, severities }) => withSeverity.includes(kind) && !isAsWritten(severities));
  checks.expect(`${scenario}: records have the severity of their lines`, misread.length === 0,
    summary(misread.map(({ source, kind, severities }) => `${source}, ${kind}: ${JSON.stringify(severities)}`)));
}

/** Nobody asked for what he may not. */
function expectNothingForbidden(platform: Platform, scenario: string): void {
  const namespaces = [...new Set(collectorsOf(platform).map(({ collector }) => collector.namespace))];
  const refused = namespaces.flatMap((namespace) => logLines(platform.node, { namespace }, /forbidden/i));
  platform.checks.expect(`${scenario}: nothing was forbidden to a collector`, refused.length === 0, summary(refused.map((line) => line.slice(0, 300))));
}

function summary(list: readonly string[]): string {
  return `${list.slice(0, 3).join('; ')}${list.length > 3 ? `; and ${list.length - 3} more` : ''}`;
}

/** What must hold of everything that arrived, whatever happened meanwhile. */
export async function expectOrder(platform: Platform, scenario: string, observation: Observation, tolerance: Tolerance): Promise<void> {
  expectAll(platform, scenario, observation, tolerance);
  expectTargets(platform, scenario, observation);
  await expectIdentity(platform, scenario, observation);
  expectReading(platform, scenario, observation);
  expectNothingForbidden(platform, scenario);
  const damaged = observation.report.counts.find(({ damage }) => damage !== undefined);
  if (damaged !== undefined) {
    console.log(`      damaged: ${damaged.source}, ${damaged.kind}: ${damaged.damage}`);
  }
}
