import { Duration, Size } from 'cdk8s';
import { BearerTokenAuthExtension, FileStorageExtension } from '../../../../lib/collector/components';
import { FileLogFormat, FileLogReceiverProps, FileLogStart } from '../../../../lib/collector/components/receivers/file-log-options';
import { FileLogReceiver } from '../../../../lib/collector/components/receivers/file-log-receiver';
import { SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

interface Rendered {
  readonly operators?: readonly { readonly [key: string]: unknown }[];
}

const MIB = 1024 ** 2;
const storage = new FileStorageExtension({ directory: '/var/lib/otelcol/positions' });
const operators = (props: FileLogReceiverProps) => (rendered(new FileLogReceiver(props)) as Rendered).operators;
const hostPaths = (props: FileLogReceiverProps) => new FileLogReceiver(props)._needs().hostPaths?.map(({ path }) => path);

/** What is the same for every record of a container. */
const DEFAULTS = {
  include: ['/var/log/pods/*/*/*.log', '/var/log/pods/*/*/*.log.2*'],
  exclude: ['/var/log/pods/*/*/*.log.2*.tmp'],
  compression: 'auto',
  start_at: 'end',
  include_file_path: true,
  include_file_name: false,
  preserve_leading_whitespaces: true,
  preserve_trailing_whitespaces: true,
  max_log_size: MIB,
  max_concurrent_files: 1024,
  poll_interval: '200ms',
  retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
};

describe('a file receiver', () => {
  test('reads the logs of every container, and waits while the pipeline refuses them', () => {
    const receiver = new FileLogReceiver();

    expect(receiver._id(TESTED)).toBe('file_log');
    expect(receiver._id({ collectorVersion: '0.148.0' })).toBe('filelog');
    expect(rendered(receiver)).toMatchObject(DEFAULTS);
    expect(receiver._extensions()).toEqual([]);
  });

  test('reads what it is told, as it is told', () => {
    const receiver = new FileLogReceiver({
      name: 'audit',
      include: ['/var/log/audit/*.log'],
      exclude: ['/var/log/audit/old*.log'],
      format: FileLogFormat.PLAIN,
      startAt: FileLogStart.BEGINNING,
      maxLogSize: Size.kibibytes(64),
      maxConcurrentFiles: 8,
      pollInterval: Duration.seconds(1),
      excludeOlderThan: Duration.hours(24),
      maxRetryTime: Duration.minutes(10),
    });

    expect(receiver._id(TESTED)).toBe('file_log/audit');
    expect(rendered(receiver)).toEqual({
      include: ['/var/log/audit/*.log'],
      exclude: ['/var/log/audit/old*.log'],
      exclude_older_than: '86400s',
      start_at: 'beginning',
      include_file_path: false,
      include_file_name: false,
      preserve_leading_whitespaces: true,
      preserve_trailing_whitespaces: true,
      max_log_size: 64 * 1024,
      max_concurrent_files: 8,
      poll_interval: '1s',
      retry_on_failure: { enabled: true, max_elapsed_time: '600s' },
    });
    expect(receiver).toMatchObject({ include: ['/var/log/audit/*.log'], exclude: ['/var/log/audit/old*.log'], maxLogSize: Size.kibibytes(64) });
  });

  test('begins with the first line when a storage knows what was read, to which it refers', () => {
    const receiver = new FileLogReceiver({ storage });

    expect(rendered(receiver)).toMatchObject({ ...DEFAULTS, start_at: 'beginning', storage: 'file_storage' });
    expect(receiver._extensions()).toEqual([storage]);
    expect(rendered(new FileLogReceiver({ storage, startAt: FileLogStart.END }))).toMatchObject({ start_at: 'end' });
  });

  test('drops what the pipeline refuses when it is told', () => {
    expect(rendered(new FileLogReceiver({ retryOnFailure: false }))).toMatchObject({ ...DEFAULTS, retry_on_failure: { enabled: false } });
  });

  test.each([[FileLogFormat.DOCKER, 'docker'], [FileLogFormat.CONTAINER, undefined]])('has the collector read the lines of %s', (format, inWords) => {
    expect(operators({ format, maxLogSize: Size.mebibytes(2) })).toEqual([
      { type: 'container', id: 'container', ...(inWords ? { format: inWords } : {}), add_metadata_from_filepath: true, max_log_size: 2 * MIB },
    ]);
    expect(rendered(new FileLogReceiver({ format }))).not.toHaveProperty('multiline');
  });

  test('keeps nothing in memory that the file is asked for no more', () => {
    expect(new FileLogReceiver()._needs().featureGates).toEqual(['+stanza.synchronousLogEmitter']);
  });
});

describe('the records of a file receiver', () => {
  const plain = { format: FileLogFormat.PLAIN };

  test('are what JSON objects say, as attributes', () => {
    expect(operators({ ...plain, json: {} })).toEqual([
      { type: 'json_parser', id: 'json', if: 'body matches "^\\\\s*\\\\{"', parse_from: 'body', parse_to: 'attributes', on_error: 'send_quiet' },
    ]);
  });

  test('have the time and severity of JSON objects', () => {
    expect(operators({ ...plain, json: { parseTo: 'body', timeField: 'ts', timeLayout: '%Y-%m-%d', severityField: 'log.level' } })).toMatchObject([{
      parse_to: 'body',
      timestamp: { parse_from: 'body.ts', layout_type: 'strptime', layout: '%Y-%m-%d' },
      severity: { parse_from: 'body["log.level"]' },
    }]);
  });

  test('are several lines of a file, from the first on', () => {
    expect(rendered(new FileLogReceiver({ ...plain, multiline: { firstLine: '^"\\d$' } }))).toMatchObject({
      multiline: { line_start_pattern: '^(?:"\\d$$)' },
      force_flush_period: '1s',
      preserve_trailing_whitespaces: false,
    });
  });

  test('are several lines of a file, up to the last', () => {
    expect(rendered(new FileLogReceiver({ ...plain, multiline: { lastLine: ';', flushPeriod: Duration.seconds(3) } }))).toMatchObject({
      multiline: { line_end_pattern: '^[^\\n]*?(?:;)[^\\n]*\\n' },
      force_flush_period: '3s',
    });
  });

  test('are put together in memory where lines have to be read first', () => {
    const docker = { format: FileLogFormat.DOCKER };
    const combined = { type: 'recombine', id: 'recombine', combine_field: 'body', combine_with: '\n', source_identifier: 'attributes["log.file.path"]' };
    expect(operators({ ...docker, multiline: { firstLine: '^\\S' } })?.[1]).toEqual({
      ...combined, is_first_entry: 'body matches "^\\\\S"', force_flush_period: '1s', max_log_size: MIB,
    });
    expect(operators({ ...docker, multiline: { lastLine: ';' } })?.[1]).toMatchObject({ ...combined, is_last_entry: 'body matches ";"' });
  });

  test('are unwrapped, put together, read as JSON, and then what one likes', () => {
    const further = { type: 'add', field: 'attributes.token', value: SecretValue.fromSecret('vendor', 'token') };
    const receiver = new FileLogReceiver({ json: {}, multiline: { firstLine: '^\\S' }, operators: [further] });

    expect((rendered(receiver) as Rendered).operators?.map(({ id, type }) => id ?? type)).toEqual([
      'streams', 'stdout', 'without-stderr', 'whole-stdout', 'stderr', 'without-stdout', 'whole-stderr',
      'cri', 'time', 'move-log', 'move-stream', 'first-part', 'further-parts', 'join', 'lines', 'tag',
      'path', 'move-namespace', 'move-pod', 'move-uid', 'move-container', 'move-restarts', 'json', 'add',
    ]);
    expect((rendered(receiver) as Rendered).operators?.at(-1)).toEqual({ ...further, value: '${env:VENDOR_TOKEN}' });
    expect(receiver._needs().variables).toEqual([{ name: 'VENDOR_TOKEN', secretName: 'vendor', secretKey: 'token' }]);
  });
});

describe('the pod of a file receiver', () => {
  test('mounts the logs of containers, read-only', () => {
    expect(new FileLogReceiver()._needs().hostPaths).toEqual([{ path: '/var/log/pods', readOnly: true }]);
  });

  test('runs as root for files that belong to root', () => {
    expect(new FileLogReceiver()._needs().rootReasons).toEqual(['the log files of containers belong to root']);
    expect(new FileLogReceiver({ include: ['/var/log/audit/*.log'], format: FileLogFormat.PLAIN })._needs().rootReasons).toEqual([]);
  });

  test('mounts the folders of its files, each once', () => {
    expect(hostPaths({ include: ['/var/log/syslog', '/var/log/audit/*.log', '/srv/{a,b}/*.log', '/opt/app-[0-9]/x.log'] })).toEqual(['/var/log', '/srv', '/opt']);
  });

  test('mounts what it is told', () => {
    expect(hostPaths({ hostPaths: ['/var/log/pods', '/var/lib/docker/containers'] })).toEqual(['/var/log/pods', '/var/lib/docker/containers']);
  });
});

describe('the options of a file receiver', () => {
  test.each(['/a/[0-9].log', '/a/{b,c}/*.log', '/a/b].log', '/a/\\[b.log', '/a/**/*.log'])('take glob %s', (path) => {
    expect(new FileLogReceiver({ include: [path] }).include).toEqual([path]);
  });

  test.each<[FileLogReceiverProps, string]>([
    [{ include: [] }, 'include is empty'],
    [{ include: ['logs/*.log'] }, "include has 'logs/*.log', which is not an absolute path"],
    [{ exclude: ['*.gz'] }, "exclude has '*.gz', which is not an absolute path"],
    [{ hostPaths: ['logs'] }, "hostPaths has 'logs', which is not an absolute path"],
    [{ include: ['/**/*.log'] }, "include has '/**/*.log', for which the whole node would be mounted"],
    [{ include: ['/var/log/[a.log'] }, "'/var/log/[a.log' is not a glob: its brackets do not match"],
    [{ exclude: ['/var/log/{a,b.log'] }, "'/var/log/{a,b.log' is not a glob: its brackets do not match"],
    [{ includeFilePath: false }, 'includeFilePath is false'],
    [{ retryOnFailure: false, maxRetryTime: Duration.minutes(1) }, 'maxRetryTime is given, and retryOnFailure is off'],
    [{ maxLogSize: Size.kibibytes(0) }, 'maxLogSize is 0 MiB'],
    [{ maxConcurrentFiles: 0 }, 'maxConcurrentFiles is 0'],
    [{ maxConcurrentFiles: 1.5 }, 'maxConcurrentFiles is 1.5'],
    [{ pollInterval: Duration.seconds(0) }, 'pollInterval is 0s'],
    [{ multiline: {} }, 'multiline has neither firstLine nor lastLine'],
    [{ multiline: { firstLine: 'a', lastLine: 'b' } }, "multiline has firstLine 'a' and lastLine 'b'"],
    [{ multiline: { firstLine: '(' } }, "firstLine '(' is no RE2 expression: missing closing ): `(`"],
    [{ multiline: { lastLine: '(?!a)' } }, "lastLine '(?!a)' is no RE2 expression: invalid or unsupported Perl syntax: `(?!` at character 1"],
    [{ multiline: { firstLine: '^a|^b' } }, "firstLine '^a|^b' has '^' or alternatives that are not in brackets behind a first '^'"],
    [{ multiline: { lastLine: '^a|b' } }, "lastLine '^a|b' has '^' or alternatives that are not in brackets behind a first '^'"],
    [{ multiline: { firstLine: 'a', flushPeriod: Duration.seconds(0) } }, 'flushPeriod is 0s'],
    [{ json: { parseTo: 'resource' } }, "parseTo 'resource' is not a field of a record"],
    [{ json: { timeField: 'time' } }, "timeField 'time' is given without timeLayout"],
    [{ json: { timeField: 'time', timeLayout: '%Y-%Q' } }, "timeLayout '%Y-%Q' has %Q"],
    [{ json: { timeLayout: '%Y' } }, "timeLayout '%Y' is given without timeField"],
    [{ storage: new BearerTokenAuthExtension({ token: SecretValue.fromSecret('a', 'b') }) }, 'storage is bearertokenauth, which does not keep a queue'],
  ])('fail: %#', (props, what) => {
    expect(problemOf(() => new FileLogReceiver(props))).toMatchObject({ path: 'FileLogReceiver', what });
  });
});
