import { LogSeverity } from './log-severity';

const ORDER = Object.values(LogSeverity);

/**
 * The least number of a severity: each has four of them.
 *
 * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
 */
export function severityNumber(severity: LogSeverity): number {
  return 1 + 4 * ORDER.indexOf(severity);
}
