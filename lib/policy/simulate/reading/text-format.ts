import { HASH, LineCursor } from './line-cursor';
import { PageFormat, readNumber } from './page';
import { shown } from './place';
import { MetricKind } from '../metric-kind';

const { COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNKNOWN } = MetricKind;

const TYPES: ReadonlyMap<string, MetricKind> = new Map([['counter', COUNTER], ['gauge', GAUGE], ['histogram', HISTOGRAM], ['summary', SUMMARY], ['untyped', UNKNOWN]]);

/** HELP or TYPE, the name of the metric in quotes or without, and the rest with what parts it from the name. */
const METADATA = /^#[ \t]+(HELP|TYPE)[ \t]+("(?:\\.|[^\\"])*"|[a-zA-Z_:][a-zA-Z0-9_:]*)(.*)$/s;
const MEANT_AS_METADATA = /^#[ \t]+(HELP|TYPE)[ \t]/;

/** The digits of the largest number of 64 bits. */
const LONGEST_TIMESTAMP = '9223372036854775807';

/**
 * The text format 0.0.4.
 *
 * @see https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/textparse/promparse.go
 */
export const TEXT_FORMAT: PageFormat = {
  blanks: true,

  opens: (cursor) => {
    const start = cursor.at;
    cursor.skipBlanks();
    if (cursor.at > start && cursor.at < cursor.end && cursor.peek() !== HASH) {
      cursor.refuse('a series begins with a blank', 'no blanks at the beginning of a line', 'Prometheus would take it for a part of the name');
    }
    return cursor.at < cursor.end;
  },

  comment: (page) => {
    const text = Buffer.from(page.cursor.source.subarray(page.cursor.at, page.cursor.end)).toString();
    if (!MEANT_AS_METADATA.test(text)) {
      return;
    }
    const [, keyword, name, rest] = METADATA.exec(page.text()) ?? page.cursor.refuse(`there is no name of a metric in '${shown(text)}'`);
    if (keyword === 'TYPE') {
      const type = rest!.slice(1);
      const kind = TYPES.get(type) ?? page.cursor.refuse(`'${shown(type)}' is no type of a metric`, `one of ${[...TYPES.keys()].join(', ')}`);
      page.say({ family: familyOf(name!), type, kind });
    }
  },

  suffix: (cursor) => {
    cursor.skipBlanks();
    readNumber(cursor, 'the value');
    cursor.skipBlanks();
    if (cursor.at < cursor.end) {
      readTimestamp(cursor);
    }
  },

  end: () => undefined,
};

/** The name of a metric, without quotes and escapes. */
export function familyOf(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(["\\n])/g, (_escape, character: string) => character === 'n' ? '\n' : character) : name;
}

function readTimestamp(cursor: LineCursor): void {
  const begin = cursor.at;
  cursor.readWord();
  const word = cursor.word();
  cursor.skipBlanks();
  const significant = word.replace(/^0+/, '');
  const fits = significant.length < LONGEST_TIMESTAMP.length || (significant.length === LONGEST_TIMESTAMP.length && significant <= LONGEST_TIMESTAMP);
  if (cursor.at < cursor.end || !/^\d+$/.test(word) || !fits) {
    cursor.at = begin;
    cursor.refuse(`there is '${shown(cursor.rest())}' where a time or the end of the line is expected`, 'milliseconds, as a whole number');
  }
}
