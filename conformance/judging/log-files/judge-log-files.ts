/** Files of containers through a real agent: what is in them comes out record by record, and under a policy what the interpreter of the library says. */
import { isDeepStrictEqual } from 'node:util';
import { LogSeverity, LogVolumePolicy } from '../../../lib';
import { temporaryFolder } from '../processes';
import { Finding, Verdict } from '../verdict';
import { WrittenRecord, writeContainerFiles } from './container-files';
import { Case, CASES, LineCut } from './log-file-cases';
import { Program } from './programs';
import { asLogged, ReadRecord, withTexts } from './read-records';
import { LeftByAgent, throughAgent } from './through-agent';

export const LOG_FILES = 'otelcol log files';

const ROUNDS = 60;
const SHOWN = 3;
const WARN_NUMBER = 13;

export async function judgeLogFiles(): Promise<Verdict[]> {
  const pods = temporaryFolder('pods');
  const verdicts: Verdict[] = [];
  const written = writeContainerFiles(pods, CASES.flatMap(({ programs }) => programs), ROUNDS);
  for (const one of CASES) {
    const ofCase = written.filter((record) => isOf(one.programs, record));
    verdicts.push(...await judgeCase(one, pods, ofCase), await judgeFilter(one, pods, ofCase));
  }
  return verdicts;
}

function isOf(programs: readonly Program[], record: WrittenRecord): boolean {
  return programs.some(({ namespace }) => namespace === record.namespace);
}

async function judgeCase({ name, containerLogs, policy, others, mistaken }: Case, pods: string, written: readonly WrittenRecord[]): Promise<Verdict[]> {
  // severities are read, as they are for a policy, and nothing is below this one
  const all = await throughAgent({ containerLogs: { ...containerLogs, minimumSeverity: LogSeverity.TRACE }, pods, records: written.length });
  const left = await throughAgent({ containerLogs, logVolume: policy, pods, records: written.length });
  const expected = written.map(expectedRecord);
  const isOverlooked = (other: LogVolumePolicy) => differences(afterPolicy(other, all.records), left.records).length === 0;
  const overlooked = Object.entries(others).filter(([, other]) => isOverlooked(other)).map(([what]) => what);
  return [
    verdictOn(`${name}: ${written.length} records as they were written`, wrongOf('same records', differences(expected, all.records))),
    verdictOn(`${name}: ${left.records.length} of them under a policy`, [
      ...wrongOf('same as apply', differences(afterPolicy(policy, all.records), left.records)),
      ...idleRules(policy, all.records).map((rule) => ({ check: 'every rule acts', message: `${rule} does nothing to any record` })),
    ]),
    verdictOn(`${name}: nothing is complained of`, wrongOf('no complaint', complaintsOf(all, left))),
    verdictOn(`${name}: other policies`, wrongOf('other policy', overlooked.map((what) => `'${what}' was taken for the same policy`))),
    verdictOn(`${name}: records cut otherwise`, differences(mistakenly(mistaken, expected), all.records).length > 0 ? [] : [{ check: 'other records', message: 'other records were taken for the same' }]),
  ];
}

/** What agents drop without a policy: health checks that went well, and what is not bad enough. */
async function judgeFilter({ name, containerLogs }: Case, pods: string, written: readonly WrittenRecord[]): Promise<Verdict> {
  const options = { ...containerLogs, dropHealthChecks: undefined, minimumSeverity: LogSeverity.WARN };
  const { records } = await throughAgent({ containerLogs: options, pods, records: written.length });
  const wanted = written.filter(({ isHealthy, severityNumber }) => !isHealthy && (severityNumber === 0 || severityNumber >= WARN_NUMBER));
  return verdictOn(`${name}: ${wanted.length} of them by minimumSeverity and dropHealthChecks`, wrongOf('same records', differences(wanted.map(expectedRecord), records)));
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: LOG_FILES, example: 'lib', file: 'collector/container-logs.ts', object, findings };
}

function wrongOf(check: string, wrong: readonly string[]): Finding[] {
  return wrong.length === 0 ? [] : [{ check, message: `${wrong.length} differ:\n${wrong.slice(0, SHOWN).join('\n')}` }];
}

function complaintsOf(...runs: readonly LeftByAgent[]): string[] {
  return runs.flatMap(({ complaints }) => complaints);
}

function expectedRecord({ file, time, body, severityNumber, stream, namespace, pod, container }: WrittenRecord): ReadRecord {
  return {
    file,
    time: String(time),
    severityNumber,
    body,
    attributes: { 'log.iostream': stream, ...fieldsOf(body) },
    resourceAttributes: {
      'k8s.namespace.name': namespace,
      'k8s.pod.name': pod,
      'k8s.pod.uid': file.split('/')[0]!.split('_')[2]!,
      'k8s.container.name': container,
      'k8s.container.restart_count': '0',
      'k8s.cluster.name': 'judged',
      'k8s.node.name': 'node',
    },
  };
}

/** Fields of a body that is a JSON object; what only looks like one has none. */
function fieldsOf(body: string): object {
  try {
    return body.startsWith('{') ? JSON.parse(body) as object : {};
  } catch {
    return {};
  }
}

/** A rule that does nothing is not judged. */
function idleRules(policy: LogVolumePolicy, records: readonly ReadRecord[]): string[] {
  return policy.predict(records.map(asLogged)).rules.filter(({ droppedLines, changedLines }) => droppedLines + changedLines === 0).map(({ rule }) => rule);
}

function mistakenly(mistaken: LineCut, records: readonly ReadRecord[]): ReadRecord[] {
  return records.flatMap((record) => mistaken(String(record.body)).map((body) => ({ ...record, body })));
}

function afterPolicy(policy: LogVolumePolicy, records: readonly ReadRecord[]): ReadRecord[] {
  return records.flatMap((record) => {
    const { kept, record: after } = policy.apply(asLogged(record));
    return kept ? [withTexts(record, after)] : [];
  });
}

/** Records are known by file and time, which no two share. */
function differences(expected: readonly ReadRecord[], found: readonly ReadRecord[]): string[] {
  const [wanted, come] = [byPlace(expected), byPlace(found)];
  return [...new Set([...wanted.keys(), ...come.keys()])].flatMap((place) => {
    const [one, other] = [wanted.get(place) ?? [], come.get(place) ?? []];
    return isDeepStrictEqual(one, other) ? [] : [`${place}: ${shown(other)}, not ${shown(one)}`];
  });
}

function byPlace(records: readonly ReadRecord[]): Map<string, ReadRecord[]> {
  const places = new Map<string, ReadRecord[]>();
  records.forEach((record) => {
    const place = `${record.file} ${record.time}`;
    places.set(place, [...places.get(place) ?? [], record]);
  });
  return places;
}

function shown(records: readonly ReadRecord[]): string {
  const text = JSON.stringify(records.map(({ severityNumber, body, attributes }) => ({ severityNumber, body, attributes })));
  return text.length > 600 ? `${text.slice(0, 600)}… (${text.length} signs)` : text;
}
