import { Duration, Size } from 'cdk8s';
import { FileLogFormat, FileLogReceiverProps, FileLogStart } from './file-log-options';
import { startOf } from './file-log-patterns';
import { cutting, operatorsOf, RecordPlan } from './file-log-records';
import { bytesOf, readableSize } from '../../../kubernetes/quantities';
import { requirePattern } from '../../../policy/patterns';
import { requireInterval } from '../../../scraping/collection-interval';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { requireWhole } from '../bounds';
import { Extension, Receiver, RenderContext } from '../component';
import { secretVariables } from '../expansion';
import { requireRole } from '../extension-role';

/** The directives of strptime that the collector knows. */
const STRPTIME = 'YymoqbhBdegaAHlIpPMSLfsZzwijkDxFTXrRntc%';

const CONTAINER_LOGS = '/var/log/pods/*/*/*.log';

/** Those that the kubelet has rotated, compressed or not, are read to their end, also by a collector that was away meanwhile. */
const ROTATED_CONTAINER_LOGS = `${CONTAINER_LOGS}.2*`;
const BEING_COMPRESSED = `${ROTATED_CONTAINER_LOGS}.tmp`;

/** Without it records wait in memory for others, while the position in the file has moved on. */
const SYNCHRONOUS = '+stanza.synchronousLogEmitter';

/**
 * Reads files line by line: the logs of the containers of its own node, unless it is told otherwise. For agents.
 *
 * Files of containers belong to root: the pod must run as root to read them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/filelogreceiver/README.md
 */
export class FileLogReceiver extends Receiver {
  /** Globs of the files. */
  public readonly include: string[];
  /** Globs of files that are left out. */
  public readonly exclude: string[];
  /** The longest record. */
  public readonly maxLogSize: Size;
  private readonly props: FileLogReceiverProps;
  private readonly format: FileLogFormat;
  private readonly ofContainers: boolean;

  public constructor(props: FileLogReceiverProps = {}) {
    super('file_log', props.name);
    this.props = props;
    this.include = [...(props.include ?? [CONTAINER_LOGS, ROTATED_CONTAINER_LOGS])];
    this.exclude = [...(props.include ? [] : [BEING_COMPRESSED]), ...(props.exclude ?? [])];
    this.maxLogSize = props.maxLogSize ?? Size.mebibytes(1);
    this.format = props.format ?? FileLogFormat.CRI;
    this.ofContainers = this.format !== FileLogFormat.PLAIN;
    requireFiles(this.include, this.exclude, props.hostPaths);
    requireLimits(props);
    requireParsing(props);
    requireRole('FileLogReceiver', 'storage', 'storage', props.storage);
    if (this.ofContainers && props.includeFilePath === false) {
      fail('FileLogReceiver', {
        what: 'includeFilePath is false',
        why: 'pod, container and namespace are read off the path: every line would fail',
        fix: 'leave includeFilePath out, or format: FileLogFormat.PLAIN',
      });
    }
    if (props.retryOnFailure === false && props.maxRetryTime) {
      fail('FileLogReceiver', {
        what: 'maxRetryTime is given, and retryOnFailure is off',
        why: 'there would be no retry to end',
        fix: 'leave retryOnFailure out',
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    const folders = this.props.hostPaths ?? [...new Set(this.include.map(folderOf))];
    return {
      variables: secretVariables(this.props.operators),
      // a folder within another is mounted with it
      hostPaths: folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`))).map((path) => ({ path, readOnly: true })),
      rootReasons: this.ofContainers ? ['the log files of containers belong to root'] : [],
      featureGates: [SYNCHRONOUS],
    };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.storage ? [this.props.storage] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const { props, records } = this;
    const operators = operatorsOf(records);
    return {
      include: this.include,
      exclude: this.exclude.length > 0 ? this.exclude : undefined,
      exclude_older_than: props.excludeOlderThan,
      compression: this.ofContainers ? 'auto' : undefined,
      start_at: props.startAt ?? (props.storage ? FileLogStart.BEGINNING : FileLogStart.END),
      include_file_path: records.includeFilePath,
      include_file_name: false,
      // runtimes split long lines anywhere, and indentation means something
      preserve_leading_whitespaces: true,
      preserve_trailing_whitespaces: this.ofContainers || props.multiline === undefined,
      ...cutting(records),
      max_log_size: bytesOf(this.maxLogSize),
      max_concurrent_files: props.maxConcurrentFiles ?? 1024,
      poll_interval: props.pollInterval ?? Duration.millis(200),
      storage: props.storage?._id(context),
      retry_on_failure: props.retryOnFailure === false ? { enabled: false } : { enabled: true, max_elapsed_time: props.maxRetryTime ?? Duration.seconds(0) },
      operators: operators.length > 0 ? operators : undefined,
    };
  }

  private get records(): RecordPlan {
    const { props } = this;
    return {
      format: this.format,
      json: props.json,
      multiline: props.multiline,
      plainSeverity: props.plainSeverity ?? false,
      maxLogSize: this.maxLogSize,
      includeFilePath: props.includeFilePath ?? this.ofContainers,
      operators: props.operators ?? [],
    };
  }
}

/** The folder of a glob, up to its first sign with a meaning. */
function folderOf(glob: string): string {
  const literal = glob.slice(0, glob.search(/[*?[{\\]|$/));
  return literal.slice(0, literal.lastIndexOf('/'));
}

function requireFiles(include: readonly string[], exclude: readonly string[], hostPaths: readonly string[] = []): void {
  if (include.length === 0) {
    fail('FileLogReceiver', { what: 'include is empty', why: 'the collector refuses it', fix: `include: ['${CONTAINER_LOGS}']` });
  }
  const all = [
    ...include.map((path) => ['include', path] as const),
    ...exclude.map((path) => ['exclude', path] as const),
    ...hostPaths.map((path) => ['hostPaths', path] as const),
  ];
  const relative = all.find(([, path]) => !path.startsWith('/'));
  if (relative) {
    const [property, path] = relative;
    fail('FileLogReceiver', {
      what: `${property} has '${path}', which is not an absolute path`,
      why: 'it would be looked for where the collector was started, where no logs are',
      fix: `${property}: ['/${path}']`,
    });
  }
  const rootless = hostPaths.length === 0 ? include.find((path) => folderOf(path) === '') : undefined;
  if (rootless !== undefined) {
    fail('FileLogReceiver', {
      what: `include has '${rootless}', for which the whole node would be mounted`,
      why: 'whoever takes over the pod could read every secret of the node',
      fix: `include: ['${CONTAINER_LOGS}'], with the folder written out, or hostPaths`,
    });
  }
  const wrong = [...include, ...exclude].find((path) => !isGlob(path));
  if (wrong !== undefined) {
    fail('FileLogReceiver', {
      what: `'${wrong}' is not a glob: its brackets do not match`,
      why: 'the collector refuses it',
      fix: 'close the bracket, or write it as \\[',
    });
  }
}

/** Whether every bracket is closed, and every brace too. */
function isGlob(path: string): boolean {
  const outside = path.replace(/\\./g, '').replace(/\[[^\]]+\]/g, '');
  const count = (sign: string) => outside.split(sign).length;
  return !outside.includes('[') && count('{') === count('}');
}

function requireLimits(props: FileLogReceiverProps): void {
  if (props.maxLogSize && bytesOf(props.maxLogSize) <= 0) {
    fail('FileLogReceiver', {
      what: `maxLogSize is ${readableSize(props.maxLogSize)}`, why: 'the collector refuses it', fix: 'maxLogSize: Size.mebibytes(1)',
    });
  }
  requireWhole('FileLogReceiver', 'maxConcurrentFiles', props.maxConcurrentFiles, 1);
  [['pollInterval', props.pollInterval] as const, ['flushPeriod', props.multiline?.flushPeriod] as const].forEach(([property, interval]) => {
    if (interval) {
      requireInterval('FileLogReceiver', property, interval);
    }
  });
}

function requireLine(property: string, pattern: string): void {
  requirePattern('FileLogReceiver', property, pattern);
  if (startOf(pattern) === undefined) {
    fail('FileLogReceiver', {
      what: `${property} '${pattern}' has '^' or alternatives that are not in brackets behind a first '^'`,
      why: 'records are found in whole files, where a line begins with what the runtime wrote before it',
      fix: `${property}: '^(?:…|…)'`,
    });
  }
}

function requireParsing({ json: parsed, multiline }: FileLogReceiverProps): void {
  if (multiline) {
    const { firstLine, lastLine } = multiline;
    if ((firstLine === undefined) === (lastLine === undefined)) {
      fail('FileLogReceiver', {
        what: firstLine === undefined ? 'multiline has neither firstLine nor lastLine' : `multiline has firstLine '${firstLine}' and lastLine '${lastLine}'`,
        why: 'the collector refuses it',
        fix: "multiline: { firstLine: '^\\\\S' }, for lines that are not indented",
      });
    }
    requireLine(firstLine === undefined ? 'lastLine' : 'firstLine', firstLine ?? lastLine ?? '');
  }
  if (parsed?.parseTo !== undefined && !/^(attributes|body)(\.\w+)*$/.test(parsed.parseTo)) {
    fail('FileLogReceiver', {
      what: `parseTo '${parsed.parseTo}' is not a field of a record`,
      why: 'the collector refuses it',
      fix: "parseTo: 'attributes', or 'body'",
    });
  }
  const unknown = parsed?.timeLayout?.match(/%./g)?.find((directive) => !STRPTIME.includes(directive[1]));
  if (unknown !== undefined) {
    fail('FileLogReceiver', {
      what: `timeLayout '${parsed?.timeLayout}' has ${unknown}`,
      why: 'the collector does not know it, and refuses it',
      fix: "timeLayout: '%Y-%m-%dT%H:%M:%S.%LZ'",
    });
  }
  if ((parsed?.timeField === undefined) !== (parsed?.timeLayout === undefined)) {
    fail('FileLogReceiver', {
      what: parsed?.timeField === undefined ? `timeLayout '${parsed?.timeLayout}' is given without timeField` : `timeField '${parsed.timeField}' is given without timeLayout`,
      why: 'the collector needs both to read a time',
      fix: "timeField: 'time', timeLayout: '%Y-%m-%dT%H:%M:%S.%LZ'",
    });
  }
}
