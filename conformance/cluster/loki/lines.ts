/** Numbered lines: which were written, and which are in an answer. */
import { crc32 } from 'node:zlib';
import { Identity } from '../identity';
import { Sending } from '../telemetry-count';

/** A line of an answer, with what Loki knows of it. */
export interface AnsweredLine {
  /** nanoseconds since 1970 */
  readonly time: string;
  readonly text: string;
  /** of its stream */
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Who a line says that it is. */
export interface Mark {
  readonly kind: string;
  readonly source: string;
  readonly seq: number;
  /** whether it is all that was written, and nothing else */
  readonly isWhole: boolean;
}

const MARK = /numbered\[run=(\S*) kind=(\S*) source=(\S*) seq=(\d+) at=\d+ bytes=(\d{8}) sum=([0-9a-f]{8})\]/;
const NO_SUM = '00000000';

/** In a line of JSON, what is numbered is its message. */
function recordIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}

/** The mark of a line; undefined when nobody has numbered it. */
export function markOf(text: string): Mark | undefined {
  const record = recordIn(text);
  const found = MARK.exec(record);
  if (found === null) {
    return undefined;
  }
  const [mark, , kind, source, seq, bytes, sum] = found as unknown as [string, string, string, string, string, string, string];
  const unsigned = record.replace(mark, mark.replace(`sum=${sum}]`, `sum=${NO_SUM}]`));
  const isWhole = Buffer.byteLength(record) === Number(bytes) && crc32(unsigned).toString(16).padStart(NO_SUM.length, '0') === sum;
  return { kind, source, seq: Number(seq), isWhole };
}

/** What became of the lines of one kind. */
export interface LinesOfKind {
  readonly kind: string;
  readonly written: number;
  /** those that are nowhere whole */
  readonly missing: number;
  /** those that are there more than once */
  readonly twice: number;
}

export interface ComparedLines {
  readonly kinds: readonly LinesOfKind[];
  /** lines that are not whole, by kind */
  readonly damaged: readonly string[];
  /** lines that none of the sources has written, or that must not be kept */
  readonly foreign: readonly string[];
}

function excerpt(text: string): string {
  return text.slice(0, 200);
}

/** Holds the lines of an answer against those that were written; lines of unwanted kinds must not be there. */
export function compareLines(sendings: readonly Sending[], lines: readonly AnsweredLine[], unwanted: readonly string[]): ComparedLines {
  const written = sendings.filter(({ kind }) => !unwanted.includes(kind));
  const seen = new Map(written.map(({ kind, source, sent }) => [`${kind} ${source}`, new Uint32Array(sent)]));
  const damaged: string[] = [];
  const foreign: string[] = [];
  for (const { text } of lines) {
    const mark = markOf(text);
    const counts = seen.get(`${mark?.kind} ${mark?.source}`);
    if (mark === undefined || counts === undefined || mark.seq >= counts.length) {
      foreign.push(excerpt(text));
    } else if (mark.isWhole) {
      counts[mark.seq]! += 1;
    } else {
      damaged.push(mark.kind);
    }
  }
  const countsOf = (kind: string) => written.filter((one) => one.kind === kind).flatMap(({ source }) => [...seen.get(`${kind} ${source}`)!]);
  const kinds = [...new Set(written.map(({ kind }) => kind))].map((kind) => {
    const counts = countsOf(kind);
    return { kind, written: counts.length, missing: counts.filter((count) => count === 0).length, twice: counts.filter((count) => count > 1).length };
  });
  return { kinds, damaged, foreign };
}

/** How many lines of a kind may not be whole. */
export type Allowance = (kind: string) => number;

export function isComplete({ kinds }: ComparedLines, allowed: Allowance): boolean {
  return kinds.length > 0 && kinds.every(({ kind, missing }) => missing <= allowed(kind));
}

/** Everything is there once and whole, and nothing else is. */
export function isExact(compared: ComparedLines, allowed: Allowance): boolean {
  const { kinds, damaged, foreign } = compared;
  const damagedOf = (wanted: string) => damaged.filter((kind) => kind === wanted).length;
  return isComplete(compared, allowed) && foreign.length === 0
    && kinds.every(({ kind, twice }) => twice === 0 && damagedOf(kind) <= allowed(kind));
}

export function linesText({ kinds, damaged, foreign }: ComparedLines): string {
  return [
    ...kinds.filter(({ missing, twice }) => missing + twice > 0).map(({ kind, written, missing, twice }) => `${kind}: of ${written}, ${missing} missing and ${twice} more than once`),
    ...damaged.length === 0 ? [] : [`${damaged.length} not whole: ${[...new Set(damaged)].join(', ')}`],
    ...foreign.length === 0 ? [] : [`${foreign.length} that must not be there: ${foreign[0]}`],
  ].join('; ');
}

/** Loki has no other letters in names than these. */
export function nameInLoki(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** What is wrong with where lines say that they are from: what tells streams apart is a label, everything else structured metadata. */
export function wrongPlaces(lines: readonly AnsweredLine[], identities: readonly Identity[], indexLabels: readonly string[]): string[] {
  const bySource = new Map(identities.map((identity) => [identity.source, { ...identity.attributes, 'k8s.container.name': identity.container }]));
  const wrong = lines.flatMap(({ text, labels, metadata }) => {
    const source = markOf(text)?.source ?? '';
    const known = bySource.get(source);
    return known === undefined ? [`${source}: nobody of that name writes`] : Object.entries(known).flatMap(([attribute, value]) => {
      const isLabel = indexLabels.includes(attribute);
      const name = nameInLoki(attribute);
      const [here, elsewhere] = isLabel ? [labels, metadata] : [metadata, labels];
      const place = isLabel ? 'label' : 'structured metadata';
      return [
        ...here[name] === value ? [] : [`${source}: ${name} is ${here[name] ?? 'absent'} as ${place}, not ${value}`],
        ...elsewhere[name] === undefined ? [] : [`${source}: ${name} is not only ${place}`],
      ];
    });
  });
  return [...new Set(wrong)];
}
