import { ottlString, where } from './ottl-text';
import { PROMETHEUS_NAME } from './vantage';

/** What units are called at the end of a name: https://github.com/prometheus/otlptranslator/blob/v1.0.0/metric_namer.go */
const UNITS: { readonly [unit: string]: string } = {
  'd': 'days',
  'h': 'hours',
  'min': 'minutes',
  's': 'seconds',
  'ms': 'milliseconds',
  'us': 'microseconds',
  'ns': 'nanoseconds',
  'By': 'bytes',
  'KiBy': 'kibibytes',
  'MiBy': 'mebibytes',
  'GiBy': 'gibibytes',
  'TiBy': 'tibibytes',
  'KBy': 'kilobytes',
  'MBy': 'megabytes',
  'GBy': 'gigabytes',
  'TBy': 'terabytes',
  'm': 'meters',
  'V': 'volts',
  'A': 'amperes',
  'J': 'joules',
  'W': 'watts',
  'g': 'grams',
  'Cel': 'celsius',
  'Hz': 'hertz',
  '1': '',
  '%': 'percent',
};

/** What they are called after `per`. */
const PER_UNITS: { readonly [unit: string]: string } = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' };

const NAME = PROMETHEUS_NAME;
const UNIT = 'metric.metadata["prometheus_unit"]';
const PER = 'metric.metadata["prometheus_per"]';

const set = (path: string, value: string, ...conditions: string[]) => where(`set(${path}, ${value})`, ...conditions);
const replace = (path: string, pattern: string, replacement: string, ...conditions: string[]) =>
  where(`replace_pattern(${path}, ${ottlString(pattern)}, ${ottlString(replacement)})`, ...conditions);
const equals = (path: string, text: string) => `${path} == ${ottlString(text)}`;
const isGiven = (path: string) => `${path} != ""`;
const joined = (...parts: string[]) => `Concat([${parts.join(', ')}], "_")`;

/**
 * Statements that write down which name a metric of OpenTelemetry will have in Prometheus: units and `_total` at its end. Names that Prometheus has
 * given stay what they are.
 *
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-metadata-1
 */
export function nameStatements(): string[] {
  return [
    set(NAME, 'metric.name'),
    ...compliant(NAME),
    replace(NAME, '^_+|_+$', ''),
    ...unitStatements(),
    set(NAME, joined(NAME, UNIT), isGiven(UNIT), `not ${hasWord(UNIT)}`),
    set(NAME, joined(NAME, PER), isGiven(PER)),
    ...ending('total', 'metric.type == METRIC_DATA_TYPE_SUM', 'metric.is_monotonic == true'),
    ...ending('ratio', 'metric.type == METRIC_DATA_TYPE_GAUGE', equals('metric.unit', '1')),
    replace(NAME, '^([0-9])', '_$1'),
  ];
}

/** Statements after which nobody sees that there was such a name. */
export function forgettingStatements(): string[] {
  return [NAME, UNIT, PER].map((path) => `delete_key(metric.metadata, ${path.slice(path.indexOf('[') + 1, -1)})`);
}

function compliant(path: string): string[] {
  return [replace(path, '[^a-zA-Z0-9:]', '_'), replace(path, '_+', '_')];
}

function unitStatements(): string[] {
  const trimmed = (path: string) => [replace(path, '^\\s+|\\s+$', ''), set(path, '""', `IsMatch(${path}, "[{}]")`)];
  // a unit that has been named is not looked up again: minutes are m for rates only
  const named = (path: string, names: { readonly [unit: string]: string }) =>
    Object.entries(names).map(([unit, name]) => set(path, ottlString(name), equals(path, unit)));
  return [
    set(UNIT, 'metric.unit'),
    replace(UNIT, '(?s)/.*$', ''),
    ...trimmed(UNIT),
    ...named(UNIT, UNITS),
    ...compliant(UNIT),
    replace(UNIT, '^_', ''),
    set(PER, '""'),
    set(PER, 'metric.unit', 'IsMatch(metric.unit, "/")'),
    replace(PER, '(?s)^[^/]*/', ''),
    ...trimmed(PER),
    ...named(PER, PER_UNITS),
    set(PER, joined('"per"', PER), isGiven(PER)),
    ...compliant(PER),
    replace(PER, '_$', ''),
    set(PER, '""', equals(PER, 'per')),
    replace(UNIT, '_$', '', isGiven(PER)),
  ];
}

/** Whether a word of the name is the unit already. */
function hasWord(path: string): string {
  return `(not IsMatch(${path}, "_") and IsMatch(Concat(["_", ${NAME}, "_"], ""), Concat(["_", ${path}, "_"], "")))`;
}

/** A word that stands at the end, and nowhere else. */
function ending(word: string, ...conditions: string[]): string[] {
  return [
    replace(NAME, `^(?:${word}_)*${word}$`, '', ...conditions),
    replace(NAME, `^(?:${word}_)+`, '', ...conditions),
    replace(NAME, `(?:_${word})+(_|$)`, '$1', ...conditions),
    set(NAME, joined(NAME, ottlString(word)), isGiven(NAME), ...conditions),
    set(NAME, ottlString(word), equals(NAME, ''), ...conditions),
  ];
}
