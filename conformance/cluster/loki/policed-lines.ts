/** Lines of which the policy has a say: as the runtime has written them on the node, what the policy leaves of them, and what a tenant sees. */
import { AnsweredLine, markOf, nameInLoki } from './lines';
import { CLASS_ATTRIBUTE, POLICED_KINDS } from './policy';
import { LoggedRecord, LogVolumePolicy } from '../../../lib';
import { nanosecondsOf } from '../../judging/log-volume/otlp-logs';
import { Sending } from '../telemetry-count';

const KINDS: readonly string[] = POLICED_KINDS;

export function isPoliced({ kind }: { readonly kind: string }): boolean {
  return KINDS.includes(kind);
}

/** Lines of the files of containers in which these kinds of a run are. */
export function policedIn(run: string): RegExp {
  return new RegExp(`numbered\\[run=${run} kind=(?:${KINDS.join('|')}) `);
}

/** A line of a file of a container: time, stream, whether it is whole, text. */
const CRI_LINE = /^(\S+) (?:stdout|stderr) F (.*)$/;

/** How bad a line says that it is, as OpenTelemetry counts. */
const LEVEL = /^\S+ (INFO|WARN|ERROR) /;
const SEVERITY_NUMBERS: { readonly [level: string]: number } = { INFO: 9, WARN: 13, ERROR: 17 };

/** A record as an agent knows it when it has read a line. @throws when the line is not written in one piece */
export function recordOf(line: string, namespace: string): LoggedRecord {
  const [, time, body] = CRI_LINE.exec(line) ?? [];
  if (time === undefined || body === undefined) {
    throw new Error(`${line.slice(0, 200)}: no line of one piece`);
  }
  const [, level] = LEVEL.exec(body) ?? [];
  return { body, time, severityNumber: level === undefined ? 0 : SEVERITY_NUMBERS[level]!, resourceAttributes: { 'k8s.namespace.name': namespace } };
}

/** What is wrong with the files of containers: each record that was written must be there once, or nothing can be said of those that are gone. */
export function notOnNode(sendings: readonly Sending[], records: readonly LoggedRecord[]): string[] {
  const marks = records.map(({ body }) => markOf(body));
  return sendings.filter(isPoliced).flatMap(({ kind, source, sent }) => {
    const found = new Set(marks.filter((mark) => mark?.isWhole && mark.kind === kind && mark.source === source).map((mark) => mark!.seq));
    return found.size === sent ? [] : [`of ${sent} ${kind} of ${source}, ${found.size} are on the node`];
  });
}

/** A line as it is compared. */
interface Left {
  readonly nanoseconds: string;
  readonly text: string;
  readonly logClass: string;
}

function keyOf({ nanoseconds, text, logClass }: Left): string {
  return `${nanoseconds} ${logClass} ${text}`;
}

function leftOf(policy: LogVolumePolicy, records: readonly LoggedRecord[]): Left[] {
  return records.flatMap((written) => {
    const { kept, record: { body, time = '', attributes } } = policy.apply(written);
    return kept ? [{ nanoseconds: nanosecondsOf(time), text: body, logClass: attributes?.[CLASS_ATTRIBUTE] ?? '' }] : [];
  });
}

/** What became of the lines of a policy, by kind. */
export interface PolicedLines {
  readonly written: number;
  readonly kept: number;
  /** kept by the policy, and not there */
  readonly missing: readonly string[];
  /** there more than once */
  readonly twice: number;
  /** there, and not what the policy leaves of anything */
  readonly foreign: readonly string[];
}

/** Holds what a tenant sees against what the policy leaves of what was written, by time, text and class. */
export function comparePoliced(policy: LogVolumePolicy, records: readonly LoggedRecord[], lines: readonly AnsweredLine[]): PolicedLines {
  const wanted = leftOf(policy, records).map(keyOf);
  const seen = lines.map(({ time, text, metadata }) => keyOf({ nanoseconds: time, text, logClass: metadata[nameInLoki(CLASS_ATTRIBUTE)] ?? '' }));
  const [wantedKeys, seenKeys] = [new Set(wanted), new Set(seen)];
  return {
    written: records.length,
    kept: wanted.length,
    missing: wanted.filter((key) => !seenKeys.has(key)),
    twice: seen.length - seenKeys.size,
    foreign: seen.filter((key) => !wantedKeys.has(key)),
  };
}

export function isAsDecided({ kept, missing, twice, foreign }: PolicedLines): boolean {
  return kept > 0 && missing.length + twice + foreign.length === 0;
}

export function policedText({ written, kept, missing, twice, foreign }: PolicedLines): string {
  const first = (texts: readonly string[]) => texts[0] === undefined ? '' : `, such as ${texts[0].slice(0, 300)}`;
  return `of ${written} lines ${kept} should be kept; ${missing.length} of them are missing${first(missing)}; ${twice} are there twice; ${foreign.length} are not what it leaves${first(foreign)}`;
}
