/** Log records as a collector writes them into a file, each known by where and when it was written. */
import { instant } from './container-files';
import { LoggedRecord } from '../../../lib';

export interface ReadRecord {
  /** the file that it was read from */
  readonly file: string;
  /** nanoseconds since 1970 */
  readonly time: string;
  readonly severityNumber: number;
  readonly body: unknown;
  /** without the path of the file */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resourceAttributes: Readonly<Record<string, unknown>>;
}

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}

interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

interface LogRecord {
  readonly timeUnixNano?: string;
  readonly severityNumber?: number;
  readonly body?: AnyValue;
  readonly attributes?: readonly KeyValue[];
}

interface Line {
  readonly resourceLogs?: readonly {
    readonly resource?: { readonly attributes?: readonly KeyValue[] };
    readonly scopeLogs: readonly { readonly logRecords: readonly LogRecord[] }[];
  }[];
}

const PATH = 'log.file.path';

/** The records in what the file exporter has written. */
export function recordsIn(text: string): ReadRecord[] {
  const lines = text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  return lines.flatMap(({ resourceLogs = [] }) => resourceLogs).flatMap(({ resource, scopeLogs }) => {
    const resourceAttributes = objectOf(resource?.attributes);
    return scopeLogs.flatMap(({ logRecords }) => logRecords).map((record): ReadRecord => {
      const { [PATH]: file, ...attributes } = objectOf(record.attributes);
      return {
        file: String(file), time: record.timeUnixNano ?? '0', severityNumber: record.severityNumber ?? 0, body: valueOf(record.body ?? {}), attributes, resourceAttributes,
      };
    });
  });
}

function objectOf(pairs: readonly KeyValue[] = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, valueOf(value)]));
}

function valueOf({ stringValue, intValue, doubleValue, boolValue, arrayValue, kvlistValue }: AnyValue): unknown {
  return stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue
    ?? arrayValue?.values?.map(valueOf) ?? (kvlistValue === undefined ? undefined : objectOf(kvlistValue.values));
}

/** The record as a policy sees it: of attributes, only texts. */
export function asLogged({ file, time, severityNumber, body, attributes, resourceAttributes }: ReadRecord): LoggedRecord {
  return {
    body: String(body),
    severityNumber,
    time: instant(BigInt(time)),
    attributes: { ...textsOf(attributes), [PATH]: file },
    resourceAttributes: textsOf(resourceAttributes),
  };
}

/** The record with what a policy has left of its texts. */
export function withTexts(record: ReadRecord, { body, attributes = {} }: LoggedRecord): ReadRecord {
  const others = Object.entries(record.attributes).filter(([, value]) => typeof value !== 'string');
  const { [PATH]: file, ...texts } = attributes;
  return { ...record, file: String(file), body, attributes: { ...Object.fromEntries(others), ...texts } };
}

function textsOf(attributes: ReadRecord['attributes']): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
