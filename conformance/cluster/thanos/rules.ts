/** The rules that the ruler evaluates over what was written, and what must come of them. */
import { Days, METRIC, valuesOf } from './samples';

/** One series of those that are written. */
const SERIES = 7;
const ALL_DAYS = '5d';
const OWNER = { owner: 'numbers' } as const;

export const RECORDED = `${METRIC}:sum`;
export const ALERT = 'NumberReached';

/** The number of the last sample of two days. */
const LAST = 2 * 24 * 60 - 1;

const selector = `${METRIC}{series="${SERIES}"}[${ALL_DAYS}]`;

/** A group of rules as the library takes it. */
export type RuleGroup = Readonly<Record<string, unknown>>;

/** The sum counts every sample: one that is missing, or there twice, is seen. */
export const RULE_GROUPS: RuleGroup[] = [{
  name: 'numbers',
  rules: [
    { record: RECORDED, expr: `sum_over_time(${selector})`, labels: OWNER },
    {
      alert: ALERT,
      expr: `max_over_time(${selector}) % 1e6 >= ${LAST}`,
      labels: { severity: 'page' },
      annotations: { summary: '{{ $labels.series }} reached {{ $value | printf "%.0f" }}' },
    },
  ],
}];

/** One that nobody can evaluate. */
export const BROKEN_GROUPS: RuleGroup[] = [{ name: 'numbers', rules: [{ record: RECORDED, expr: `sum_over_time(${METRIC}[${ALL_DAYS})` }] }];

/** Whose samples the rules are about, and whose result it is. */
const ORIGIN = { receive_cluster: 'prod', tenant_id: 'default-tenant', ruler_cluster: 'prod' } as const;

/** By which the two rulers differ. */
export const RULER_REPLICA_LABEL = 'ruler_replica';

export const RECORDED_LABELS: Readonly<Record<string, string>> = { __name__: RECORDED, series: String(SERIES), ...OWNER, ...ORIGIN };

export const ALERT_LABELS: Readonly<Record<string, string>> = { alertname: ALERT, severity: 'page', series: String(SERIES), ...ORIGIN };
export const ALERT_SUMMARY = `${SERIES} reached ${LAST}`;

export function recordedValue({ both }: Days): number {
  return valuesOf(both)[SERIES]!.reduce((sum, value) => sum + value);
}
