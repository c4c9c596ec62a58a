import { isUtf8 } from 'buffer';
import { canonicalFloat, isGoFloat } from './floats';
import { BRACE_OPEN, HASH, LineCursor } from './line-cursor';
import { shown } from './place';
import { readLabels, SeriesLabels } from './sample-labels';
import { SeriesIntake } from './series-intake';
import { TextTable } from '../counting/text-table';
import { MetricKind } from '../metric-kind';

/** One format of pages that targets serve. */
export interface PageFormat {
  /** Whether blanks may stand between the parts of a line. */
  readonly blanks: boolean;
  /** Reads a line that begins with #. */
  comment(page: Page): void;
  /** Reads what follows the labels of a series. */
  suffix(cursor: LineCursor): void;
  /** Reads blanks at the beginning of a line; whether there is anything else on it. */
  opens(cursor: LineCursor): boolean;
  /** At the end of the page. */
  end(page: Page): void;
}

/** What a page says about a metric. */
export interface TypeLine {
  readonly family: string;
  readonly type: string;
  readonly kind: MetricKind;
}

/** A page, line by line. */
export class Page {
  public readonly cursor: LineCursor;
  /** Whether the page has said that it ends here. */
  public ended = false;
  private readonly labels: SeriesLabels;
  private readonly bounds = new TextTable();
  private readonly canonicalBounds: number[] = [];

  public constructor(source: string, private readonly format: PageFormat, public readonly intake: SeriesIntake) {
    this.cursor = new LineCursor(source, format.blanks);
    this.labels = new SeriesLabels(intake, (name, cursor) => this.canonical(name, cursor));
  }

  public read(source: Uint8Array, start: number, end: number): void {
    const { cursor, format } = this;
    cursor.open(source, start, end);
    if (this.ended) {
      cursor.refuse('there is something after # EOF');
    }
    if (!format.opens(cursor)) {
      return;
    }
    if (cursor.peek() === HASH) {
      format.comment(this);
    } else {
      this.readSample();
    }
  }

  public end(): void {
    this.format.end(this);
    if (this.intake.samples === 0) {
      this.cursor.at = this.cursor.end;
      this.cursor.refuse('the page has no sample', 'the page of a target: curl http://target:port/metrics', 'there is nothing to count');
    }
  }

  /** All metrics that follow are taken for what the last line says, as in Prometheus: so are bounds and quantiles written anew. */
  public say({ family, type, kind }: TypeLine): void {
    this.labels.expect(type === 'histogram' || type === 'summary' ? type : 'other');
    this.intake.kinds.say(family, kind);
  }

  /** The text of a line, if it is any. */
  public text(): string {
    const { source, at, end } = this.cursor;
    const rest = source.subarray(at, end);
    return isUtf8(rest) ? this.cursor.rest() : this.cursor.refuse(`a comment is no UTF-8: ${shown(this.cursor.rest())}`, 'UTF-8');
  }

  private readSample(): void {
    const { cursor, intake, labels, format } = this;
    intake.begin();
    labels.begin();
    if (cursor.readMetricName()) {
      labels.metric(cursor);
    } else if (cursor.peek() !== BRACE_OPEN) {
      cursor.refuse(`there is '${shown(cursor.rest())}' where a metric is expected`);
    }
    cursor.skip();
    if (cursor.takes(BRACE_OPEN)) {
      readLabels(cursor, labels);
    }
    if (!labels.isNamed) {
      cursor.refuse('a series has no name of a metric');
    }
    format.suffix(cursor);
    intake.end();
  }

  private canonical(name: number, { text, from, to }: LineCursor): number {
    const raw = this.bounds.intern(name, text, from, to);
    return this.canonicalBounds[raw] ??= this.intake.table.pairs.internText(name, canonicalFloat(this.bounds.text(raw)));
  }
}

/** Reads a number: the word that begins here. */
export function readNumber(cursor: LineCursor, what: string): void {
  const begin = cursor.at;
  cursor.readWord();
  if (!isGoFloat(cursor.source, cursor.from, cursor.to)) {
    const word = cursor.word();
    cursor.at = begin;
    cursor.refuse(word === '' ? `${what} is missing` : `${what} is '${shown(word)}', which is no number`, word.endsWith('\r') ? 'lines that end with a line feed only' : undefined);
  }
}
