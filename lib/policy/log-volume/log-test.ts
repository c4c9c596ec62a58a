import type { LogSeverity } from './log-severity';
import type { ConditionTree } from '../condition-tree';

/** Where an attribute is. */
export type AttributeHolder = 'log' | 'resource';

/** A question about a log record. */
export type LogTest =
  | { readonly kind: 'body'; readonly pattern: string }
  | { readonly kind: 'severityBelow'; readonly severity: LogSeverity }
  | { readonly kind: 'equals'; readonly holder: AttributeHolder; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'matches'; readonly holder: AttributeHolder; readonly key: string; readonly pattern: string };

/** A condition on log records. */
export type LogConditionTree = ConditionTree<LogTest>;
