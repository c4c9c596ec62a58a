import type { LogSeverity } from './log-severity';

/** Where an attribute is. */
export type AttributeHolder = 'log' | 'resource';

/** A question about a log record. */
export type LogTest =
  | { readonly kind: 'body'; readonly pattern: string }
  | { readonly kind: 'severityBelow'; readonly severity: LogSeverity }
  | { readonly kind: 'equals'; readonly holder: AttributeHolder; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'matches'; readonly holder: AttributeHolder; readonly key: string; readonly pattern: string };

/** A condition as it was put together. */
export type LogConditionTree =
  | { readonly kind: 'always' }
  | { readonly kind: 'test'; readonly test: LogTest }
  | { readonly kind: 'all' | 'any'; readonly of: readonly LogConditionTree[] }
  | { readonly kind: 'not'; readonly of: LogConditionTree };

/** Every question in a condition. */
export function logTestsIn(tree: LogConditionTree): LogTest[] {
  switch (tree.kind) {
    case 'always': return [];
    case 'test': return [tree.test];
    case 'not': return logTestsIn(tree.of);
    default: return tree.of.flatMap(logTestsIn);
  }
}
