/** What a gateway that runs hands on, to whom, and what it refuses: asked before stand-ins of everybody behind it. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { FEW_BYTES } from './gateway-cases';
import { GatewayPod, startedHere } from './gateway-pods';
import { Answerer, OTLP, PUSH, QUESTIONS, READERS, RULES, TAIL, WITHOUT_RULES, WRITERS } from './questions';
import { Answer, ANSWER_STATUS, ANSWERED_BY, ask, echo, Question, StandIns } from './stand-in';
import { freePorts } from '../../free-ports';
import { answers, Daemon } from '../daemon';

const TENANT = { 'x-scope-orgid': 'shop' };
/** Whatever a writer says of itself gets through. */
const HEADERS = {
  ...TENANT,
  'host': 'loki-gateway.loki.svc:8080',
  'authorization': 'Basic YTpi',
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'user-agent': 'otelcol/0.161.0',
  'x-loki-response-encoding-flags': 'categorize-labels',
};

interface Stage {
  readonly port: number;
  readonly behind: StandIns;
  readonly hasRules: boolean;
}

/** What is asked of a gateway is answered by itself, or by one who is asked just that. */
async function complaintsOnQuestion({ port, behind }: Stage, question: Question, wanted: Answerer): Promise<string[]> {
  const before = behind.asked.length;
  const answer = await ask(port, question);
  const asked = behind.asked.slice(before);
  const what = `${question.method} ${question.path}`;
  if (typeof wanted === 'number') {
    return asked.length === 0 && answer.status === wanted ? [] : [`${what} is answered by ${answer.status}${asked.map(({ who }) => ` of ${who}`).join('')}, not by ${wanted} of the gateway`];
  }
  const [one, ...others] = asked;
  if (one === undefined || others.length > 0 || one.who !== wanted || answer.headers[ANSWERED_BY] !== wanted) {
    return [`${what} goes to ${asked.map(({ who }) => who).join(', ') || `nobody, and is answered by ${answer.status}`}, not to ${wanted}`];
  }
  return [
    ...one.method === question.method && one.url === question.path ? [] : [`${what} becomes ${one.method} ${one.url}`],
    ...one.body === (question.body ?? '') ? [] : [`the body of ${what} becomes another one, of ${one.body.length} bytes`],
    ...Object.entries(question.headers ?? {}).filter(([name, value]) => one.headers[name] !== value).map(([name, value]) => `${name} of ${what} is ${one.headers[name]}, not ${value}`),
    ...one.headers['x-scope-orgid'] === question.headers?.['x-scope-orgid'] ? [] : [`${what} gets the tenant ${one.headers['x-scope-orgid']}`],
  ];
}

async function complaintsOnPaths(stage: Stage): Promise<string[]> {
  const complaints: string[] = [];
  for (const { method, path, wanted } of stage.hasRules ? QUESTIONS : WITHOUT_RULES) {
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? { body: 'lines' } : {};
    complaints.push(...await complaintsOnQuestion(stage, { method, path, headers: HEADERS, ...body }, wanted));
  }
  return complaints;
}

/** A request of lines may be as large as Loki takes it, and no larger, whether it says so beforehand or not. */
async function complaintsOnSizes(stage: Stage): Promise<string[]> {
  const of = (bytes: number, more: Partial<Question> = {}): Question => ({ method: 'POST', path: PUSH, headers: TENANT, body: 'x'.repeat(bytes), ...more });
  const late = await ask(stage.port, of(FEW_BYTES + 1, { chunked: true })).then(({ status }) => status, () => 0);
  const whole = stage.behind.asked.filter(({ body }) => body.length > FEW_BYTES).length;
  return [
    ...await complaintsOnQuestion(stage, of(FEW_BYTES), WRITERS),
    ...await complaintsOnQuestion(stage, of(FEW_BYTES, { chunked: true }), WRITERS),
    ...await complaintsOnQuestion(stage, of(FEW_BYTES + 1), 413),
    ...await complaintsOnQuestion(stage, of(FEW_BYTES + 1, { path: OTLP }), 413),
    ...late === 413 && whole === 0 ? [] : [`a request that turns out to be too large is answered by ${late}, and ${whole} of its kind came through`],
  ];
}

async function complaintsOnTail({ port, behind }: Stage): Promise<string[]> {
  const said = await echo(port, TAIL, { ...TENANT, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }, 'from the one side');
  const { who, url, headers } = behind.asked.at(-1) ?? {};
  const got = { who, url, upgrade: headers?.upgrade, connection: headers?.connection, tenant: headers?.['x-scope-orgid'], key: headers?.['sec-websocket-key'] };
  const wanted = { who: READERS, url: TAIL, upgrade: 'websocket', connection: 'upgrade', tenant: 'shop', key: 'dGhlIHNhbXBsZSBub25jZQ==' };
  return said === 'from the one side' && isDeepStrictEqual(got, wanted) ? [] : [`lines are followed by ${JSON.stringify(got)}, and what comes is '${said}'`];
}

interface LoggedRequest {
  readonly status: number;
  readonly tenant: string;
  readonly path: string;
}

/** Lines of a log from a place on. A request is logged when it has been answered: so many lines are waited for. */
async function linesAfter(path: string, place: number, count: number): Promise<LoggedRequest[]> {
  for (let attempts = 20; ; attempts -= 1) {
    const lines = readFileSync(path, 'utf8').slice(place).split('\n').slice(0, -1);
    if (lines.length >= count || attempts === 0) {
      return lines.map((line) => JSON.parse(line) as LoggedRequest);
    }
    await pause(50);
  }
}

/** What those behind it say is what is answered; what went wrong is logged, by tenant, and nothing else. */
async function complaintsOnAnswers({ port }: Stage, accessLog: string): Promise<string[]> {
  const before = readFileSync(accessLog, 'utf8').length;
  const answered = async (status: number): Promise<Answer> => ask(port, { method: 'POST', path: PUSH, headers: { 'x-scope-orgid': 'sh"op', [ANSWER_STATUS]: String(status) }, body: 'lines' });
  const [taken, tooMuch, broken] = [await answered(204), await answered(429), await answered(500)];
  const wanted = [[429, 'sh"op', PUSH], [500, 'sh"op', PUSH]];
  const logged = await linesAfter(accessLog, before, wanted.length);
  return [
    ...taken.status === 204 ? [] : [`204 becomes ${taken.status}`],
    ...tooMuch.status === 429 && tooMuch.headers['retry-after'] === '7' && tooMuch.body === 'writers says 429' ? [] : [`429 becomes ${tooMuch.status}, ${tooMuch.body}`],
    ...broken.status === 500 && broken.body === 'writers says 500' ? [] : [`500 becomes ${broken.status}, ${broken.body}`],
    ...isDeepStrictEqual(logged.map(({ status, tenant, path }) => [status, tenant, path]), wanted) ? [] : [`logged is ${JSON.stringify(logged)}`],
  ];
}

/** What is wrong with a gateway that runs: it takes requests of FEW_BYTES. */
export async function complaintsOnRunning(nginx: string, pod: GatewayPod): Promise<string[]> {
  const behind = await StandIns.start([WRITERS, READERS, RULES]);
  const [port] = await freePorts(1) as [number];
  const { args, accessLog } = startedHere(pod, { port, upstreams: behind.ports });
  const daemon = new Daemon(nginx, args);
  const stage = { port, behind, hasRules: pod.document.includes(`upstream ${RULES} {`) };
  try {
    await daemon.until('the gateway is ready', () => answers(`http://127.0.0.1:${port}/ready`));
    const itself = await ask(port, { method: 'GET', path: '/ready' });
    return [
      ...itself.body === 'ready' && behind.asked.length === 0 ? [] : [`/ready says ${itself.body}`],
      ...await complaintsOnQuestion(stage, { method: 'POST', path: PUSH, body: 'of nobody' }, WRITERS),
      ...await complaintsOnPaths(stage),
      ...await complaintsOnSizes(stage),
      ...await complaintsOnTail(stage),
      ...await complaintsOnAnswers(stage, accessLog),
    ];
  } finally {
    await daemon.end();
    await behind.end();
  }
}
