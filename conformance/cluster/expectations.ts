/** What must hold of everything that arrives from a platform. */
import { logLines } from './collector-logs';
import { Course, CUT_BY_ROTATION, mayLack, SCRAPES } from './course';
import { wrongOrigins } from './identity';
import { collectorsOf, Observation, Platform, targetsOf } from './platform-stage';
import { Count } from './sink';
import { Sending } from './telemetry-count';
import { BOTH_STREAMS, CRITICAL } from './tenants';

/** Everything that was sent is there, whole, and nothing else. */
export function expectAll({ checks, unwanted }: Platform, scenario: string, { sendings, deliveries }: Observation, course: Course): void {
  const refused = sendings.find(({ unacknowledged }) => unacknowledged.length > 0);
  checks.expect(`${scenario}: everything that was pushed was acknowledged`, refused === undefined, `${refused?.source ?? ''}: ${refused?.lastError ?? ''}`);
  for (const { signal, kind, route, arrived, missing, damaged } of deliveries) {
    const most = mayLack(kind, course, targetsOf(sendings));
    if (unwanted.includes(kind)) {
      checks.expect(`${scenario}: no ${signal} of the kind ${kind} arrived at ${route}`, arrived + damaged === 0, `${arrived + damaged} arrived`);
    } else if (most < Infinity) {
      checks.expect(`${scenario}: ${most === 0 ? 'all' : `all but ${most}`} ${signal} (${kind}) arrived whole at ${route}`, Math.max(missing, damaged) <= most,
        `${missing} missing, ${damaged} damaged`);
    }
  }
}

/** Who wants to be scraped is, as one target; who does not is not. */
function expectTargets(platform: Platform, scenario: string, { sendings, report }: Observation, { scrapes: wanted }: Course): void {
  const scrapes = sendings.filter(({ kind }) => kind === SCRAPES);
  const isUnscraped = ({ source }: Sending) => platform.tenants.unscraped.includes(source);
  const unwanted = scrapes.filter((one) => one.sent > 0 && isUnscraped(one));
  platform.checks.expect(`${scenario}: nobody is scraped who did not ask for it`, unwanted.length === 0, unwanted.map(({ source }) => source).join(', '));
  const forgotten = scrapes.filter((one) => one.sent < wanted && !isUnscraped(one));
  platform.checks.expect(`${scenario}: everybody is scraped who asks for it`, forgotten.length === 0, forgotten.map(({ source }) => source).join(', '));
  const twice = report.counts.filter(({ kind, origins }) => (kind === 'scraped' || kind === SCRAPES) && origins.length !== 1);
  platform.checks.expect(`${scenario}: every target is one target`, twice.length === 0,
    twice.slice(0, 2).map(({ source, origins }) => `${source} is ${JSON.stringify(origins.map(({ attributes }) => attributes))}`).join('; '));
}

/** Half of twice as often, so that a scrape that a restart took away does not matter. */
const MORE_OFTEN = 1.25;

/** Who is in a better tier is scraped more often in the same time. */
export function expectTiers({ checks, tenants }: Pick<Platform, 'checks' | 'tenants'>, scenario: string, { sendings }: Pick<Observation, 'sendings'>): void {
  const scrapes = sendings.filter(({ kind, source }) => kind === SCRAPES && !tenants.unscraped.includes(source));
  const isCritical = ({ source }: Sending) => CRITICAL.some((beginning) => source.startsWith(beginning));
  const mean = (some: readonly Sending[]) => some.reduce((sum, { sent }) => sum + sent, 0) / some.length;
  const [critical, standard] = [mean(scrapes.filter(isCritical)), mean(scrapes.filter((one) => !isCritical(one)))];
  checks.expect(`${scenario}: who is critical is scraped more often`, critical > MORE_OFTEN * standard, `${critical} and ${standard} times on average`);
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
  const ofContainers = (await sink.takeStrays()).filter(({ origin }) => namespaces.includes(origin['k8s.namespace.name']) && origin['k8s.container.name'] !== undefined);
  const strays = ofContainers.filter(({ origin }) => origin['k8s.container.name'] !== BOTH_STREAMS);
  checks.expect(`${scenario}: no record is a part of another`, strays.reduce((sum, { count }) => sum + count, 0) <= CUT_BY_ROTATION,
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
export async function expectOrder(platform: Platform, scenario: string, observation: Observation, course: Course): Promise<void> {
  expectAll(platform, scenario, observation, course);
  expectTargets(platform, scenario, observation, course);
  await expectIdentity(platform, scenario, observation);
  expectReading(platform, scenario, observation);
  expectNothingForbidden(platform, scenario);
  const damaged = observation.report.counts.find(({ damage }) => damage !== undefined);
  if (damaged !== undefined) {
    console.log(`      damaged: ${damaged.source}, ${damaged.kind}: ${damaged.damage}`);
  }
}
