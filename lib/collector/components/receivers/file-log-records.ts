import { Duration, Size } from 'cdk8s';
import { FileLogFormat, FileLogJson, FileLogMultiline, FileLogReceiverProps } from './file-log-options';
import { asStart } from './file-log-patterns';
import { bytesOf } from '../../../kubernetes/quantities';

/** What says how files are cut into records, and records into fields. */
export interface RecordPlan {
  readonly format: FileLogFormat;
  readonly json?: FileLogJson;
  readonly multiline?: FileLogMultiline;
  readonly plainSeverity: boolean;
  readonly maxLogSize: Size;
  readonly includeFilePath: boolean;
  readonly operators: Exclude<FileLogReceiverProps['operators'], undefined>;
}

/** Time and stream of a line that a container runtime wrote; its tag follows: `F`, or `P` for a line that goes on in the next. */
const HEADER = '[^ \\n]+ (?:stdout|stderr)';

/**
 * Where a file is cut into records.
 *
 * What operators put together waits in memory, while the position in the file has moved on: a kill loses it. So everything that makes one
 * record of several lines is done here, where the position moves with the record.
 */
export function cutting({ format, multiline }: RecordPlan): object {
  // a part of a line that is handed on goes on waiting for its rest behind
  const flushing = { force_flush_period: multiline?.flushPeriod ?? Duration.seconds(1) };
  if (format === FileLogFormat.PLAIN) {
    return multiline === undefined ? {} : { multiline: plainRecords(multiline), ...flushing };
  }
  if (format !== FileLogFormat.CRI) {
    return {};
  }
  if (multiline?.firstLine !== undefined) {
    return { multiline: { line_start_pattern: criRecordStart(multiline.firstLine) }, ...flushing };
  }
  const last = multiline?.lastLine === undefined ? '[^\\n]*' : `${asStart(multiline.lastLine)}[^\\n]*`;
  return {
    multiline: { line_end_pattern: `^${HEADER} F ?${last}\\n` },
    ...flushing,
  };
}

function plainRecords({ firstLine, lastLine }: FileLogMultiline): object {
  return firstLine === undefined ? { line_end_pattern: `^${asStart(lastLine!)}[^\\n]*\\n` } : { line_start_pattern: `^${asStart(firstLine)}` };
}

/**
 * A line that the runtime has split belongs to one record, whatever its parts begin with. Its rest may not be written yet: it is a beginning all
 * the same, or it would be taken for a part of the record before it.
 */
function criRecordStart(firstLine: string): string {
  const first = asStart(firstLine);
  const rest = `\\n(?:${HEADER} P [^\\n]*\\n)*(?:${HEADER} F|[^\\n]*\\z)`;
  return `^${HEADER} (?:F ${first}|P ${first}[^\\n]*(?:${rest}|\\z))`;
}

/** What is done to every record. */
export function operatorsOf(plan: RecordPlan): object[] {
  const lines = plan.format === FileLogFormat.PLAIN ? [] : plan.format === FileLogFormat.CRI ? criOperators(plan.multiline !== undefined) : [container(plan)];
  const combines = plan.multiline !== undefined && plan.format !== FileLogFormat.PLAIN && plan.format !== FileLogFormat.CRI;
  return [
    ...lines,
    ...(combines ? [recombine(plan, plan.multiline!)] : []),
    ...(plan.json ? [json(plan.json)] : []),
    ...(plan.plainSeverity ? plainSeverity() : []),
    ...plan.operators,
  ];
}

/** Takes what the runtime wrote around a record away, and reads pod and container off the path of the file. */
function criOperators(multiline: boolean): object[] {
  const record = multiline ? 'cri' : 'parts';
  const regexp = `(?s)^(?P<time>[^ ]+) (?P<stream>stdout|stderr) ${multiline ? '(?P<tag>[FP])[^ ]*' : '[^ ]+'} ?(?P<log>.*?)\\n?$`;
  return [
    { type: 'noop', id: 'streams', output: ['stdout', 'stderr'] },
    ...streamOperators('stdout', 'stderr', record),
    ...streamOperators('stderr', 'stdout', record),
    ...(multiline ? [] : [{ ...replacing('parts', `\\n${HEADER} [FP] ?`, ''), if: matching('\\n.') }]),
    {
      type: 'regex_parser',
      id: 'cri',
      regex: regexp,
      timestamp: { parse_from: 'attributes.time', layout_type: 'gotime', layout: '2006-01-02T15:04:05.999999999Z07:00' },
    },
    { type: 'remove', id: 'time', field: 'attributes.time' },
    move('attributes.log', 'body'),
    move('attributes.stream', 'attributes["log.iostream"]'),
    ...(multiline ? criLines() : []),
    {
      type: 'regex_parser',
      id: 'path',
      parse_from: 'attributes["log.file.path"]',
      regex: '^.*/(?P<namespace>[^_/]+)_(?P<pod>[^_/]+)_(?P<uid>[a-f0-9-]+)/(?P<container>[^/]+)/(?P<restarts>\\d+)\\.log[^/]*$',
    },
    move('attributes.namespace', 'resource["k8s.namespace.name"]'),
    move('attributes.pod', 'resource["k8s.pod.name"]'),
    move('attributes.uid', 'resource["k8s.pod.uid"]'),
    move('attributes.container', 'resource["k8s.container.name"]'),
    move('attributes.restarts', 'resource["k8s.container.restart_count"]'),
  ];
}

/**
 * What belongs to one stream. A runtime writes both into one file: while a program writes a line that is longer than its buffer, lines of the
 * other stream come in between. Only such a line waits in memory for its rest.
 */
function streamOperators(stream: string, other: string, output: string): object[] {
  const [ofStream, furtherOfStream] = [`^[^ \\n]+ ${stream} `, `\\n[^ \\n]+ ${stream} [FP]`];
  const [whole, furtherWhole] = [`^[^ \\n]+ ${stream} F[^\\n]*\\n?$`, `\\n[^ \\n]+ ${stream} F[^\\n]*\\n?$`];
  return [
    { type: 'filter', id: stream, expr: `not (${matching(ofStream)}) and not (${matching(furtherOfStream)})` },
    { ...replacing(`without-${other}`, `(?m)^[^ \\n]+ ${other} [FP][^\\n]*(?:\\n|$)`, ''), if: matching('\\n.') },
    {
      type: 'recombine',
      id: `whole-${stream}`,
      combine_field: 'body',
      combine_with: '',
      is_last_entry: `${matching(whole)} or ${matching(furtherWhole)}`,
      source_identifier: 'attributes["log.file.path"]',
      force_flush_period: Duration.seconds(5),
      output,
    },
  ];
}

/** The lines of one record: a NUL, which no runtime writes, marks the end of each part that goes on in the next line. */
function criLines(): object[] {
  return [
    { ...replacing('first-part', '^([^\\n]*)', '${1}\0'), if: 'attributes.tag == "P"' },
    { ...replacing('further-parts', `\\n${HEADER} P ([^\\n]*)`, '\n${1}\0'), if: matching('\\n') },
    { ...replacing('join', `\\x00(?:\\n(?:${HEADER} F ?)?)?`, ''), if: matching('\\x00') },
    { ...replacing('lines', `\\n${HEADER} F ?`, '\n'), if: matching('\\n') },
    { type: 'remove', id: 'tag', field: 'attributes.tag' },
  ];
}

function replacing(id: string, regexp: string, replacement: string): object {
  return { type: 'regex_replace', id, field: 'body', regex: regexp, replace_with: replacement };
}

function move(from: string, to: string): object {
  return { type: 'move', id: `move-${from.slice('attributes.'.length)}`, from, to };
}

function container({ format, maxLogSize }: RecordPlan): object {
  return {
    type: 'container',
    id: 'container',
    format: format === FileLogFormat.CONTAINER ? undefined : format,
    add_metadata_from_filepath: true,
    max_log_size: bytesOf(maxLogSize),
  };
}

function recombine({ includeFilePath, maxLogSize }: RecordPlan, { firstLine, lastLine, flushPeriod }: FileLogMultiline): object {
  return {
    type: 'recombine',
    id: 'recombine',
    combine_field: 'body',
    combine_with: '\n',
    is_first_entry: firstLine === undefined ? undefined : matching(firstLine),
    is_last_entry: lastLine === undefined ? undefined : matching(lastLine),
    source_identifier: includeFilePath ? 'attributes["log.file.path"]' : undefined,
    force_flush_period: flushPeriod ?? Duration.seconds(1),
    max_log_size: bytesOf(maxLogSize),
  };
}

function json(options: FileLogJson): object {
  const parseTo = options.parseTo ?? 'attributes';
  return {
    type: 'json_parser',
    id: 'json',
    if: matching(JSON_OBJECT),
    parse_from: 'body',
    parse_to: parseTo,
    timestamp: options.timeField === undefined ? undefined : { parse_from: below(parseTo, options.timeField), layout_type: 'strptime', layout: options.timeLayout },
    severity: options.severityField === undefined ? undefined : { parse_from: below(parseTo, options.severityField), mapping: MEANINGS_OF_FIELDS },
    // it looks like JSON and is not, or lacks a field: the record goes on as it is
    on_error: 'send_quiet',
  };
}

const JSON_OBJECT = '^\\s*\\{';

/**
 * How programs say how bad it is: klog's letter, a word in brackets behind the date of nginx and Apache, a field, or a word near the beginning of
 * the line.
 */
const LEVELS = [
  '^(?P<plain_severity>[IWEF])\\d{4} \\d\\d:',
  '^(?:\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d|\\[[A-Z][a-z]{2} [^\\]\\n]*\\]) \\[(?:\\w+:)?(?P<plain_severity>[a-z]+)\\d?\\]',
  '\\b(?:level|lvl|severity)="?(?P<plain_severity>[A-Za-z]+)',
  // a word in a colour begins behind a letter
  '^[^\\n]{0,100}?(?:\\b|\\x1b\\[[0-9;]{0,9}m)(?P<plain_severity>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)\\b',
];

/** Words that the collector does not know by itself. */
const WORDS = {
  trace: [],
  debug: ['d'],
  info: ['i', 'information', 'notice'],
  warn: ['w'],
  error: ['e', 'severe'],
  fatal: ['f', 'critical', 'crit', 'alert', 'emerg', 'emergency', 'panic', 'dpanic'],
};

/** As pino and bunyan count: 10 and 20 would be taken for INFO and ERROR, which OpenTelemetry counts so. */
const NUMBERS = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

const MEANINGS_OF_LINES = Object.fromEntries(Object.entries(WORDS).filter(([, words]) => words.length > 0));
const MEANINGS_OF_FIELDS = Object.fromEntries(
  Object.entries(NUMBERS).map(([severity, number]) => [severity, [number, ...WORDS[severity as keyof typeof WORDS]]]),
);

function plainSeverity(): object[] {
  const unknown = 'attributes.plain_severity == nil';
  return [
    ...LEVELS.map((regexp, index) => ({
      type: 'regex_parser',
      id: `severity-${index + 1}`,
      if: `${unknown} and not (${matching(JSON_OBJECT)}) and ${matching(regexp)}`,
      regex: regexp,
      severity: { parse_from: 'attributes.plain_severity', mapping: MEANINGS_OF_LINES },
      on_error: 'send_quiet',
    })),
    { type: 'remove', id: 'plain-severity', if: `not (${unknown})`, field: 'attributes.plain_severity' },
  ];
}

/** A field by its path; names with other signs than letters stand in brackets. */
function below(parent: string, field: string): string {
  return /^\w+$/.test(field) ? `${parent}.${field}` : `${parent}[${JSON.stringify(field)}]`;
}

/** A condition in the language of operators. */
function matching(pattern: string): string {
  return `body matches ${JSON.stringify(pattern)}`;
}
