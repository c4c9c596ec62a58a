import { Flag } from './flag';
import { Reader, settingFindings } from './flag-findings';
import { propertyOf } from './properties';
import { FlagValues, ReadArgument, readArgument, Setting, settingsOf, writtenSetting } from './setting';
import { THANOS_FLAGS, ThanosComponent } from './thanos-flags';
import { Finding } from '../../validation';
import { nearestName } from '../../validation/nearest-name';
import { isAtLeast } from '../../versions';

/** What one component of Thanos is told. */
export interface ThanosCommand {
  readonly component: ThanosComponent;
  /** `major.minor.patch`, from 0.38.0 on */
  readonly version: string;
  /** what the library sets */
  readonly values: FlagValues;
  /** what the user adds, each like `--query.timeout=5m`, `--flag` or `--no-flag` */
  readonly extraArgs?: readonly string[];
}

/** The arguments of a container, and what is wrong with them. */
export interface ThanosArguments {
  readonly args: string[];
  readonly findings: Finding[];
}

/**
 * The arguments of a component: its name, what the library sets in the order of the table, then what the user adds in the user's order.
 */
export function thanosArguments({ component, version, values, extraArgs = [] }: ThanosCommand): ThanosArguments {
  const flags = THANOS_FLAGS[component];
  const reader: Reader = { program: `thanos ${component} ${version}`, version };
  const settings = settingsOf(values, flags);
  const read = extraArgs.map((argument) => readArgument(argument, flags));
  const added = settingsAmong(read);
  const [own, others] = [added.filter((each) => isAmong(each, settings)), added.filter((each) => !isAmong(each, settings))];
  const all = [...settings, ...others];
  return {
    args: [...commandWords(component), ...settings.map(writtenSetting), ...extraArgs],
    findings: [
      ...read.flatMap((each) => 'finding' in each ? [each.finding] : []),
      ...own.map((setting) => ownFinding(component, setting)),
      ...all.flatMap((setting) => findingsOf(setting, flags, reader)),
      ...repetitionFindings(all, flags, reader),
      ...exclusionFindings(all, flags, reader),
    ],
  };
}

/** What is wrong with the arguments of a component as they stand in its manifest, where patches may have changed what the library writes. */
export function writtenFindings(command: ThanosCommand, args: readonly string[]): Finding[] {
  const { args: meant, findings } = thanosArguments(command);
  if (JSON.stringify(meant) === JSON.stringify(args)) {
    return findings;
  }
  const patched = thanosArguments({ ...command, values: {}, extraArgs: args.slice(commandWords(command.component).length) }).findings;
  return [...findings, ...patched.filter(({ what }) => findings.every((finding) => finding.what !== what))];
}

/** What a component is told by its arguments as they stand in its manifest, whoever has written them. */
export function writtenValues(component: ThanosComponent, args: readonly string[]): FlagValues {
  const settings = settingsAmong(args.slice(commandWords(component).length).map((argument) => readArgument(argument, THANOS_FLAGS[component])));
  const valuesOf = (flag: string) => settings.filter(({ name }) => name === flag).map(({ value }) => value);
  return Object.fromEntries(settings.map(({ name }) => [name, valuesOf(name).length === 1 ? valuesOf(name)[0] : valuesOf(name).map(String)]));
}

/** The words by which a component is called: it may be a command of a command, such as `tools bucket web`. */
export function commandWords(component: ThanosComponent): string[] {
  return component.split(' ');
}

function settingsAmong(read: readonly ReadArgument[]): Setting[] {
  return read.flatMap((each) => 'setting' in each ? [each.setting] : []);
}

function isAmong({ name }: Setting, settings: readonly Setting[]): boolean {
  return settings.some((setting) => setting.name === name);
}

function findingsOf(setting: Setting, flags: readonly Flag[], reader: Reader): Finding[] {
  const flag = flags.find(({ name }) => name === setting.name);
  return flag === undefined ? [unknownFinding(setting, flags, reader)] : settingFindings(setting, flag, reader);
}

function unknownFinding(setting: Setting, flags: readonly Flag[], { program, version }: Reader): Finding {
  const present = flags.filter(({ since, removed, deprecated }) =>
    (since === undefined || isAtLeast(version, since)) && [removed, deprecated].every((gone) => gone === undefined || !isAtLeast(version, gone.since)));
  const nearest = nearestName(setting.name, present.map(({ name }) => name));
  return {
    what: `${writtenSetting(setting)} is no flag of ${program}`,
    why: 'Thanos would end with an error before it starts (unknown long flag)',
    fix: nearest === undefined ? `leave --${setting.name} out` : `${writtenSetting({ ...setting, name: nearest })}, or leave it out`,
  };
}

function ownFinding(component: ThanosComponent, setting: Setting): Finding {
  const property = propertyOf(component, setting.name);
  return {
    what: `${writtenSetting(setting)} in extraArgs is a flag that the library sets itself`,
    why: 'what the library derives from the value, such as ports, volumes and grace periods, would not follow',
    fix: `take it out of extraArgs, and ${property === undefined ? `leave --${setting.name} to the library` : `use ${property}`}`,
  };
}

function repetitionFindings(settings: readonly Setting[], flags: readonly Flag[], { program }: Reader): Finding[] {
  return flags.filter(({ repeated }) => !repeated).flatMap(({ name }) => {
    const given = settings.filter((setting) => setting.name === name);
    return given.length < 2 ? [] : [{
      what: `${program} is given --${name} ${given.length} times: ${given.map(writtenSetting).join(' ')}`,
      why: `Thanos would end with an error before it starts (flag '${name}' cannot be repeated)`,
      fix: `leave all but one of them out: ${writtenSetting(given[0]!)}`,
    }];
  });
}

function exclusionFindings(settings: readonly Setting[], flags: readonly Flag[], { program }: Reader): Finding[] {
  const isGiven = (name: string) => settings.some((setting) => setting.name === name);
  return flags.filter(({ name }) => isGiven(name)).flatMap(({ name, excludes = [] }) => excludes.filter(isGiven).map((other) => ({
    what: `${program} is given both --${name} and --${other}`,
    why: 'Thanos takes one of them, and would end with an error as it starts',
    fix: `only --${name}, or only --${other}`,
  })));
}
