/** What `--help` says of the flags of a component, beside what the table says. */
import { Flag } from '../../../lib/thanos/flags/flag';
import { Finding } from '../verdict';

/** A flag as `--help` shows it. */
interface Shown {
  readonly name: string;
  readonly isSwitch: boolean;
  readonly repeated: boolean;
  /** what stands after the equals sign: its default, or a word for its value */
  readonly value: string | undefined;
}

/** What the parser of arguments adds to every component. */
const OF_THE_PARSER = ['help', 'help-long', 'help-man', 'version'];

const LINE = /^ {2,6}(?:-\w, )?--(\[no-\])?([\w.-]+)(?:=("(?:[^"\\]|\\.)*"|\S*))?(?: (\.\.\.))?(?= {2}|$)/gm;

function shownIn(help: string): Shown[] {
  return [...help.matchAll(LINE)]
    .map(([, negatable, name, value, dots]) => ({ name: name!, isSwitch: negatable !== undefined, repeated: dots !== undefined, value }))
    .filter(({ name }) => !OF_THE_PARSER.includes(name));
}

/** Where table and help differ: flags that one has and the other lacks, switches, repetition and defaults. */
export function helpFindings(help: string, flags: readonly Flag[]): Finding[] {
  const shown = shownIn(help);
  const unknown = shown.filter(({ name }) => flags.every((flag) => flag.name !== name));
  return [
    ...unknown.map(({ name }) => ({ check: 'help', message: `Thanos shows --${name}, the table lacks it` })),
    ...flags.flatMap((flag) => differences(flag, shown.find(({ name }) => name === flag.name)).map((message) => ({ check: 'help', message }))),
  ];
}

function differences(flag: Flag, shown: Shown | undefined): string[] {
  if (shown === undefined) {
    return flag.hidden ? [] : [`Thanos does not show --${flag.name}, the table says that it is not hidden`];
  }
  return [
    ...flag.hidden ? [`Thanos shows --${flag.name}, the table calls it hidden`] : [],
    ...shown.isSwitch === (flag.type === 'bool') ? [] : [`--${flag.name} is ${shown.isSwitch ? 'a' : 'no'} switch, the table calls it ${flag.type}`],
    ...flag.type === 'bool' || shown.repeated === (flag.repeated ?? false) ? [] : [`--${flag.name} may be repeated: ${shown.repeated}, the table says otherwise`],
    ...flag.type === 'bool' || [undefined, unquoted(shown.value)].includes(flag.default)
      ? []
      : [`the default of --${flag.name} is ${shown.value}, the table says ${flag.default}`],
  ];
}

function unquoted(value: string | undefined): string | undefined {
  return value?.startsWith('"') ? JSON.parse(value) as string : value;
}
