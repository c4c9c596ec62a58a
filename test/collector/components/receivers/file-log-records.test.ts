import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { FileLogDocument, LogEntry, readFile } from './stanza';
import { FileLogReceiverProps } from '../../../../lib/collector/components/receivers/file-log-options';
import { FileLogReceiver } from '../../../../lib/collector/components/receivers/file-log-receiver';
import { rendered } from '../../documents';

const PATH = '/var/log/pods/payments_api-6f7c-x2x_8a2b4c6d-0000-4000-8000-1234567890ab/app/3.log';
const MULTILINE: FileLogReceiverProps = { multiline: { firstLine: '^\\S' } };

/** A runtime splits what a program writes at this many characters; the real one at 16 KiB. */
const PART = 24;

/** What containerd makes of one line. */
function wrapped(line: string, stream = 'stdout'): string {
  const parts = line.match(new RegExp(`.{1,${PART}}`, 'gs')) ?? [''];
  return parts.map((part, index) => `2026-11-26T10:00:00.123456789Z ${stream} ${index < parts.length - 1 ? 'P' : 'F'} ${part}\n`).join('');
}

function entriesOf(file: string, props: FileLogReceiverProps = {}): LogEntry[] {
  return readFile(rendered(new FileLogReceiver(props)) as FileLogDocument, PATH, file);
}

function bodiesOf(file: string, props: FileLogReceiverProps = {}): string[] {
  return entriesOf(file, props).map(({ body }) => body);
}

/* The cutting and the operators are run, not compared: `stanza.ts` does what the collector does. */
describe('the file of a container', () => {
  test('has a record for every line, without what the runtime wrote around it', () => {
    const lines = ['plain', '', '  indented  ', '{"level":"info"}', 'looks like 2026 stdout F another'];
    expect(bodiesOf(lines.map((line) => wrapped(line)).join(''))).toEqual(lines);
  });

  test('has one record for a line that the runtime has split', () => {
    expect(bodiesOf(`${wrapped('short')}${wrapped('0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')}${wrapped('end')}`)).toEqual(['short', '0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'end']);
  });

  test('tells the stream, and pod and container by its path', () => {
    expect(entriesOf(wrapped('careful', 'stderr'))).toEqual([{
      body: 'careful',
      attributes: { 'log.iostream': 'stderr', 'log.file.path': PATH },
      resource: {
        'k8s.namespace.name': 'payments',
        'k8s.pod.name': 'api-6f7c-x2x',
        'k8s.pod.uid': '8a2b4c6d-0000-4000-8000-1234567890ab',
        'k8s.container.name': 'app',
        'k8s.container.restart_count': '3',
      },
    }]);
  });

  test('keeps its two streams apart, whatever comes between the parts of a line', () => {
    const [out, err] = [wrapped('0123456789abcdefghijklmnopqrstuvwxyz'), wrapped('ABCDEFGHIJKLMNOPQRSTUVWXYZ9876543210', 'stderr')].map((file) => file.split(/(?<=\n)/));
    const file = [out[0], wrapped('whole', 'stderr'), err[0], out[1], wrapped('next'), err[1], wrapped('last', 'stderr')].join('');
    expect(entriesOf(file).map(({ body, attributes }) => [attributes['log.iostream'], body])).toEqual([
      ['stdout', '0123456789abcdefghijklmnopqrstuvwxyz'],
      ['stdout', 'next'],
      ['stderr', 'whole'],
      ['stderr', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ9876543210'],
      ['stderr', 'last'],
    ]);
  });

  test('has every line of both streams once and in order, however they are mixed', () => {
    const line = fc.stringMatching(/^[ -~]{0,80}$/);
    fc.assert(fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), fc.infiniteStream(fc.boolean()), (first, second, turns) => {
      const queues = [first, second].map((lines, index) => lines.flatMap((text) => wrapped(text, index === 0 ? 'stdout' : 'stderr').split(/(?<=\n)/)));
      let file = '';
      while (queues[0].length + queues[1].length > 0) {
        const queue = queues[1].length === 0 || (queues[0].length > 0 && turns.next().value) ? queues[0] : queues[1];
        file += queue.shift();
      }
      expect(bodiesOf(file)).toEqual([...first, ...second]);
    }));
  });

  test('is read to its end after it was rotated', () => {
    const document = rendered(new FileLogReceiver()) as FileLogDocument;
    expect(readFile(document, `${PATH}.20261126-100000`, wrapped('late'))).toMatchObject([{ body: 'late', resource: { 'k8s.container.restart_count': '3' } }]);
  });

  test('is written by CRI-O as well', () => {
    expect(bodiesOf('2026-11-26T10:00:00.123456789+01:00 stdout F hello\n')).toEqual(['hello']);
  });

  test('whatever its lines are, has each of them once, in order', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\n\r\0]/.test(text));
    fc.assert(fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      expect(bodiesOf(lines.map((text) => wrapped(text)).join(''))).toEqual(lines);
    }));
  });
});

describe('records of several lines', () => {
  const trace = 'Exception in thread main, which has a long name\n  at pkg.Name(A.java:12)\n\tat b\n\n  ... 3 more';

  test('begin with the first line, whatever the runtime has split', () => {
    const file = [...trace.split('\n'), 'next', '0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((line) => wrapped(line)).join('');
    expect(bodiesOf(file, MULTILINE)).toEqual([trace, 'next', '0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']);
  });

  test('end with the last line', () => {
    const file = ['begin', 'middle', 'end;', 'one;'].map((line) => wrapped(line)).join('');
    expect(bodiesOf(file, { multiline: { lastLine: ';$' } })).toEqual(['begin\nmiddle\nend;', 'one;']);
  });

  test('keep what was written before the first of them', () => {
    expect(bodiesOf(`${wrapped('  rest of a record')}${wrapped('first')}`, MULTILINE)).toEqual(['  rest of a record', 'first']);
  });

  test('are not mixed with those of the other stream, which cut them where they begin', () => {
    const file = [wrapped('first'), wrapped('  in between', 'stderr'), wrapped('  second'), wrapped('other', 'stderr'), wrapped('  third')].join('');
    expect(entriesOf(file, MULTILINE).map(({ body, attributes }) => [attributes['log.iostream'], body])).toEqual([
      ['stdout', 'first\n  second'], ['stdout', '  third'], ['stderr', '  in between'], ['stderr', 'other'],
    ]);
  });

  test('end before a line that is not yet whole', () => {
    const [part] = wrapped('0123456789abcdefghijklmnopqrstuvwxyz').split(/(?<=\n)/);
    for (const unfinished of [part, part.slice(0, -1)]) {
      expect(bodiesOf(`${wrapped('before')}${wrapped('  it')}${unfinished}`, MULTILINE)).toEqual(['before\n  it', '0123456789abcdefghijklmn']);
    }
  });

  test('are whole where a further line was split and goes on like a first one', () => {
    const further = `  ${'x'.repeat(PART)}`;
    expect(bodiesOf(`${wrapped('first')}${wrapped(further)}${wrapped('next')}`, MULTILINE)).toEqual([`first\n${further}`, 'next']);
  });

  test('whatever their lines are, are put together as they were taken apart', () => {
    const first = fc.stringMatching(/^[a-zA-Z{[][ -~]{0,60}$/);
    const further = fc.stringMatching(/^ [ -~]{0,60}$/);
    const record = fc.tuple(first, fc.array(further, { maxLength: 4 })).map(([begin, rest]) => [begin, ...rest].join('\n'));
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 10 }), (records) => {
      const file = records.flatMap((text) => text.split('\n')).map((line) => wrapped(line)).join('');
      expect(bodiesOf(file, MULTILINE)).toEqual(records);
    }));
  });
});

describe('the severity of plain lines', () => {
  const patterns = (rendered(new FileLogReceiver({ plainSeverity: true })) as FileLogDocument).operators
    .filter(({ id }) => id.startsWith('severity-')).map(({ regex }) => regex);

  /** The word that the first expression finds. */
  function wordOf(line: string): string | undefined {
    const found = patterns.map((pattern) => RE2JS.compile(pattern).matcher(line)).find((matcher) => matcher.find());
    return found?.group('plain_severity') ?? undefined;
  }

  test.each([
    ['I1126 10:00:00.000001       1 main.go:12] started', 'I'],
    ['E1126 10:00:00.000001       1 main.go:12] no INFO here', 'E'],
    ['time=2026-11-26T10:00:00Z level=warn msg="slow"', 'warn'],
    ['{not json} level="error"', 'error'],
    ['2026-11-26 10:00:00,123 ERROR [main] boom', 'ERROR'],
    ['[WARNING] disk almost full', 'WARNING'],
    ['\u001b[2m2026-11-27T10:00:00Z\u001b[0m \u001b[31mERROR\u001b[0m \u001b[2mapp\u001b[0m: in red', 'ERROR'],
    ['\u001b[1;33mWARN\u001b[0m in bold and yellow', 'WARN'],
    ['2026/11/27 10:00:00 [crit] 31#31: *7 SSL_do_handshake() failed, request: "GET /?level=info HTTP/1.1"', 'crit'],
    ['[Fri Nov 27 10:00:00.123456 2026] [proxy:error] [pid 42:tid 7] AH01114: no connection to the backend', 'error'],
    ['[Fri Nov 27 10:00:00 2026] [notice] Apache configured', 'notice'],
    ['[Fri Nov 27 10:00:00.123456 2026] [core:trace3] [pid 42] request.c(304): applying Directory sections', 'trace'],
  ])('of %s is %s', (line, word) => {
    expect(wordOf(line)).toBe(word);
  });

  test.each(['no error occurred', '[error] of nobody knows whom', '10.0.0.1 - - [27/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 [warn]', 'INFORMATION for you', `${'x'.repeat(120)} ERROR`])('of %s is not known', (line) => {
    expect(wordOf(line)).toBeUndefined();
  });

  test('leaves no trace but the severity', () => {
    const operators = (rendered(new FileLogReceiver({ plainSeverity: true })) as FileLogDocument).operators;
    expect(operators.at(-1)).toMatchObject({ type: 'remove', field: 'attributes.plain_severity' });
  });
});

describe('the severity of JSON objects', () => {
  const [parser] = (rendered(new FileLogReceiver({ json: { severityField: 'level' } })) as FileLogDocument).operators
    .filter(({ id }) => id === 'json') as unknown as [{ readonly severity: { readonly mapping: Readonly<Record<string, readonly (string | number)[]>> } }];

  /** What the collector makes of a value that it does not know by itself. */
  function meaningOf(value: string | number): string | undefined {
    return Object.entries(parser.severity.mapping).find(([, values]) => values.includes(value))?.[0];
  }

  test.each(['critical', 'crit', 'alert', 'emerg', 'emergency', 'panic', 'dpanic'])('of %s is fatal, so that no rule drops it by accident', (word) => {
    expect(meaningOf(word)).toBe('fatal');
  });

  test('of java.util.logging, .NET and syslog is known', () => {
    expect(['severe', 'information', 'notice'].map(meaningOf)).toEqual(['error', 'info', 'info']);
  });

  test('of pino and bunyan is that of their numbers', () => {
    expect([10, 20, 30, 40, 50, 60].map(meaningOf)).toEqual(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);
  });

  test('of other words is not known', () => {
    expect(['success', 'audit', 9].map(meaningOf)).toEqual([undefined, undefined, undefined]);
  });
});
