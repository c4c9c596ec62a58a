import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Yaml } from 'cdk8s';
import { loadPolicy } from './load-policy';
import { Breakage, BreakageSeverity } from '../../policy';
import { refuse } from '../refuse';
import { ExitCode, Surroundings } from '../surroundings';

const OPTIONS = {
  'policy': { type: 'string' },
  'rules': { type: 'string', multiple: true, default: [] as string[] },
  'dashboard': { type: 'string', multiple: true, default: [] as string[] },
  'series': { type: 'string' },
  'behind-remote-write': { type: 'boolean' },
  'format': { type: 'string', default: 'text' },
} as const;

/** `check` is about the rules and dashboards that a policy breaks. */
export async function checkCommand(args: readonly string[], { directory, print }: Surroundings): Promise<ExitCode> {
  const options = read(args);
  const policy = await loadPolicy(options.policy ?? refuse('check has no --policy', '--policy platform.ts'), directory);
  if (options.rules.length === 0 && options.dashboard.length === 0) {
    refuse('check has neither --rules nor --dashboard', '--rules rules.yaml, or --dashboard dashboard.json');
  }
  const breakages = policy.breaks({
    rules: options.rules.flatMap((path) => documentsIn(directory, '--rules', path)),
    dashboards: options.dashboard.flatMap((path) => documentsIn(directory, '--dashboard', path)),
    series: options.series === undefined ? undefined : seriesIn(directory, options.series),
    behindRemoteWrite: options['behind-remote-write'],
  });
  print(options.format === 'json' ? `${JSON.stringify(breakages, undefined, 2)}\n` : textOf(breakages));
  return breakages.some(isError) ? ExitCode.BROKEN : ExitCode.FINE;
}

function read(args: readonly string[]) {
  const { values } = parse(args);
  return ['text', 'json'].includes(values.format) ? values : refuse(`--format is '${values.format}'`, 'one of text, json');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS });
  } catch (error) {
    return refuse((error as Error).message, 'cdk8s-observability --help');
  }
}

/** The documents of a file of YAML, of which JSON is a part. */
function documentsIn(directory: string, option: string, path: string): unknown[] {
  const file = resolve(directory, path);
  if (!existsSync(file)) {
    // the loader would take it for an address
    refuse(`${option} ${path} cannot be read: it is not there`, 'the path of a file of YAML or JSON');
  }
  return reading(`${option} ${path}`, () => Yaml.load(file) as unknown[]);
}

/** What Prometheus lists under `/api/v1/series`. */
function seriesIn(directory: string, path: string): { [label: string]: string }[] {
  const { data } = reading(`--series ${path}`, () => JSON.parse(readFileSync(resolve(directory, path), 'utf8')) as { readonly data?: unknown });
  const isSeries = (one: unknown) => typeof one === 'object' && one !== null && Object.values(one).every((value) => typeof value === 'string');
  return Array.isArray(data) && data.every(isSeries)
    ? data as { [label: string]: string }[]
    : refuse(`--series ${path} has no series in data`, 'the answer of /api/v1/series');
}

function reading<T>(given: string, what: () => T): T {
  try {
    return what();
  } catch (error) {
    return refuse(`${given} cannot be read: ${(error as Error).message}`, 'the path of a file of YAML or JSON');
  }
}

function isError({ severity }: Breakage): boolean {
  return severity === BreakageSeverity.ERROR;
}

/** Errors first; the last line counts both. */
function textOf(breakages: readonly Breakage[]): string {
  const errors = breakages.filter(isError);
  const warnings = breakages.filter((one) => !isError(one));
  const shown = [...errors, ...warnings].map(({ severity, where, expression, what, why, fix }) =>
    `${severity}: ${where}: ${what}\n  in: ${expression.replace(/\s+/g, ' ').trim()}\n  why: ${why}\n  fix: ${fix}\n\n`);
  return `${shown.join('')}${errors.length} errors, ${warnings.length} warnings\n`;
}
