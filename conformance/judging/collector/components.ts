/** What the judge collector has under another name, and what it does not have at all. */
import { execFileSync } from 'node:child_process';
import { parse, stringify } from 'yaml';
import { judge } from '../../judges';

/** Some components are linked in at an older version, from before they were renamed. */
const OLDER_NAMES: Readonly<Record<string, string>> = { log_dedup: 'logdedup', k8s_objects: 'k8sobjects' };

/** And some from before they had a setting: it is taken out, and so is not judged. */
const LATER_SETTINGS: Readonly<Record<string, readonly string[]>> = { k8s_events: ['k8s_leader_elector'] };

/** No module of these can be had. Only what stands here is excused; any other unknown component is an error of the document. */
const NOT_IN_JUDGE = [
  'nop receiver', 'awss3', 'coralogix', 'failover', 'service_graph', 'prometheus_remote_write receiver', 'otlp_json_file', 'cardinality_guardian', 'pebble_tail_storage',
];

const SECTIONS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;
type Section = typeof SECTIONS[number];
type Configuration = Partial<Record<Section, Record<string, unknown> | null>>;

function typeOf(id: string): string {
  return id.split('/')[0] ?? id;
}

let available: Map<Section, Set<string>> | undefined;

/** The components of the judge, as it lists them itself, by every name that it accepts. */
function availableComponents(): Map<Section, Set<string>> {
  available ??= (() => {
    const listed = parse(execFileSync(judge('otelcol'), ['components'], { encoding: 'utf8' })) as Record<Section, ReadonlyArray<{ name: string }> | null>;
    return new Map(SECTIONS.map((section) => [section, new Set((listed[section] ?? []).map(({ name }) => name))]));
  })();
  return available;
}

/** Components in use that this judge cannot know; empty when it can judge the whole configuration. */
export function componentsNotInJudge(text: string): string[] {
  const configuration = parse(text) as Configuration;
  return SECTIONS.flatMap((section) => Object.keys(configuration[section] ?? {}).map(typeOf)
    .filter((type) => !availableComponents().get(section)?.has(type))
    .filter((type) => NOT_IN_JUDGE.includes(type) || NOT_IN_JUDGE.includes(`${type} ${section.slice(0, -1)}`)));
}

function renameId(id: string): string {
  const [type, ...rest] = id.split('/');
  return [OLDER_NAMES[type ?? ''] ?? type, ...rest].join('/');
}

function rename(value: unknown, inPipelines: boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => inPipelines && typeof item === 'string' ? renameId(item) : rename(item, inPipelines));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rename(item, inPipelines)])) : value;
}

/** Settings in use that this judge is not shown. */
export function settingsNotInJudge(text: string): string[] {
  const configuration = parse(text) as Configuration;
  return SECTIONS.flatMap((section) => Object.entries(configuration[section] ?? {})).flatMap(([id, settings]) =>
    (LATER_SETTINGS[typeOf(id)] ?? []).filter((key) => Object.hasOwn(settings ?? {}, key)).map((key) => `${key} of ${typeOf(id)}`));
}

function withoutLaterSettings(id: string, settings: unknown): unknown {
  const later = LATER_SETTINGS[typeOf(id)];
  return later === undefined || typeof settings !== 'object' || settings === null ? settings
    : Object.fromEntries(Object.entries(settings).filter(([key]) => !later.includes(key)));
}

/** The configuration under the names that the judge knows; untouched, to the byte, when it knows them all. */
export function inNamesOfJudge(text: string): string {
  const configuration = parse(text) as Configuration & { service?: unknown };
  const ids = SECTIONS.flatMap((section) => Object.keys(configuration[section] ?? {}));
  if (ids.every((id) => renameId(id) === id && !Object.hasOwn(LATER_SETTINGS, typeOf(id)))) {
    return text;
  }
  const sections = SECTIONS.filter((section) => configuration[section] !== undefined).map((section) =>
    [section, Object.fromEntries(Object.entries(configuration[section] ?? {}).map(([id, settings]) => [renameId(id), withoutLaterSettings(id, settings)]))]);
  return stringify({ ...configuration, ...Object.fromEntries(sections) as object, service: rename(configuration.service, true) });
}
