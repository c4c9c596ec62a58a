import { BRACE_CLOSE, COMMA, EQUALS, LineCursor, QUOTE } from './line-cursor';
import { NameGuesser } from './name-guesser';
import { shown } from './place';
import { SeriesIntake } from './series-intake';
import { NAME } from '../counting/series-table';

/** What takes the labels between braces. */
export interface LabelSink {
  /** The name of the metric, in quotes; false when there is one already. */
  metric(cursor: LineCursor): boolean;
  name(cursor: LineCursor): void;
  /** The value of the name that came last. */
  value(cursor: LineCursor): void;
}

/** Reads labels after an open brace, and the brace that closes them. A format that takes blanks takes labels without commas too. */
export function readLabels(cursor: LineCursor, sink: LabelSink): void {
  for (cursor.skip(); !cursor.takes(BRACE_CLOSE); cursor.skip()) {
    const isQuoted = cursor.peek() === QUOTE;
    if (isQuoted) {
      cursor.readQuoted('name');
    } else if (!cursor.readLabelName()) {
      cursor.refuse(`there is '${shown(cursor.rest())}' where a label or } is expected`);
    }
    cursor.skip();
    if (isQuoted && (cursor.peek() === COMMA || cursor.peek() === BRACE_CLOSE)) {
      if (!sink.metric(cursor)) {
        cursor.refuse(`the metric has a second name: '${shown(cursor.word())}'`);
      }
    } else {
      sink.name(cursor);
      readValue(cursor, sink);
      cursor.skip();
    }
    const separated = cursor.takes(COMMA);
    if (!separated && !cursor.blanks && cursor.peek() !== BRACE_CLOSE) {
      cursor.refuse(`there is '${shown(cursor.rest())}' where a comma or } is expected`);
    }
  }
}

function readValue(cursor: LineCursor, sink: LabelSink): void {
  if (!cursor.takes(EQUALS)) {
    cursor.refuse(`there is '${shown(cursor.rest())}' where = is expected`);
  }
  cursor.skip();
  if (cursor.peek() !== QUOTE) {
    cursor.refuse(`there is '${shown(cursor.rest())}' where the value of a label is expected, in quotes`);
  }
  cursor.readQuoted('label value');
  sink.value(cursor);
}

/** Labels that become those of a series. */
export class SeriesLabels implements LabelSink {
  private current = 0;
  private readonly names: NameGuesser;
  private readonly le: number;
  private readonly quantile: number;
  /** The label that is written anew as a number, by what the page says about the metric. */
  private bound: number | undefined;
  public isNamed = false;

  public constructor(private readonly intake: SeriesIntake, private readonly canonical: (name: number, cursor: LineCursor) => number) {
    this.names = new NameGuesser(intake.table.names);
    this.le = intake.table.names.internText(0, 'le');
    this.quantile = intake.table.names.internText(0, 'quantile');
  }

  /** What the page says about the metrics that follow. */
  public expect(type: 'histogram' | 'summary' | 'other'): void {
    this.bound = type === 'histogram' ? this.le : type === 'summary' ? this.quantile : undefined;
  }

  public begin(): void {
    this.names.begin();
    this.isNamed = false;
  }

  /** The name, outside of the braces or in quotes: as a label it does not count. */
  public metric(cursor: LineCursor): boolean {
    this.isNamed = true;
    return cursor.from < cursor.to ? this.intake.label(NAME, cursor.text, cursor.from, cursor.to) : cursor.refuse('the name of a metric is empty');
  }

  public name(cursor: LineCursor): void {
    if (cursor.from === cursor.to) {
      cursor.refuse('the name of a label is empty');
    }
    this.current = this.names.number(cursor.text, cursor.from, cursor.to);
  }

  public value(cursor: LineCursor): void {
    const known = this.current === this.bound && cursor.from < cursor.to
      ? this.intake.knownLabel(this.current, this.canonical(this.current, cursor))
      : this.intake.label(this.current, cursor.text, cursor.from, cursor.to);
    if (!known) {
      cursor.refuse(`the label '${shown(this.intake.table.names.text(this.current))}' stands twice in one series`, 'a name of its own for each label, in the program that is scraped');
    }
  }
}

/** Labels of an exemplar, which no series has. */
export const NO_LABELS: LabelSink = { metric: () => false, name: () => undefined, value: () => undefined };
