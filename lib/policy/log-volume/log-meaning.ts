import { RE2JS } from 're2js';
import { LogConditionTree, LogTest } from './log-test';
import { PlannedException } from './log-volume-plan';
import { LoggedRecord } from './logged-record';
import { severityNumber } from './severity-number';
import { nanosecondsOf } from '../../wiring/instant';
import { holds } from '../condition-tree';
import { anchored } from '../patterns';

const compiled = new Map<string, RE2JS>();

/** An expression that is compiled once. */
export function expressionOf(pattern: string): RE2JS {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  return known;
}

/** What a condition means: the OTTL into which it is compiled must answer the same. */
export function logHolds(tree: LogConditionTree, record: LoggedRecord): boolean {
  return holds(tree, (test) => answer(test, record));
}

/** Whether an exception is about a record: one without a time was written at zero. */
export function isExcepted({ when, until }: PlannedException, record: LoggedRecord): boolean {
  return logHolds(when, record) && timeOf(record) < nanosecondsOf(until)!;
}

/** Nanoseconds since 1970, 0 when nobody knows. */
export function timeOf({ time }: LoggedRecord): bigint {
  return time === undefined ? 0n : nanosecondsOf(time)!;
}

function answer(test: LogTest, record: LoggedRecord): boolean {
  switch (test.kind) {
    case 'body': return expressionOf(test.pattern).test(record.body);
    case 'severityBelow': {
      const { severityNumber: number = 0 } = record;
      return number !== 0 && number < severityNumber(test.severity);
    }
    case 'equals': {
      const value = attributeOf(test, record);
      return value !== undefined && test.values.includes(value);
    }
    case 'matches': {
      const value = attributeOf(test, record);
      return value !== undefined && expressionOf(anchored(test.pattern)).test(value);
    }
  }
}

function attributeOf({ holder, key }: { readonly holder: 'log' | 'resource'; readonly key: string }, record: LoggedRecord): string | undefined {
  return (holder === 'log' ? record.attributes : record.resourceAttributes)?.[key];
}
