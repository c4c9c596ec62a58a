import { Flag } from './flag';
import { Finding } from '../../validation';

/** The value of a flag by its name without dashes: an array gives the flag several times, `undefined` not at all. */
export interface FlagValues {
  readonly [flag: string]: string | number | boolean | readonly string[] | undefined;
}

/** One flag, given once: `true` and `false` stand for `--flag` and `--no-flag`. */
export interface Setting {
  readonly name: string;
  readonly value: string | boolean;
}

/** What an argument says, or what is wrong with it. */
export type ReadArgument = { readonly setting: Setting } | { readonly finding: Finding };

/** The settings of values, in the order of the flags; those of unknown names at the end. */
export function settingsOf(values: FlagValues, flags: readonly Flag[]): Setting[] {
  const names = flags.map(({ name }) => name);
  const known = names.filter((name) => Object.hasOwn(values, name));
  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  return [...known, ...unknown].flatMap((name) => settingsOfFlag(name, values[name]));
}

function settingsOfFlag(name: string, value: FlagValues[string]): Setting[] {
  if (value === undefined) {
    return [];
  }
  if (typeof value === 'object') {
    return value.map((each) => ({ name, value: each }));
  }
  return [{ name, value: typeof value === 'number' ? String(value) : value }];
}

/** A setting as Thanos reads it. */
export function writtenSetting({ name, value }: Setting): string {
  if (typeof value === 'string') {
    return `--${name}=${value}`;
  }
  return value ? `--${name}` : `--no-${name}`;
}

/** Reads what a user wrote as one argument. */
export function readArgument(argument: string, flags: readonly Flag[]): ReadArgument {
  const [, name, , value] = /^--([^=\s]+)(=([^]*))?$/.exec(argument) ?? [];
  if (name === undefined) {
    return {
      finding: {
        what: `'${argument}' in extraArgs is no argument of the form --flag=value`,
        why: 'Thanos would end with an error before it starts: it takes nothing but flags',
        fix: `one string for each flag and its value, with two dashes: '${mendedArgument(argument)}'`,
      },
    };
  }
  const negated = flags.find((flag) => flag.type === 'bool' && `no-${flag.name}` === name);
  return { setting: negated === undefined ? { name, value: value ?? true } : { name: negated.name, value: value ?? false } };
}

/** The likeliest meaning of an argument of another form. */
function mendedArgument(argument: string): string {
  const [name, ...value] = argument.replace(/^-*/, '').split(/[\s=]+/).filter((word) => word !== '');
  return name === undefined || !/^[a-z]/.test(name) ? '--log.level=info' : `--${[name, value.join(' ')].filter((part) => part !== '').join('=')}`;
}
