/** Log policies in a real collector: what comes out of it must be what the interpreter of the library says, record by record. */
import { isDeepStrictEqual } from 'node:util';
import { loggedRecords, logPolicies } from './log-cases';
import { throughPolicies } from './log-collector';
import { realRecords } from './log-corpus';
import { routedRecords } from './log-routing';
import { logOf, logsWithoutText } from './otlp-logs';
import { refusedLines } from './refused-lines';
import { LogVolumeProcessors, Processor } from '../../../lib/collector';
import { LogCondition, LoggedRecord, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib/policy';
import { Finding, Verdict } from '../verdict';
import { unlessProblem } from '../words-of-library';

export const LOG_VOLUME = 'otelcol log volume';

const DRAWN = 800;
const RECORDS = 250;
/** So many of the drawn policies must be without problems, or little is compared. */
const LEAST = 600;
const SHOWN = 3;

/** A policy in the collector, and what has to come out of it. */
interface Case {
  readonly name: string;
  readonly processors: readonly Processor[];
  readonly meant: LogVolumePolicy;
}

export async function judgeLogVolume(): Promise<Verdict[]> {
  const records = [...realRecords(), ...loggedRecords(RECORDS)];
  // a policy that cannot be meant is not compared: unit tests look at what is said of it
  const drawn = logPolicies(DRAWN).flatMap((rules, index) => {
    const policy = unlessProblem(() => new LogVolumePolicy({ rules }));
    return policy ? [caseOf(`policy-${index}`, policy, policy)] : [];
  });
  const others = MISTAKES.map(([meant, given], index) => caseOf(`mistake-${index}`, new LogVolumePolicy({ rules: [meant] }), new LogVolumePolicy({ rules: [given] })));
  const sent = [...records.map(logOf), ...logsWithoutText(records.length)];
  const { left, failures } = await throughPolicies([...drawn, ...others].map(({ processors }) => processors), sent);
  const differences = [...drawn, ...others].map((one, index) => differenceOf(one, records, left[index]!));
  const overlooked = differences.slice(drawn.length).filter((difference) => difference === undefined).length;
  return [
    verdictOn(`${drawn.length} policies on ${records.length} records`, [
      ...wrongOf(differences.slice(0, drawn.length)),
      ...drawn.length >= LEAST ? [] : [{ check: 'enough to compare', message: `only ${drawn.length} of ${DRAWN} policies can be compared` }],
    ]),
    verdictOn('nothing fails on a record', failures.length === 0 ? [] : [{ check: 'no failure', message: `${failures.length} failures:\n${failures.slice(0, SHOWN).join('\n')}` }]),
    verdictOn('other policies', overlooked === 0 ? [] : [{ check: 'other policy', message: `${overlooked} other policies were taken for the same` }]),
    verdictOn('lines that are refused', await refusedLines()),
    verdictOn('records by their class', await wrongRoutes(records)),
  ];
}

async function wrongRoutes(records: readonly LoggedRecord[]): Promise<Finding[]> {
  const { complaints, looks } = await routedRecords(records, logOf);
  return [
    ...complaints.length === 0 ? [] : [{ check: 'same place', message: `${complaints.length} differ:\n${complaints.slice(0, SHOWN).join('\n')}` }],
    ...looks ? [] : [{ check: 'other policy', message: 'another policy was taken for the same' }],
  ];
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: LOG_VOLUME, example: 'lib', file: 'policy/log-volume', object, findings };
}

function wrongOf(differences: readonly (string | undefined)[]): Finding[] {
  const wrong = differences.filter((difference) => difference !== undefined);
  return wrong.length === 0 ? [] : [{ check: 'same records', message: `${wrong.length} policies differ:\n${wrong.slice(0, SHOWN).join('\n')}` }];
}

function caseOf(name: string, meant: LogVolumePolicy, given: LogVolumePolicy): Case {
  return { name, meant, processors: LogVolumeProcessors.of(given, { name }) };
}

function differenceOf({ name, meant }: Case, records: readonly LoggedRecord[], left: ReadonlyMap<number, LoggedRecord[]>): string | undefined {
  for (const [number, record] of records.entries()) {
    const outcome = meant.apply(record);
    const { body, severityNumber = 0, attributes = {}, resourceAttributes = {} } = outcome.record;
    const expected = outcome.kept ? [{ body, severityNumber, attributes: { ...attributes }, resourceAttributes }] : [];
    const found = left.get(number) ?? [];
    if (!isDeepStrictEqual(found, expected)) {
      return `${name}: of ${JSON.stringify(record)} came ${JSON.stringify(found)}, not ${JSON.stringify(expected)} (${JSON.stringify(meant._plan)})`;
    }
  }
  return undefined;
}

const { always, attribute, body, namespace, not, resourceAttribute, severityBelow } = LogCondition;
const drop = (when: LogCondition, evenErrors = false) => LogRule.drop('asked', { when, evenErrors });
const until = (instant: string) => LogRule.drop('asked', { when: always(), except: [{ when: namespace(['payments']), until: instant }] });

/** Rules of which the collector is given another one: a judge that takes them for the same does not look. */
const MISTAKES: readonly (readonly [meant: LogRule, given: LogRule])[] = [
  [drop(body('a')), drop(not(body('a')))],
  [drop(always()), drop(always(), true)],
  [drop(severityBelow(LogSeverity.INFO)), drop(severityBelow(LogSeverity.WARN))],
  [drop(attribute('team', ['a'])), drop(resourceAttribute('team', ['a']))],
  [until('2026-11-27T10:00:00Z'), until('2026-11-27T10:00:00.000000001Z')],
  [LogRule.keepShare('asked', { when: always(), percent: 50 }), LogRule.keepShare('other', { when: always(), percent: 50 })],
  [LogRule.keepShare('asked', { when: always(), percent: 50 }), LogRule.keepShare('asked', { when: always(), percent: 45 })],
  [LogRule.truncate('asked', { bytes: 64 }), LogRule.truncate('asked', { bytes: 65 })],
  [LogRule.redact('asked', { secrets: [LogSecret.EMAIL] }), LogRule.redact('asked', { secrets: [LogSecret.BEARER_TOKEN] })],
  [LogRule.deleteAttributes('asked', { attributes: ['team'] }), LogRule.deleteAttributes('asked', { attributes: ['url.path'] })],
  [LogRule.classify('asked', { when: body('a'), logClass: 'audit' }), LogRule.classify('asked', { when: body('a'), logClass: 'frequent' })],
];
