import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { mebibytesOf } from '../../kubernetes/quantities';
import { fail } from '../../validation';

/** Fails on a size that the collector cannot count: it takes whole mebibytes, and none for its own default. */
export function requireWholeMebibytes(caller: string, property: string, size: Size, collectorDefault: number): void {
  if (!Number.isInteger(size.toMebibytes({ rounding: SizeRoundingBehavior.NONE })) || mebibytesOf(size) < 1) {
    fail(caller, {
      what: `${property} is ${size.asString()}`,
      why: `the collector counts in whole mebibytes, and takes none for its default of ${collectorDefault}`,
      fix: `${property}: Size.mebibytes(${mebibytesOf(size) + 1})`,
    });
  }
}

const REFUSED = 'the collector refuses it, or does nothing with it';

/** Fails on a number that is not whole, or out of bounds. Nothing given is right. */
export function requireWhole(caller: string, property: string, value: number | undefined, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    fail(caller, { what: `${property} is ${value}`, why: REFUSED, fix: `${property}: a whole number ${range}` });
  }
}

/** Fails on a time that is not positive. Nothing given is right. */
export function requirePositive(caller: string, property: string, value: Duration | undefined, fix: string): void {
  if (value !== undefined && value.toMilliseconds() <= 0) {
    fail(caller, { what: `${property} is 0`, why: REFUSED, fix: `${property}: ${fix}` });
  }
}

/** Fails on an option of something that is off. */
export function requireOn(caller: string, thing: string, options: { readonly enabled?: boolean }): void {
  const idle = options.enabled === false ? Object.entries(options).find(([option, value]) => option !== 'enabled' && value !== undefined) : undefined;
  if (idle) {
    fail(caller, { what: `${thing} is off, and ${idle[0]} is given`, why: 'it would have no effect', fix: `leave ${idle[0]} or enabled: false out` });
  }
}

/** Fails on an empty list, an empty text in it, or one that is there twice. Nothing given is right. */
export function requireTexts(caller: string, property: string, values: readonly string[] | undefined, example: string): void {
  const fault = values && listFault(values);
  if (fault) {
    fail(caller, { what: `${property} ${fault}`, why: REFUSED, fix: `${property}: ['${example}']` });
  }
}

function listFault(values: readonly string[]): string | undefined {
  const twice = firstTwice(values);
  return values.length === 0 ? 'is empty' : values.includes('') ? 'has an empty text in it' : twice === undefined ? undefined : `has '${twice}' twice`;
}

/** The first text that a list has again. */
export function firstTwice<T extends string>(values: readonly T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}
