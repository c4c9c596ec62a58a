/** Log records as OTLP carries them in JSON. Each has its number as trace id, which no policy changes. */
import { LoggedRecord } from '../../../lib/policy';

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: string;
  readonly kvlistValue?: { readonly values: readonly Attribute[] };
}

interface Attribute {
  readonly key: string;
  readonly value: Value;
}

interface OtlpLog {
  readonly timeUnixNano?: string;
  readonly severityNumber?: number;
  readonly body?: Value;
  readonly attributes?: readonly Attribute[];
  readonly traceId: string;
}

export interface ResourceLogs {
  readonly resource?: { readonly attributes?: readonly Attribute[] };
  readonly scopeLogs: readonly { readonly logRecords: readonly OtlpLog[] }[];
}

/** A record with a resource of its own. */
export function logOf(record: LoggedRecord, number: number): ResourceLogs {
  return resourceOf(record.resourceAttributes, {
    traceId: traceIdOf(number),
    ...record.time === undefined ? {} : { timeUnixNano: nanosecondsOf(record.time) },
    severityNumber: record.severityNumber ?? 0,
    body: { stringValue: record.body },
    attributes: texts(record.attributes),
  });
}

/** No number, which JSON does not know, by itself and in a map. */
const NO_NUMBER: readonly Value[] = [{ doubleValue: 'NaN' }, { kvlistValue: { values: [{ key: 'ratio', value: { doubleValue: '-Infinity' } }] } }];

const KEYS = ['team', 'ratio', 'limits'];

/** Records whose bodies and attributes are no texts: nothing may fail on them. */
export function logsWithoutText(first: number): ResourceLogs[] {
  const bodies = [undefined, { intValue: '5' }, { kvlistValue: { values: [{ key: 'token', value: { stringValue: 'Bearer abcdefghijkl' } }] } }, ...NO_NUMBER];
  return bodies.map((body, index) => resourceOf({ 'k8s.namespace.name': 'payments' }, {
    traceId: traceIdOf(first + index), severityNumber: 5, body, attributes: [{ intValue: '7' }, ...NO_NUMBER].map((value, position) => ({ key: KEYS[position]!, value })),
  }));
}

/** What came out, by number, in the words of the library. */
export function recordsIn(resourceLogs: readonly ResourceLogs[]): Map<number, LoggedRecord[]> {
  const found = new Map<number, LoggedRecord[]>();
  for (const { resource, scopeLogs } of resourceLogs) {
    for (const log of scopeLogs.flatMap(({ logRecords }) => logRecords)) {
      const number = parseInt(log.traceId, 16) - 1;
      const record = {
        body: log.body?.stringValue ?? '',
        severityNumber: log.severityNumber ?? 0,
        attributes: Object.fromEntries((log.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? ''])),
        resourceAttributes: Object.fromEntries((resource?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? ''])),
      };
      found.set(number, [...found.get(number) ?? [], record]);
    }
  }
  return found;
}

function resourceOf(attributes: LoggedRecord['resourceAttributes'], log: OtlpLog): ResourceLogs {
  return { resource: { attributes: texts(attributes) }, scopeLogs: [{ logRecords: [log] }] };
}

function texts(attributes: { readonly [key: string]: string } = {}): Attribute[] {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function traceIdOf(number: number): string {
  return (number + 1).toString(16).padStart(32, '0');
}

/** Counted in another way than the library does: by the clock of JavaScript, and what stands behind the dot. */
export function nanosecondsOf(time: string): string {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return `${BigInt(Date.parse(time.replace(/\.\d+/, ''))) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))}`;
}
