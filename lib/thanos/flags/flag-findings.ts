import { Flag, Retirement } from './flag';
import { ruleOf } from './flag-types';
import { Setting, writtenSetting } from './setting';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';

/** The program that reads a setting. */
export interface Reader {
  /** `thanos query 0.42.4`, for example */
  readonly program: string;
  readonly version: string;
}

const ENDS = 'Thanos would end with an error before it starts';

/** A variable that the kubelet puts in the place of its name: nobody knows its value before. */
const VARIABLE = /\$\([A-Za-z_.-][\w.-]*\)/;

/** What stands in the words of a fix for the value that was given. */
const VALUE = '<value>';

/** What is wrong with a flag in this version, or else with its value. */
export function settingFindings(setting: Setting, flag: Flag, reader: Reader): Finding[] {
  const misfit = availabilityFinding(setting, flag, reader);
  return misfit !== undefined ? [misfit] : [...deprecationFindings(setting, flag, reader), ...valueFindings(setting, flag, reader)];
}

function availabilityFinding(setting: Setting, { name, since, removed }: Flag, { program, version }: Reader): Finding | undefined {
  if (removed !== undefined && isAtLeast(version, removed.since)) {
    return {
      what: `${writtenSetting(setting)} is not in ${program}`,
      why: `it went with ${removed.since}: ${ENDS} (unknown long flag)`,
      fix: substitute(setting, removed),
    };
  }
  if (since !== undefined && !isAtLeast(version, since)) {
    return {
      what: `${writtenSetting(setting)} is not in ${program}`,
      why: `it came with ${since}: ${ENDS} (unknown long flag)`,
      fix: `Thanos ${since} or later, or leave --${name} out`,
    };
  }
  return undefined;
}

function deprecationFindings(setting: Setting, { deprecated }: Flag, { program, version }: Reader): Finding[] {
  return deprecated === undefined || !isAtLeast(version, deprecated.since) ? [] : [{
    what: `${writtenSetting(setting)} is deprecated in ${program}`,
    why: 'a later version takes it away, as others before it: Thanos would then end with an error when it is upgraded',
    fix: substitute(setting, deprecated),
  }];
}

function substitute({ name, value }: Setting, { instead }: Retirement): string {
  return instead.startsWith('leave it out') ? instead : `${instead.replace(VALUE, String(value))}, in place of --${name}`;
}

function valueFindings(setting: Setting, flag: Flag, { program, version }: Reader): Finding[] {
  const fault = flag.type === 'bool' ? faultOfSwitch(setting) : faultOfValue(setting, flag, version);
  return fault === undefined ? [] : [{ what: `${writtenSetting(setting)} of ${program}: ${fault.what}`, why: fault.why ?? ENDS, fix: fault.fix }];
}

interface Fault {
  readonly what: string;
  readonly why?: string;
  readonly fix: string;
}

function faultOfSwitch({ name, value }: Setting): Fault | undefined {
  return typeof value === 'boolean' ? undefined : {
    what: `${name} is a switch and takes no value`,
    why: `${ENDS} (unexpected ${value})`,
    fix: `true for --${name}, false for --no-${name}; in extraArgs '--${name}' or '--no-${name}'`,
  };
}

function faultOfValue({ name, value }: Setting, flag: Flag, version: string): Fault | undefined {
  if (typeof value === 'boolean') {
    return { what: `${name} needs a value`, fix: `'--${name}=…' as one string, with ${hintFor(flag, version)}` };
  }
  if (VARIABLE.test(value)) {
    return undefined;
  }
  if (flag.type === 'enum') {
    return faultOfChoice(value, flag, version);
  }
  const rule = ruleOf(flag.type);
  return rule === undefined || rule.takes(value, version) ? undefined : {
    what: `'${value}' is no ${rule.noun}`,
    why: rule.otherwise,
    fix: rule.hint,
  };
}

function faultOfChoice(value: string, flag: Flag, version: string): Fault | undefined {
  const younger = flag.youngerValues?.[value];
  if (younger !== undefined && !isAtLeast(version, younger)) {
    return { what: `'${value}' came with ${younger}`, fix: `Thanos ${younger} or later, or ${hintFor(flag, version)}` };
  }
  return flag.values?.includes(value) ? undefined : { what: `'${value}' is none of its values`, fix: hintFor(flag, version) };
}

function hintFor({ type, values = [], youngerValues = {} }: Flag, version: string): string {
  if (type === 'enum') {
    const taken = values.filter((value) => youngerValues[value] === undefined || isAtLeast(version, youngerValues[value]));
    return taken.map((value) => value === '' ? "''" : value).join(' or ');
  }
  return ruleOf(type)?.hint ?? 'any text';
}
