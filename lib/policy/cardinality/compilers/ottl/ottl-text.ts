import { anchored } from '../../../patterns';

/** A text as OTTL reads it. */
export function ottlString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')}"`;
}

/** An expression that has to match the whole: OTTL does not ask for that by itself. */
export function ottlPattern(pattern: string): string {
  return ottlString(anchored(pattern));
}

/** All of some conditions, of which those with `or` stand in brackets; none is asked for when there are none. */
export function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const asked = conditions.filter((condition) => condition !== undefined);
  return asked.length === 0 ? undefined : asked.join(' and ');
}

/** A statement that is about some data points only. */
export function where(statement: string, ...conditions: readonly (string | undefined)[]): string {
  const condition = allOf(conditions);
  return condition === undefined ? statement : `${statement} where ${condition}`;
}
