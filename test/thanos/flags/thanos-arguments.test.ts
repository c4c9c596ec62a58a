import * as fc from 'fast-check';
import { thanosArguments, ThanosCommand, writtenFindings, writtenValues } from '../../../lib/thanos/flags/thanos-arguments';

const query = (command: Partial<ThanosCommand>) => thanosArguments({ component: 'query', version: '0.42.4', values: {}, ...command });
const whats = (command: Partial<ThanosCommand>) => query(command).findings.map(({ what }) => what);

describe('the arguments', () => {
  test('begin with the component, and follow the order of its flags', () => {
    expect(query({ values: { 'query.replica-label': ['b', 'a'], 'query.timeout': '5m', 'log.level': 'warn', 'query.max-concurrent': 40, 'query.auto-downsampling': true } })).toEqual({
      args: ['query', '--log.level=warn', '--query.timeout=5m', '--query.max-concurrent=40', '--query.replica-label=b', '--query.replica-label=a', '--query.auto-downsampling'],
      findings: [],
    });
  });

  test('turn a switch off', () => {
    expect(query({ values: { 'query.partial-response': false } }).args).toEqual(['query', '--no-query.partial-response']);
  });

  test('leave out what has no value', () => {
    expect(query({ values: { 'query.timeout': undefined, 'query.replica-label': [] } }).args).toEqual(['query']);
  });

  test('end with what the user adds, in the order of the user', () => {
    expect(query({ values: { 'query.timeout': '5m' }, extraArgs: ['--store.unhealthy-timeout=1m', '--log.level=debug'] })).toEqual({
      args: ['query', '--query.timeout=5m', '--store.unhealthy-timeout=1m', '--log.level=debug'], findings: [],
    });
  });

  test('are the same whatever the order of the values', () => {
    const values = { 'log.level': 'warn', 'query.timeout': '5m', 'store.response-timeout': '1m' };
    fc.assert(fc.property(fc.shuffledSubarray(Object.entries(values), { minLength: 3 }), (shuffled) => {
      expect(query({ values: Object.fromEntries(shuffled) })).toEqual(query({ values }));
    }));
  });
});

describe('an unknown flag', () => {
  test.each([[{ values: { 'query.timeot': '5m' } }], [{ extraArgs: ['--query.timeot=5m'] }]])('is a problem that names the nearest one: %j', (command) => {
    expect(query(command).findings).toEqual([{
      what: '--query.timeot=5m is no flag of thanos query 0.42.4',
      why: 'Thanos would end with an error before it starts (unknown long flag)',
      fix: '--query.timeout=5m, or leave it out',
    }]);
  });

  test('is not mistaken for one that is gone or not there yet', () => {
    expect(query({ values: { endpoints: 'a:1' } }).findings[0]!.fix).not.toMatch(/--endpoint,/);
    const frontend = (version: string) => thanosArguments({ component: 'query-frontend', version, values: { 'query.max-retries-per-reques': 3 } }).findings[0]!.fix;
    expect(frontend('0.42.0')).toBe('--query.max-retries-per-request=3, or leave it out');
    expect(frontend('0.41.0')).toMatch(/^--(labels|query-range).max-retries-per-request=3, /);
  });

  test('may be like no other', () => {
    expect(query({ values: { zzzzzzzz: true } }).findings[0]!.fix).toBe('leave --zzzzzzzz out');
  });

  test('of another component is unknown too', () => {
    expect(whats({ values: { 'tsdb.retention': '15d' } })).toEqual(['--tsdb.retention=15d is no flag of thanos query 0.42.4']);
  });
});

describe('what the user adds', () => {
  test('goes through the same table', () => {
    expect(whats({ extraArgs: ['--query.timeout=5', '--query.partial-response=true', '--query.timeout'] })).toEqual([
      "--query.timeout=5 of thanos query 0.42.4: '5' is no duration of Prometheus",
      '--query.partial-response=true of thanos query 0.42.4: query.partial-response is a switch and takes no value',
      '--query.timeout of thanos query 0.42.4: query.timeout needs a value',
      'thanos query 0.42.4 is given --query.timeout 2 times: --query.timeout=5 --query.timeout',
    ]);
  });

  test('is a flag and its value in one string', () => {
    expect(whats({ extraArgs: ['--log.level=debug', 'query.timeout=5m'] })).toEqual(["'query.timeout=5m' in extraArgs is no argument of the form --flag=value"]);
  });

  test.each([
    ['--query.replica-label=b', 'use replicaLabels'],
    ['--no-query.auto-downsampling', 'leave --query.auto-downsampling to the library'],
    ['--query.timeout=5', 'use timeout'],
  ])('is not what the library sets: %s', (argument, instead) => {
    const values = { 'query.replica-label': ['a'], 'query.auto-downsampling': true, 'query.timeout': '5m' };
    expect(query({ values, extraArgs: [argument] }).findings).toEqual([{
      what: `${argument} in extraArgs is a flag that the library sets itself`,
      why: expect.stringContaining('would not follow'),
      fix: `take it out of extraArgs, and ${instead}`,
    }]);
  });
});

describe('a flag that is given twice', () => {
  test('is a problem where Thanos takes it once', () => {
    expect(query({ extraArgs: ['--query.timeout=5m', '--query.timeout=6m'] }).findings).toEqual([{
      what: 'thanos query 0.42.4 is given --query.timeout 2 times: --query.timeout=5m --query.timeout=6m',
      why: "Thanos would end with an error before it starts (flag 'query.timeout' cannot be repeated)",
      fix: 'leave all but one of them out: --query.timeout=5m',
    }]);
    expect(whats({ values: { 'query.timeout': ['5m', '6m'] } })).toHaveLength(1);
    expect(whats({ extraArgs: ['--query.partial-response', '--no-query.partial-response'] })).toHaveLength(1);
  });

  test('is none where it may be repeated', () => {
    expect(whats({ extraArgs: ['--query.replica-label=a', '--query.replica-label=b'] })).toEqual([]);
  });
});

describe('flags that exclude each other', () => {
  test.each([
    ['query', 'endpoint.sd-config', 'endpoint.sd-config-file'],
    ['rule', 'query.config-file', 'query'],
    ['rule', 'alertmanagers.config', 'alertmanagers.url'],
  ] as const)('of %s: --%s and --%s', (component, one, other) => {
    const findings = (values: ThanosCommand['values']) => thanosArguments({ component, version: '0.42.4', values }).findings;
    expect(findings({ [one]: 'a', [other]: 'b' })).toEqual([{
      what: `thanos ${component} 0.42.4 is given both --${one} and --${other}`,
      why: 'Thanos takes one of them, and would end with an error as it starts',
      fix: `only --${one}, or only --${other}`,
    }]);
    expect([...findings({ [one]: 'a' }), ...findings({ [other]: 'b' })]).toEqual([]);
  });

  test('are found between the library and the user', () => {
    expect(whats({ values: { 'tracing.config': 'a' }, extraArgs: ['--tracing.config-file=b'] })).toEqual([
      'thanos query 0.42.4 is given both --tracing.config and --tracing.config-file',
    ]);
  });
});

test('every problem is told at once', () => {
  expect(whats({ version: '0.38.0', values: { 'nope': 1, 'status.partial-response': true, 'query.timeout': 5 }, extraArgs: ['x', '--log.format=journald'] })).toEqual([
    "'x' in extraArgs is no argument of the form --flag=value",
    "--query.timeout=5 of thanos query 0.38.0: '5' is no duration of Prometheus",
    '--status.partial-response is not in thanos query 0.38.0',
    '--nope=1 is no flag of thanos query 0.38.0',
    "--log.format=journald of thanos query 0.38.0: 'journald' came with 0.42.0",
  ]);
});

test('a flag is judged by the version that reads it', () => {
  const removed = (version: string) => thanosArguments({ component: 'receive', version, values: { 'shipper.ignore-unequal-block-size': true } }).findings.length;
  expect([removed('0.41.0'), removed('0.42.0')]).toEqual([0, 1]);
  expect(query({ version: '0.40.1', values: { rule: ['a:1'] } }).findings).toMatchObject([{ fix: "storeApis: [StoreApi.at({ address: 'a:1' })], in place of --rule" }]);
});

describe('arguments as they stand in a manifest', () => {
  const command: ThanosCommand = { component: 'query', version: '0.42.4', values: { 'query.timeout': '5m' }, extraArgs: ['--query.max-concurrent=40'] };
  const { args } = thanosArguments(command);

  test('are read as values: what is given several times as a list, a switch as what it is switched to', () => {
    const further = ['--query.auto-downsampling', '--no-query.partial-response', '--query.replica-label=a', '--query.replica-label=b', 'nothing'];

    expect(writtenValues('query', [...args, ...further])).toEqual({
      'query.timeout': '5m',
      'query.max-concurrent': '40',
      'query.auto-downsampling': true,
      'query.partial-response': false,
      'query.replica-label': ['a', 'b'],
    });
  });

  test('are as good as the command when nobody has changed them', () => {
    expect(writtenFindings(command, args)).toEqual([]);
    expect(writtenFindings({ ...command, extraArgs: ['--query.timeout=9m'] }, ['query', '--query.timeout=5m', '--query.timeout=9m']).map(({ what }) => what)).toEqual([
      '--query.timeout=9m in extraArgs is a flag that the library sets itself',
    ]);
  });

  test('are judged where a patch has changed them, and what was wrong before is told once', () => {
    const wrong = { ...command, extraArgs: ['--query.max-concurrent=many'] };

    expect(writtenFindings(wrong, ['query', '--query.timeout=soon', '--query.max-concurrent=many']).map(({ what }) => what)).toEqual([
      "--query.max-concurrent=many of thanos query 0.42.4: 'many' is no whole number",
      "--query.timeout=soon of thanos query 0.42.4: 'soon' is no duration of Prometheus",
    ]);
  });
});
