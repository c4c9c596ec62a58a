import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../lib/cli/run-cli';
import { ExitCode } from '../../lib/cli/surroundings';

const PAGE = '# TYPE a counter\na{x="1"} 1\na{x="2"} 1\nb 1\n';
const POLICY = "const { CardinalityPolicy } = require('cdk8s-observability');\n";
const STATUS = JSON.stringify({ status: 'success', data: { headStats: { numSeries: 10 }, seriesCountByMetricName: [{ name: 'a', value: 6 }, { name: 'b', value: 2 }] } });

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cli-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

interface Ran {
  readonly code: ExitCode;
  readonly printed: string;
  readonly complained: string;
}

async function run(args: readonly string[], environment: { [name: string]: string } = {}): Promise<Ran> {
  let [printed, complained] = ['', ''];
  const code = await runCli(args, {
    directory: folder, environment, now: () => 1_700_000_000_500, print: (text) => { printed += text; }, complain: (text) => { complained += text; },
  });
  return { code, printed, complained };
}

const report = (...args: string[]) => run(['cardinality', 'report', ...args]);
const simulate = (...args: string[]) => run(['cardinality', 'simulate', ...args]);

describe('cardinality report', () => {
  test('says how many series there are', async () => {
    const { code, printed, complained } = await report('--dump', put('metrics.txt', PAGE));
    expect([code, complained]).toEqual([ExitCode.FINE, '']);
    expect(printed.split('\n').slice(0, 4)).toEqual(['series   series', 'total         3', '  a           2', '  b           1']);
  });

  test('counts several dumps of all kinds together, each of the target that stands behind it', async () => {
    put('text.txt', PAGE);
    put('open.txt', 'a{x="3"} 1\n# EOF\n');
    put('series.json', JSON.stringify({ status: 'success', data: [{ __name__: 'c', job: 'three' }] }));
    const { printed } = await report('--dump', 'text.txt', '--target', 'job=one,instance=n:1', '--dump', 'open.txt', '--target', 'job=two', '--honor-labels', '--dump', 'series.json', '--format', 'json');
    const { before, targets } = JSON.parse(printed) as { before: number; targets: { job: string; instance: string; before: number }[] };
    expect([before, targets.map(({ job, instance, before: series }) => [job, instance, series])]).toEqual([5, [['one', 'n:1', 3], ['three', '', 1], ['two', '', 1]]]);
  });

  test('goes to a file', async () => {
    const { printed } = await report('--dump', put('metrics.txt', PAGE), '--output', 'report.html', '--format', 'html');
    expect(printed).toBe('');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<title>3 series</title>');
  });

  test('ends with 1 when a budget is broken', async () => {
    const { code, complained } = await report('--dump', put('metrics.txt', PAGE), '--budget', 'series=2', '--budget', 'seriesPerJob=3');
    expect([code, complained.split('\n')[0]]).toEqual([ExitCode.BROKEN, 'CardinalityPolicy: budget.series is 2, and everything has 3 series after the policy']);
  });

  test('has spans for a status', async () => {
    const { printed } = await report('--dump', put('status.json', STATUS));
    expect(printed.split('\n')[1]).toBe('total                    10                10        10');
  });
});

describe('cardinality simulate', () => {
  test.each([
    ['as policy', "exports.policy = new CardinalityPolicy({ dropLabels: ['x'] });"],
    ['as default', "exports.default = new CardinalityPolicy({ dropLabels: ['x'] });"],
    ['as the module', "module.exports = { default: { policy: new CardinalityPolicy({ dropLabels: ['x'] }) } };"],
  ])('takes the policy that a module exports %s', async (_how, text) => {
    const { code, printed } = await simulate('--dump', put('metrics.txt', PAGE), '--policy', put('policy.js', POLICY + text));
    expect(code).toBe(ExitCode.FINE);
    expect(printed).toContain('total         3       2   -33.3 %');
    expect(printed).toContain('a (counter)   2 -> 1   dropLabels   merged by sum in a collector');
  });

  test('takes a policy in TypeScript', async () => {
    const { code, printed, complained } = await simulate('--dump', put('metrics.txt', PAGE), '--policy', join(__dirname, 'policy-of-a-user.ts'));
    expect([code, complained]).toEqual([ExitCode.FINE, '']);
    expect(printed).toContain('  b           1       0   dropMetrics (1)');
  });

  test('ends with 1 when the policy says unique, and it is not', async () => {
    put('policy.js', `${POLICY}exports.policy = new CardinalityPolicy({ dropLabels: ['x'], unique: true });`);
    const { code, complained } = await simulate('--dump', put('metrics.txt', PAGE), '--policy', 'policy.js');
    expect([code, complained.split('\n')[0]]).toEqual([ExitCode.BROKEN, 'CardinalityPolicy: dropLabels says unique, and makes 1 of 2 series of a']);
  });

  test('has spans for a status', async () => {
    put('policy.js', `${POLICY}exports.policy = new CardinalityPolicy({ dropMetrics: ['b'], dropLabels: ['x'] });`);
    const { printed } = await simulate('--dump', put('status.json', STATUS), '--policy', 'policy.js', '--format', 'json');
    expect(JSON.parse(printed)).toEqual({
      before: 10,
      atLeast: 1,
      atMost: 8,
      metrics: [{ metric: 'a', before: 6, atLeast: 1, atMost: 6 }, { metric: 'b', before: 2, atLeast: 0, atMost: 0 }, { before: 2, atLeast: 0, atMost: 2 }],
    });
  });
});

describe('a command ends with 2 and names the fix', () => {
  test.each<[string, string[], string]>([
    ['for no command', ['cardinality', 'count'], "cdk8s-observability: there is no command 'cardinality count'"],
    ['for no dump', ['cardinality', 'report'], 'cdk8s-observability: there is no --dump'],
    ['for an option that is none', ['cardinality', 'report', '--dumps', 'x'], "cdk8s-observability: Unknown option '--dumps'"],
    ['for a dump that is not there', ['cardinality', 'report', '--dump', 'x'], 'cannot be read: ENOENT'],
    ['for a dump that cannot be read', ['cardinality', 'report', '--dump', 'broken.txt'], 'broken.txt:2:3: the value is missing'],
    ['for a target before the dump', ['cardinality', 'report', '--target', 'job=a', '--dump', 'metrics.txt'], '--target job=a stands before every --dump'],
    ['for a target that is none', ['cardinality', 'report', '--dump', 'metrics.txt', '--target', 'job'], "--target has 'job'"],
    ['for a target of series', ['cardinality', 'report', '--dump', 'series.json', '--target', 'job=a'], 'series.json has a --target'],
    ['for a budget that is none', ['cardinality', 'report', '--dump', 'metrics.txt', '--budget', 'series'], "--budget is 'series'"],
    ['for a format that is none', ['cardinality', 'report', '--dump', 'metrics.txt', '--format', 'pdf'], "--format is 'pdf'"],
    ['for no time between scrapes', ['cardinality', 'report', '--dump', 'metrics.txt', '--scrape-interval', '0'], "--scrape-interval is '0'"],
    ['for simulate without a policy', ['cardinality', 'simulate', '--dump', 'metrics.txt'], 'simulate has no --policy'],
    ['for report with a policy', ['cardinality', 'report', '--dump', 'metrics.txt', '--policy', 'policy.js'], 'report has a --policy'],
    ['for a policy that is not there', ['cardinality', 'simulate', '--dump', 'metrics.txt', '--policy', 'nowhere.js'], '--policy nowhere.js is not there'],
    ['for a module without a policy', ['cardinality', 'simulate', '--dump', 'metrics.txt', '--policy', 'nothing.js'], '--policy nothing.js exports no CardinalityPolicy, but other'],
    ['for a module that fails', ['cardinality', 'simulate', '--dump', 'metrics.txt', '--policy', 'fails.js'], '--policy fails.js cannot be loaded: on purpose'],
    ['for a policy that is wrong', ['cardinality', 'simulate', '--dump', 'metrics.txt', '--policy', 'wrong.js'], 'CardinalityPolicy: the policy has no rule'],
    ['for a status beside a dump', ['cardinality', 'report', '--dump', 'metrics.txt', '--dump', 'status.json'], 'status.json is a status, and there are other dumps'],
    ['for a budget of a status', ['cardinality', 'report', '--dump', 'status.json', '--budget', 'series=1'], 'there is a --budget, and a status'],
    ['for pictures of a status', ['cardinality', 'report', '--dump', 'status.json', '--format', 'html'], '--format is html, and a status has no pictures'],
    ['for a broken status', ['cardinality', 'report', '--dump', 'bad-status.json'], 'bad-status.json:1:1: there is no number of series'],
    ['for an output that cannot be written', ['cardinality', 'report', '--dump', 'metrics.txt', '--output', 'no/where'], '--output no/where cannot be written'],
    ['for two tokens', ['cardinality', 'report', '--dump', 'metrics.txt', '--token-file', 'a', '--token-env', 'B'], 'there is a token by --token-file and one by --token-env'],
    ['for a server that is not there', ['cardinality', 'report', '--dump', 'http://127.0.0.1:1'], 'cannot be reached'],
    ['for a token that is not there', ['cardinality', 'report', '--dump', 'http://127.0.0.1:1', '--token-env', 'NOTHING'], '--token-env NOTHING is no variable that has a value'],
  ])('%s', async (_what, args, words) => {
    put('metrics.txt', PAGE);
    put('broken.txt', 'a 1\nb \n');
    put('series.json', '{"status":"success","data":[{"__name__":"c"}]}');
    put('status.json', STATUS);
    put('bad-status.json', '{"status":"success","data":{}}');
    put('policy.js', `${POLICY}exports.policy = new CardinalityPolicy({ dropLabels: ['x'] });`);
    put('nothing.js', 'exports.other = 1;');
    put('fails.js', "throw new Error('on purpose');");
    put('wrong.js', `${POLICY}exports.policy = new CardinalityPolicy({});`);
    const { code, complained } = await run(args);
    expect(code).toBe(ExitCode.BAD_INPUT);
    expect(complained).toContain(words);
    expect(complained).toMatch(/\n {2}fix: ./);
  });

  test('and shows how it is used when nothing is asked', async () => {
    expect(await run([])).toMatchObject({ code: ExitCode.BAD_INPUT, printed: expect.stringContaining('usage:') as string });
    expect(await run(['cardinality', '--help'])).toMatchObject({ code: ExitCode.FINE, printed: expect.stringContaining('exit codes') as string });
  });
});

describe('of a live Prometheus', () => {
  const asked: IncomingMessage[] = [];
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      const allowed = request.headers.authorization === 'Bearer secret';
      const answer = request.url!.startsWith('/prefix/api/v1/status/tsdb') ? STATUS : JSON.stringify({ status: 'success', data: [{ __name__: 'a', job: 'j' }, { __name__: 'b', job: 'j' }] });
      response.writeHead(allowed ? 200 : 401).end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`;
  });
  afterAll(() => new Promise((resolve) => { server.close(resolve); }));
  beforeEach(() => asked.splice(0));

  test('the series of the last five minutes are counted, with a token of a file', async () => {
    put('token', 'secret\n');
    const { code, printed } = await report('--dump', url, '--token-file', 'token');
    expect([code, printed.split('\n')[1]]).toEqual([ExitCode.FINE, 'total         2']);
    const { pathname, searchParams } = new URL(asked[0]!.url!, url);
    expect([pathname, Object.fromEntries(searchParams)]).toEqual(['/prefix/api/v1/series', { 'match[]': '{__name__=~".+"}', 'start': '1699999700', 'end': '1700000000' }]);
  });

  test('other times and series can be asked for, with a token of a variable', async () => {
    await run(['cardinality', 'report', '--dump', `${url}/`, '--token-env', 'TOKEN', '--start', '2026-01-01T00:00:00Z', '--end', '5', '--match', 'up'], { TOKEN: 'secret' });
    expect(Object.fromEntries(new URL(asked[0]!.url!, url).searchParams)).toEqual({ 'match[]': 'up', 'start': '2026-01-01T00:00:00Z', 'end': '5' });
  });

  test('its status has spans', async () => {
    const { printed } = await run(['cardinality', 'report', '--dump', url, '--status', '--token-env', 'TOKEN'], { TOKEN: 'secret' });
    expect(printed).toContain('series of the head');
  });

  test('no token is no answer', async () => {
    const { code, complained } = await report('--dump', url);
    expect([code, complained]).toEqual([ExitCode.BAD_INPUT, expect.stringContaining('has answered with 401 Unauthorized')]);
  });
});
