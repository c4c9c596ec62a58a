import { Duration, Size } from 'cdk8s';
import { Extension } from '../component';

/** Where reading begins in a file that was never read. */
export enum FileLogStart {
  /** With its first line. */
  BEGINNING = 'beginning',
  /** With what is written from now on. */
  END = 'end',
}

/** How lines are wrapped. */
export enum FileLogFormat {
  /** By containerd and CRI-O, the runtimes of Kubernetes. Nothing waits in memory but a line over 16 KiB that the other stream interrupts. */
  CRI = 'cri',
  /** By Docker. Records of several lines wait in memory. */
  DOCKER = 'docker',
  /** By a container runtime, whichever it is: each line tells. Records of several lines, and lines that the runtime has split, wait in memory. */
  CONTAINER = 'container',
  /** Not at all. */
  PLAIN = 'plain',
}

/** How lines become one record. Exactly one of `firstLine` and `lastLine` is given; both or neither fails. */
export interface FileLogMultiline {
  /**
   * An RE2 expression for lines with which a record begins, for example `^\d{4}-`. What RE2 does not understand fails, and so do `^` and
   * alternatives elsewhere than in brackets behind a first `^`: `^(?:a|b)`, not `^a|^b`.
   *
   * @default - told by `lastLine`
   */
  readonly firstLine?: string;

  /**
   * An RE2 expression for lines with which a record ends. The same fails.
   *
   * @default - told by `firstLine`
   */
  readonly lastLine?: string;

  /**
   * How long a record waits for its next line. Zero fails.
   *
   * @default Duration.seconds(1)
   */
  readonly flushPeriod?: Duration;
}

/** How bodies that are JSON objects are read. Others are left as they are. */
export interface FileLogJson {
  /**
   * Where the fields go: `attributes`, `body`, or a field below them such as `attributes.log`. Anything else fails.
   *
   * @default 'attributes'
   */
  readonly parseTo?: string;

  /**
   * The field with the time, below `parseTo`, for example `time`. Goes with `timeLayout`; one without the other fails.
   *
   * @default - the time at which the line was written
   */
  readonly timeField?: string;

  /**
   * The layout of the time in the words of strptime, for example `%Y-%m-%dT%H:%M:%S.%LZ`. A directive that the collector
   * does not know fails.
   *
   * @default - the time is not read
   */
  readonly timeLayout?: string;

  /**
   * The field with the severity, below `parseTo`, for example `level`: a word such as `warning`, `critical` or `panic`, or a number as pino and bunyan
   * write it (10 to 60). Other numbers are those of OpenTelemetry, 1 to 24.
   *
   * @default - the severity is not read
   */
  readonly severityField?: string;
}

/** Options of the file receiver. */
export interface FileLogReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Globs of the files, by their absolute paths on the node; `**` stands for folders in folders. None, and a path that is not absolute, fail.
   *
   * @default - the files of every container, and those that the kubelet has rotated, compressed or not
   */
  readonly include?: string[];

  /**
   * Globs of files that are left out. The collector's own belong here, or it reads what it writes.
   *
   * @default - none
   */
  readonly exclude?: string[];

  /**
   * How lines are wrapped.
   *
   * @default FileLogFormat.CRI
   */
  readonly format?: FileLogFormat;

  /**
   * Where reading begins in a file that was never read.
   *
   * @default FileLogStart.BEGINNING with a storage, which knows what was read; FileLogStart.END without
   */
  readonly startAt?: FileLogStart;

  /**
   * Whether the path of the file becomes the attribute `log.file.path`. Lines of containers need it for their metadata: false fails for them.
   *
   * @default - for lines of containers
   */
  readonly includeFilePath?: boolean;

  /**
   * How bodies that are JSON objects are read.
   *
   * @default - bodies are text
   */
  readonly json?: FileLogJson;

  /**
   * Whether the severity of bodies that are no JSON objects is read: off the letter of klog, off the brackets in error logs of nginx and
   * Apache, off `level=`, or off a word in capitals near the beginning.
   *
   * @default false
   */
  readonly plainSeverity?: boolean;

  /**
   * How lines become one record, for example a stack trace.
   *
   * @default - every line is a record
   */
  readonly multiline?: FileLogMultiline;

  /**
   * Further operators, after the others, in their own keys. `SecretValue`s may stand anywhere in them.
   *
   * @default - none
   */
  readonly operators?: { readonly [key: string]: unknown }[];

  /**
   * The longest record; a longer one becomes several. Zero fails.
   *
   * @default Size.mebibytes(1)
   */
  readonly maxLogSize?: Size;

  /**
   * How many files are read at a time. Less than one fails.
   *
   * @default 1024
   */
  readonly maxConcurrentFiles?: number;

  /**
   * How often new files and new lines are looked for. Zero fails.
   *
   * @default Duration.millis(200)
   */
  readonly pollInterval?: Duration;

  /**
   * Files that were not written for so long are not read.
   *
   * @default - files of every age are read
   */
  readonly excludeOlderThan?: Duration;

  /**
   * Who remembers what was read: a `FileStorageExtension`. Without it a restart loses what is written meanwhile, or reads it twice. One that
   * cannot fails.
   *
   * @default - nobody
   */
  readonly storage?: Extension;

  /**
   * Whether reading waits while the pipeline refuses records, instead of dropping them.
   *
   * @default true
   */
  readonly retryOnFailure?: boolean;

  /**
   * How long reading waits for one record before it is dropped. Without `retryOnFailure` it fails.
   *
   * @default - for ever
   */
  readonly maxRetryTime?: Duration;

  /**
   * Folders of the node that are mounted, read-only.
   *
   * @default - those in which the files are
   */
  readonly hostPaths?: string[];
}
