/** The table of flags against the program that reads them: what is in it Thanos takes, what is wrong with a flag Thanos refuses too. */
import { Flag } from '../../../lib/thanos/flags/flag';
import { settingFindings } from '../../../lib/thanos/flags/flag-findings';
import { TYPE_RULES } from '../../../lib/thanos/flags/flag-types';
import { Setting, writtenSetting } from '../../../lib/thanos/flags/setting';
import { THANOS_COMPONENTS, THANOS_FLAGS, ThanosComponent } from '../../../lib/thanos/flags/thanos-flags';
import { isAtLeast } from '../../../lib/versions';
import { Finding, Verdict } from '../verdict';
import { givenAsOftenAsItMay, rightValues, STRICTER, TEXTS, wrongValue } from './flag-samples';
import { helpFindings } from './help-findings';
import { DOCUMENT, helpOf, LAST_FLAG, lastWordsOf, readingOf, refusalToStart, THANOS_VERSION } from './thanos-process';

export const THANOS_FLAGS_JUDGE = 'thanos flags';

/** The flags of one component. */
interface FlagTable {
  readonly component: ThanosComponent;
  readonly flags: readonly Flag[];
}

const TABLES: readonly FlagTable[] = THANOS_COMPONENTS.map((component) => ({ component, flags: THANOS_FLAGS[component] }));

/** Verdicts on each component, on each type of flag, and one on the judge itself. */
export async function judgeFlags(): Promise<Verdict[]> {
  const lanes = [
    ...TABLES.flatMap((table) => [
      verdictOn(`${table.component}: what Thanos shows`, shownFindings(table)),
      verdictOn(`${table.component}: what Thanos takes`, takenFindings(table)),
    ]),
    ...TABLES.map((table, place) => verdictOn(`${table.component}: what Thanos refuses`, refusedFindings(table, TABLES.slice(0, place)))),
    ...TABLES.map((table, place) => verdictOn(`${table.component}: what excludes each other`, exclusionFindings(table, TABLES.slice(0, place)))),
    ...(Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map((type) => verdictOn(`type ${type}`, typeFindings(type))),
    verdictOn('choices that are looked at late', lateChoiceFindings()),
    verdictOn('wrong rows', unnoticed()),
  ];
  return Promise.all(lanes);
}

async function verdictOn(object: string, findings: Promise<Finding[]>): Promise<Verdict> {
  return { judge: THANOS_FLAGS_JUDGE, example: 'lib', file: 'thanos/flags', object, findings: await findings };
}

function isPresent({ since, removed }: Flag): boolean {
  return (since === undefined || isAtLeast(THANOS_VERSION, since)) && (removed === undefined || !isAtLeast(THANOS_VERSION, removed.since));
}

async function shownFindings({ component, flags }: FlagTable): Promise<Finding[]> {
  return helpFindings(await helpOf(component), flags.filter(isPresent));
}

/** All flags at once, each with its first right value, then each with its second, until every value was there. */
async function takenFindings({ component, flags }: FlagTable): Promise<Finding[]> {
  const present = flags.filter((flag) => isPresent(flag) && flag.name !== LAST_FLAG).map((flag) => ({ flag, values: rightValues(flag, taking(flag)) }));
  const rounds = Math.max(...present.map(({ values }) => values.length));
  const findings = await Promise.all(Array.from({ length: rounds }, (_, round) =>
    roundFindings(component, present.map(({ flag, values }) => givenAsOftenAsItMay(flag, values[round % values.length]!)))));
  return findings.flat();
}

/** Every flag of a round by itself, when Thanos does not take them together. */
async function roundFindings(component: ThanosComponent, round: readonly (readonly Setting[])[]): Promise<Finding[]> {
  if ((await readingOf(component, round.flat().map(writtenSetting))).taken) {
    return [];
  }
  const alone = await Promise.all(round.map(async (settings) => ({ settings, reading: await readingOf(component, settings.map(writtenSetting)) })));
  const refused = alone.filter(({ reading }) => !reading.taken);
  return refused.length > 0
    ? refused.map(({ settings, reading }) => ({ check: 'taken', message: `Thanos does not take ${settings.map(writtenSetting).join(' ')}: ${reading.words}` }))
    : [{ check: 'taken', message: 'Thanos takes each flag alone, and not all of them together' }];
}

/** What has gone, what has another type, and what may not be repeated; a row that other components share is asked of the first. */
async function refusedFindings({ component, flags }: FlagTable, earlier: readonly FlagTable[]): Promise<Finding[]> {
  const own = flags.filter((flag) => !earlier.some((table) => table.flags.includes(flag)));
  const [present, gone] = [own.filter(isPresent), own.filter((flag) => !isPresent(flag))];
  // help tells of the others
  const once = present.filter(({ hidden, repeated }) => hidden && !repeated);
  const findings = await Promise.all([
    ...gone.map(({ name }) => expectRefusal(component, [`--${name}=127.0.0.1:1`], /unknown long flag/)),
    ...once.map((flag) => expectRefusal(component, Array(2).fill(writtenSetting({ name: flag.name, value: rightValues(flag, taking(flag))[0]! })), /cannot be repeated/)),
    ...present.filter((flag) => !LATE_CHOICES.includes(flag.name)).map((flag) => wrongValueFindings(component, flag)),
  ]);
  return findings.flat();
}

async function wrongValueFindings(component: ThanosComponent, flag: Flag): Promise<Finding[]> {
  const value = wrongValue(flag);
  if (value === undefined) {
    return [];
  }
  const setting = { name: flag.name, value };
  return [
    ...faultsOf(setting, flag).length > 0 ? [] : [{ check: 'refused', message: `the library finds no fault with ${writtenSetting(setting)}` }],
    ...await expectRefusal(component, [writtenSetting(setting)], flag.type === 'bool' ? /unexpected true/ : /error parsing commandline arguments/),
  ];
}

async function expectRefusal(component: ThanosComponent, args: readonly string[], reason: RegExp): Promise<Finding[]> {
  const { taken, words } = await readingOf(component, args);
  return !taken && reason.test(words) ? [] : [{ check: 'refused', message: `thanos ${component} ${args.join(' ')} is not refused with ${reason}: ${words}` }];
}

function faultsOf(setting: Setting, flag: Flag): readonly object[] {
  const { deprecated, ...living } = flag;
  return settingFindings(setting, living, { program: 'thanos', version: THANOS_VERSION });
}

function taking(flag: Flag): (text: string) => boolean {
  return (text) => faultsOf({ name: flag.name, value: text }, flag).length === 0;
}

/** Each text as the library and Thanos read it. */
async function typeFindings(type: keyof typeof TEXTS): Promise<Finding[]> {
  const { component, flag } = anyFlagOf(type);
  const takes = (text: string) => TYPE_RULES[type].takes(text, THANOS_VERSION);
  const expected = [...TEXTS[type].map((text) => ({ text, taken: takes(text) })), ...(STRICTER[type] ?? []).map((text) => ({ text, taken: true }))];
  const findings = await Promise.all(expected.map(async ({ text, taken }) => {
    const reading = await readingOf(component, [writtenSetting({ name: flag.name, value: text })]);
    return reading.taken === taken ? [] : [{ check: 'type', message: `Thanos ${taken ? 'refuses' : 'takes'} '${text}' as ${type}: ${reading.words}` }];
  }));
  const needless = (STRICTER[type] ?? []).filter(takes).map((text) => ({ check: 'type', message: `the library takes '${text}' as ${type}: it is no stricter than Thanos` }));
  return [...findings.flat(), ...needless];
}

function anyFlagOf(type: keyof typeof TEXTS): { readonly component: ThanosComponent; readonly flag: Flag } {
  const found = TABLES.flatMap(({ component, flags }) => flags.map((flag) => ({ component, flag })))
    .find(({ flag }) => flag.type === type && isPresent(flag) && flag.name !== LAST_FLAG);
  return found!;
}

/** Flags that the library lets nobody give together: Thanos is started with both. */
async function exclusionFindings({ component, flags }: FlagTable, earlier: readonly FlagTable[]): Promise<Finding[]> {
  const own = flags.filter((flag) => isPresent(flag) && !earlier.some((table) => table.flags.includes(flag)));
  const pairs = own.flatMap(({ name, excludes = [] }) => excludes.map((other) => [name, other] as const));
  const findings = await Promise.all(pairs.map(async ([name, other]) => {
    const words = await refusalToStart(component, [name, other].map((each) => `--${each}=${each.endsWith('-file') ? DOCUMENT : '{}'}`));
    return /flags set|cannot be (defined at the same time|used together)/.test(words ?? '') ? [] : [{
      check: 'exclusive', message: `thanos ${component} starts with --${name} and --${other}, or ends for another reason: ${lastWordsOf(words ?? 'nothing')}`,
    }];
  }));
  return findings.flat();
}

/** Choices that Thanos reads like any text, and refuses when it uses them. */
const LATE_CHOICES: readonly string[] = ['block-discovery-strategy', 'cache-compression-type'];

async function lateChoiceFindings(): Promise<Finding[]> {
  const cache = '--query-range.response-cache-config={type: IN-MEMORY, config: {max_size: 1MB}}';
  const findings = await Promise.all([
    lateRefusal('store', ['--block-discovery-strategy=wrong'], /unknown sync strategy wrong/),
    lateRefusal('compact', ['--block-discovery-strategy=wrong'], /unknown sync strategy wrong/),
    lateRefusal('query-frontend', ['--cache-compression-type=wrong', cache], /unsupported compression type: wrong/),
  ]);
  return findings.flat();
}

async function lateRefusal(component: ThanosComponent, args: readonly string[], reason: RegExp): Promise<Finding[]> {
  const words = await refusalToStart(component, args);
  return reason.test(words ?? '') ? [] : [{ check: 'refused', message: `thanos ${component} ${args[0]} does not end with ${reason}: ${lastWordsOf(words ?? 'nothing')}` }];
}

/** Rows that nobody could have meant: each must be found wrong, or this judge does not look. */
const WRONG_ROWS: readonly Flag[] = [
  { name: 'query.timeot', type: 'duration' },
  { name: 'query.timeout', type: 'go-duration', default: '2m' },
  { name: 'query.timeout', type: 'duration', default: '3m' },
  { name: 'query.timeout', type: 'string', default: '2m' },
  { name: 'query.timeout', type: 'duration', default: '2m', hidden: true },
  { name: 'query.timeout', type: 'duration', default: '2m', repeated: true },
  { name: 'query.timeout', type: 'duration', default: '2m', removed: { since: '0.42.0', instead: 'leave it out' } },
  { name: 'query.active-query-path', type: 'duration' },
  { name: 'query.auto-downsampling', type: 'string' },
  { name: 'query.disable-fallback', type: 'string', hidden: true },
  { name: 'query.replica-label', type: 'string' },
  { name: 'query.lazy-retrieval-max-buffered-responses', type: 'string', hidden: true },
  { name: 'selector-label', type: 'string', repeated: true, excludes: ['query.replica-label'] },
];

async function unnoticed(): Promise<Finding[]> {
  const whole = THANOS_FLAGS.query;
  const lacking = await shownFindings({ component: 'query', flags: whole.filter(({ name }) => name !== 'query.timeout') });
  const findings = await Promise.all(WRONG_ROWS.map(async (row) => {
    const table: FlagTable = { component: 'query', flags: [row] };
    const others = whole.filter(({ name }) => name !== row.name);
    const shown = await shownFindings({ component: 'query', flags: [...others, row] });
    const found = [...shown, ...await takenFindings(table), ...await refusedFindings(table, []), ...await exclusionFindings(table, [])];
    return found.length > 0 ? [] : [{ check: 'wrong row', message: `${JSON.stringify(row)} was taken for right` }];
  }));
  return [...findings.flat(), ...lacking.length === 1 ? [] : [{ check: 'wrong row', message: 'nobody missed a row that is not there' }]];
}
