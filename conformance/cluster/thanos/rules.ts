/** The rules that the ruler evaluates over what was written, and what must come of them. */
import { Days, METRIC, valuesOf } from './samples';
import { AlertRule, RecordingRule, RuleGroup } from '../../../lib';

/** One series of those that are written. */
const SERIES = 7;
const ALL_DAYS = '5d';
const OWNER = { owner: 'numbers' } as const;

export const RECORDED = `${METRIC}:sum`;
export const ALERT = 'NumberReached';

/** The number of the last sample of two days. */
const LAST = 2 * 24 * 60 - 1;

const selector = `${METRIC}{series="${SERIES}"}[${ALL_DAYS}]`;

/** The sum counts every sample: one that is missing, or there twice, is seen. */
export const RULE_GROUPS: RuleGroup[] = [new RuleGroup('numbers', {
  rules: [
    new RecordingRule(RECORDED, { expr: `sum_over_time(${selector})`, labels: OWNER }),
    new AlertRule(ALERT, {
      expr: `max_over_time(${selector}) % 1e6 >= ${LAST}`,
      labels: { severity: 'page' },
      summary: '{{ $labels.series }} reached {{ $value | printf "%.0f" }}',
    }),
  ],
})];

/** One that nobody can evaluate, and the library does not make. */
export const BROKEN_GROUPS: { [key: string]: unknown }[] = [{ name: 'numbers', rules: [{ record: RECORDED, expr: `sum_over_time(${METRIC}[${ALL_DAYS})` }] }];

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
