import type { LogConditionTree } from './log-test';

/** What stays before an instant, in nanoseconds. */
export interface PlannedException {
  readonly when: LogConditionTree;
  readonly until: string;
}

/** What is blackened. */
export interface PlannedSecret {
  readonly name: string;
  readonly expression: string;
  /** in lower case, texts of which one is in whatever matches */
  readonly marks?: readonly string[];
}

/** What a rule does with the records that it is about. */
export type LogAction =
  | { readonly kind: 'drop'; readonly evenErrors: boolean; readonly except: readonly PlannedException[]; readonly percentKept?: number }
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'delete'; readonly keys: readonly string[] }
  | { readonly kind: 'redact'; readonly secrets: readonly PlannedSecret[] }
  | { readonly kind: 'classify'; readonly logClass: string };

/** A rule of which everything is known. */
export interface PlannedLogRule {
  readonly name: string;
  readonly when: LogConditionTree;
  readonly action: LogAction;
}

/** A policy of which everything is known. */
export interface LogVolumePlan {
  readonly rules: readonly PlannedLogRule[];
  /** The attribute of records that says their class. */
  readonly classAttribute: string;
}

/** Names of rules, secrets and classes. */
export const NAME_IN_POLICY = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** The attribute that says a class, unless somebody names another. */
export const CLASS_ATTRIBUTE = 'log.class';

/** The least number of ERROR. */
export const ERROR_NUMBER = 17;

/** What stands where something was. */
export function redaction(name: string): string {
  return `[redacted ${name}]`;
}
