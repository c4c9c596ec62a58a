import { BRACE_OPEN, HASH, LineCursor, SPACE } from './line-cursor';
import { PageFormat, Page, readNumber } from './page';
import { shown } from './place';
import { NO_LABELS, readLabels } from './sample-labels';
import { familyOf } from './text-format';
import { MetricKind } from '../metric-kind';

const { COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNKNOWN } = MetricKind;

const TYPES: ReadonlyMap<string, MetricKind> = new Map([
  ['counter', COUNTER], ['gauge', GAUGE], ['histogram', HISTOGRAM], ['summary', SUMMARY], ['unknown', UNKNOWN],
  ['info', GAUGE], ['stateset', GAUGE], ['gaugehistogram', UNKNOWN],
]);

const METADATA = /^# (HELP|TYPE|UNIT) ("(?:\\.|[^\\"])*"|[a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/s;

/**
 * OpenMetrics 1.0: one space and no more between the parts of a line, exemplars, and an end that says that it is one.
 *
 * @see https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/textparse/openmetricsparse.go
 */
export const OPEN_METRICS_FORMAT: PageFormat = {
  blanks: false,

  opens: (cursor) => cursor.at < cursor.end || cursor.refuse('there is an empty line', 'no empty lines, in the program that is scraped'),

  comment: (page) => {
    const text = page.text();
    if (text === '# EOF') {
      page.ended = true;
      return;
    }
    const [, keyword, name, rest] = METADATA.exec(text) ?? page.cursor.refuse(`'${shown(text)}' is no HELP, TYPE, UNIT or EOF, which are the only comments`);
    if (keyword === 'TYPE') {
      const kind = TYPES.get(rest!) ?? page.cursor.refuse(`'${shown(rest!)}' is no type of a metric`, `one of ${[...TYPES.keys()].join(', ')}`);
      page.say({ family: familyOf(name!), type: rest!, kind });
    } else if (keyword === 'UNIT') {
      requireUnit(page, name!, rest!);
    }
  },

  suffix: (cursor) => {
    readSpace(cursor, 'the value');
    readNumber(cursor, 'the value');
    if (cursor.at < cursor.end && !beginsExemplar(cursor)) {
      readTime(cursor);
    }
    if (cursor.at < cursor.end) {
      readExemplar(cursor);
    }
  },

  end: (page) => page.ended || page.cursor.refuse('the page does not end with # EOF', 'read it again to its end', 'Prometheus refuses it: the end is missing'),
};

function requireUnit({ cursor }: Page, name: string, unit: string): void {
  if (unit !== '' && !name.replace(/"$/, '').endsWith(`_${unit}`)) {
    cursor.refuse(`the unit '${shown(unit)}' is not the end of the name '${shown(name)}'`, `${name}_${unit}, in the program that is scraped`);
  }
}

function readSpace(cursor: LineCursor, before: string): void {
  if (!cursor.takes(SPACE)) {
    cursor.refuse(`there is '${shown(cursor.rest())}' where one space and ${before} are expected`);
  }
}

function beginsExemplar({ source, at, end }: LineCursor): boolean {
  return at + 3 < end && source[at] === SPACE && source[at + 1] === HASH && source[at + 2] === SPACE && source[at + 3] === BRACE_OPEN;
}

function readTime(cursor: LineCursor): void {
  readSpace(cursor, 'a time');
  readNumber(cursor, 'the time');
  if (/^[+-]?(?:inf|nan)/i.test(cursor.word())) {
    cursor.refuse(`the time is '${shown(cursor.word())}'`, 'seconds');
  }
}

function readExemplar(cursor: LineCursor): void {
  if (!beginsExemplar(cursor)) {
    cursor.refuse(`there is '${shown(cursor.rest())}' where an exemplar or the end of the line is expected`);
  }
  cursor.at += 4;
  readLabels(cursor, NO_LABELS);
  readSpace(cursor, 'the value of the exemplar');
  readNumber(cursor, 'the value of the exemplar');
  if (cursor.at < cursor.end) {
    readTime(cursor);
  }
  if (cursor.at < cursor.end) {
    cursor.refuse(`there is '${shown(cursor.rest())}' where the end of the line is expected`);
  }
}
