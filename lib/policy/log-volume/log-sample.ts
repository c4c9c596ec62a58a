import { LoggedRecord } from './logged-record';
import { fail } from '../../validation';
import { instantOf } from '../../wiring/instant';
import { readTextFile } from '../text-file';

const CALLER = 'LogSample';

/** A value of OTLP in JSON, as far as it is a text. */
interface OtlpValue {
  readonly stringValue?: string;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value?: OtlpValue;
}

interface OtlpRecord {
  readonly timeUnixNano?: string | number;
  readonly severityNumber?: number;
  readonly body?: OtlpValue;
  readonly attributes?: readonly OtlpAttribute[];
}

interface OtlpRequest {
  readonly resourceLogs?: readonly {
    readonly resource?: { readonly attributes?: readonly OtlpAttribute[] };
    readonly scopeLogs?: readonly { readonly logRecords?: readonly OtlpRecord[] }[];
  }[];
}

/**
 * Records of a real collector, for `LogVolumePolicy.predict`: what its `file` exporter writes, a request of OTLP in JSON on each line. An agent with a `CustomExporter` of that type beside
 * its destination writes one.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/exporter/fileexporter/README.md
 */
export class LogSample {
  /**
   * Records of a file. One that cannot be read fails, and so does a line that is no request of logs.
   *
   * @param path the file
   */
  public static readFile(path: string): LogSample {
    return LogSample.parse(readTextFile(CALLER, path, 'there are no records'), path);
  }

  /**
   * Records of a text.
   *
   * @param text requests of OTLP in JSON, one on each line. A line that is none fails
   * @param source where it is from, for errors
   */
  public static parse(text: string, source: string = 'the text'): LogSample {
    const lines = text.split('\n').map((line, index) => [line.trim(), `${source}:${index + 1}`] as const).filter(([line]) => line !== '');
    return new LogSample(lines.flatMap(([line, place]) => recordsOf(requestOf(line, place))));
  }

  /** The records that have a text for a body, in their order. */
  public readonly records: LoggedRecord[];
  /** How many others there are: policies leave them as they are, but for what is dropped by severity or attributes. They are in none of the figures. */
  public readonly withoutText: number;

  private constructor(found: readonly (LoggedRecord | undefined)[]) {
    this.records = found.filter((record) => record !== undefined);
    this.withoutText = found.length - this.records.length;
  }
}

function requestOf(line: string, place: string): OtlpRequest {
  let request: OtlpRequest | null = null;
  try {
    request = JSON.parse(line) as OtlpRequest | null;
  } catch {
    // said below, as of what is JSON and no request
  }
  return Array.isArray(request?.resourceLogs) ? request! : fail(CALLER, {
    what: `${place} is no request of logs: '${line.slice(0, 60)}'`,
    why: 'each line is one, in JSON, with resourceLogs',
    fix: "what new CustomExporter({ type: 'file', config: { path: … } }) writes of logs",
  });
}

function recordsOf({ resourceLogs = [] }: OtlpRequest): (LoggedRecord | undefined)[] {
  return resourceLogs.flatMap(({ resource, scopeLogs = [] }) => {
    const resourceAttributes = textsOf(resource?.attributes);
    return scopeLogs.flatMap(({ logRecords = [] }) => logRecords.map((record) => recordOf(record, resourceAttributes)));
  });
}

function recordOf({ timeUnixNano = 0, severityNumber = 0, body, attributes }: OtlpRecord, resourceAttributes: LoggedRecord['resourceAttributes']): LoggedRecord | undefined {
  const time = instantOf(BigInt(timeUnixNano));
  return body?.stringValue === undefined ? undefined : {
    body: body.stringValue, severityNumber, ...time === undefined ? {} : { time }, attributes: textsOf(attributes), resourceAttributes,
  };
}

function textsOf(attributes: readonly OtlpAttribute[] = []): { [key: string]: string } {
  return Object.fromEntries(attributes.flatMap(({ key, value }) => value?.stringValue === undefined ? [] : [[key, value.stringValue]]));
}
