import { Finding } from '../validation';

/**
 * From a day on, how chunks and their index are kept: in TSDB, by schema v13, in tables of a day.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/schema/
 */
export interface LokiSchemaPeriod {
  /** The first day, for example `2026-01-01`. Not a day, and not later than that of the period before, are problems. */
  readonly from: string;

  /**
   * What the names of the tables of its index begin with.
   *
   * @default 'index_'
   */
  readonly indexPrefix?: string;
}

/** The first day of a Loki whose program names none: schema v13 is older, and nothing was written before. */
export const DEFAULT_SCHEMA: readonly LokiSchemaPeriod[] = [{ from: '2024-04-01' }];

/**
 * `schema_config`. What was written before stays what it was: another period is another item, never a change of one.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#period_config
 */
export function schemaDocument(periods: readonly LokiSchemaPeriod[], objectStore: string): object {
  return {
    configs: periods.map(({ from, indexPrefix = 'index_' }) => ({
      from, store: 'tsdb', object_store: objectStore, schema: 'v13', index: { prefix: indexPrefix, period: '24h' },
    })),
  };
}

/** Judges the periods of a schema. */
export function schemaFindings(periods: readonly LokiSchemaPeriod[]): Finding[] {
  return [
    ...periods.length > 0 ? [] : [{ what: 'schema is empty', why: 'Loki does not start without a period', fix: "schema: [{ from: '2026-01-01' }], or leave it out" }],
    ...periods.flatMap(({ from, indexPrefix }, index) => [
      ...dayFindings(from),
      ...orderFindings(from, periods[index - 1]?.from),
      ...prefixFindings(indexPrefix),
    ]),
  ];
}

function dayFindings(from: string): Finding[] {
  return isDay(from) ? [] : [{
    what: `schema has a period from '${from}'`,
    why: 'Loki does not start: it takes days of the calendar, as year-month-day',
    fix: "from: '2026-01-01'",
  }];
}

function orderFindings(from: string, before: string | undefined): Finding[] {
  return before === undefined || !isDay(from) || !isDay(before) || from > before ? [] : [{
    what: `schema has a period from ${from} after one from ${before}`,
    why: 'Loki does not start: each period begins later than the one before it',
    fix: 'the periods in the order of their days, each with a day of its own',
  }];
}

function prefixFindings(prefix: string | undefined): Finding[] {
  return prefix === undefined || /^[A-Za-z0-9_-]+$/.test(prefix) ? [] : [{
    what: `schema has the indexPrefix '${prefix}'`,
    why: 'tables are objects of the store below index/: with other characters Loki does not find them again',
    fix: `indexPrefix: '${prefix.replace(/[^A-Za-z0-9_-]+/g, '_') || 'index_'}'`,
  }];
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== undefined && date.toISOString().startsWith(text);
}
