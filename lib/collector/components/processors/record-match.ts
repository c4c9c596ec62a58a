import { requireTexts, requireWhole } from '../bounds';
import { MatchType } from './match-type';
import { requirePattern } from '../../../policy/patterns';
import { SpanKind } from '../../../policy/sampling/traced-span';
import { fail } from '../../../validation';
import { Signal, SIGNALS } from '../../../wiring';

/** An attribute by which records are chosen. */
export interface AttributeMatch {
  /** Its name. Empty fails. */
  readonly key: string;

  /**
   * Its value. With `MatchType.REGEXP` an expression: anything but text fails.
   *
   * @default - any: the attribute is there
   */
  readonly value?: string | number | boolean;
}

/** An instrumentation scope by which records are chosen. */
export interface ScopeMatch {
  /** The name of the library. Empty fails. */
  readonly name: string;

  /**
   * Its version.
   *
   * @default - any
   */
  readonly version?: string;
}

/**
 * Which records are meant: those to which everything that is given applies, each list by any of its entries.
 *
 * Spans know services, span names and kinds; log records know bodies and severities; metrics know their names and resources only. What no
 * signal knows together fails.
 */
export interface RecordMatch {
  /**
   * How texts are compared. With `MatchType.REGEXP` every text is an RE2 expression; one that is none fails.
   *
   * @default MatchType.STRICT
   */
  readonly matchType?: MatchType;

  /**
   * `service.name`. Spans only.
   *
   * @default - any
   */
  readonly services?: string[];

  /**
   * Names of spans. Spans only.
   *
   * @default - any
   */
  readonly spanNames?: string[];

  /**
   * Kinds of spans. Spans only.
   *
   * @default - any
   */
  readonly spanKinds?: SpanKind[];

  /**
   * Bodies of log records. Logs only.
   *
   * @default - any
   */
  readonly logBodies?: string[];

  /**
   * Severities of log records in words. Logs only.
   *
   * @default - any
   */
  readonly logSeverityTexts?: string[];

  /**
   * The least severity of log records, from 1 (TRACE) to 24 (FATAL4); 9 is INFO, 17 ERROR. Logs only.
   *
   * @default - any
   */
  readonly logMinSeverity?: number;

  /**
   * Whether log records that do not say their severity are meant as well. Fails without `logMinSeverity`.
   *
   * @default false
   */
  readonly logWithoutSeverity?: boolean;

  /**
   * Names of metrics. Metrics only.
   *
   * @default - any
   */
  readonly metricNames?: string[];

  /**
   * Attributes of the record. Spans and logs only. All of them apply.
   *
   * @default - any
   */
  readonly attributes?: AttributeMatch[];

  /**
   * Attributes of the resource. All of them apply.
   *
   * @default - any
   */
  readonly resources?: AttributeMatch[];

  /**
   * Instrumentation scopes. Spans and logs only.
   *
   * @default - any
   */
  readonly scopes?: ScopeMatch[];
}

const { TRACES, METRICS, LOGS } = Signal;

/** Which signals know what. */
const KNOWN_TO: { readonly [property in keyof RecordMatch]?: readonly Signal[] } = {
  services: [TRACES],
  spanNames: [TRACES],
  spanKinds: [TRACES],
  logBodies: [LOGS],
  logSeverityTexts: [LOGS],
  logMinSeverity: [LOGS],
  metricNames: [METRICS],
  attributes: [TRACES, LOGS],
  resources: [TRACES, METRICS, LOGS],
  scopes: [TRACES, LOGS],
};

const CRITERIA = Object.keys(KNOWN_TO) as (keyof RecordMatch)[];

/** Fails on matches that the collector refuses for every signal. */
export function requireMatches(caller: string, include?: RecordMatch, exclude?: RecordMatch): void {
  const given = Object.entries({ include, exclude }).filter((entry): entry is [string, RecordMatch] => entry[1] !== undefined);
  given.forEach(([property, match]) => requireMatch(caller, property, match));
  const criteria = given.flatMap(([property, match]) => CRITERIA.filter((key) => match[key] !== undefined).map((key) => ({ property, key })));
  if (!SIGNALS.some((signal) => criteria.every(({ key }) => KNOWN_TO[key]?.includes(signal)))) {
    fail(caller, {
      what: `${criteria.map(({ property, key }) => `${property}.${key}`).join(', ')} together`,
      why: 'no signal knows all of them: the collector refuses the processor in every pipeline',
      fix: 'one processor for each signal',
    });
  }
}

/** A match as the collector reads it. */
export function matchConfig(match: RecordMatch | undefined): object | undefined {
  return match && {
    match_type: match.matchType ?? MatchType.STRICT,
    services: match.services,
    span_names: match.spanNames,
    span_kinds: match.spanKinds,
    log_bodies: match.logBodies,
    log_severity_texts: match.logSeverityTexts,
    log_severity_number: match.logMinSeverity === undefined ? undefined : {
      min: match.logMinSeverity,
      match_undefined: match.logWithoutSeverity ?? false,
    },
    metric_names: match.metricNames,
    attributes: match.attributes,
    resources: match.resources,
    libraries: match.scopes,
  };
}

function requireMatch(caller: string, property: string, match: RecordMatch): void {
  if (CRITERIA.every((key) => match[key] === undefined)) {
    fail(caller, {
      what: `${property} chooses by nothing`,
      why: 'the collector refuses a match without a criterion',
      fix: `${property}: { services: ['checkout'] }, or leave it out`,
    });
  }
  const texts = {
    services: match.services,
    spanNames: match.spanNames,
    spanKinds: match.spanKinds,
    logBodies: match.logBodies,
    logSeverityTexts: match.logSeverityTexts,
    metricNames: match.metricNames,
  };
  Object.entries(texts).forEach(([key, values]) => {
    requireTexts(caller, `${property}.${key}`, values, 'checkout');
    if (match.matchType === MatchType.REGEXP) {
      values?.forEach((value) => requirePattern(caller, `${property}.${key}`, value));
    }
  });
  requireWhole(caller, `${property}.logMinSeverity`, match.logMinSeverity, 1, 24);
  if (match.logWithoutSeverity !== undefined && match.logMinSeverity === undefined) {
    fail(caller, {
      what: `${property}.logWithoutSeverity without logMinSeverity`,
      why: 'it says what happens to records that have no severity when others are chosen by theirs',
      fix: `${property}: { logMinSeverity: 9, logWithoutSeverity: ${match.logWithoutSeverity} }`,
    });
  }
  requireTexts(caller, `${property}.attributes`, match.attributes?.map(({ key }) => key), 'http.route');
  requireTexts(caller, `${property}.resources`, match.resources?.map(({ key }) => key), 'k8s.namespace.name');
  requireTexts(caller, `${property}.scopes`, match.scopes?.map(({ name }) => name), 'io.opentelemetry.jdbc');
  if (match.matchType === MatchType.REGEXP) {
    [...(match.attributes ?? []), ...(match.resources ?? [])].forEach(({ key, value }) => requireExpression(caller, `${property} ${key}`, value));
    match.scopes?.forEach(({ name, version }) => [name, version].forEach((text) => requireExpression(caller, `${property}.scopes`, text)));
  }
}

function requireExpression(caller: string, property: string, value: string | number | boolean | undefined): void {
  if (value !== undefined && typeof value !== 'string') {
    fail(caller, {
      what: `${property} is ${value}, which is no text`,
      why: 'the collector compares text only with expressions',
      fix: `value: '^${value}$', or matchType: MatchType.STRICT`,
    });
  }
  if (value !== undefined) {
    requirePattern(caller, property, value);
  }
}
