/** What may be asked of a gateway, and what may not: each path by each method, and who has to answer. */

export const WRITERS = 'writers';
export const READERS = 'readers';
export const RULES = 'rules';

/** Who is asked, or the status of an answer of the gateway itself. */
export type Answerer = typeof WRITERS | typeof READERS | typeof RULES | number;

export interface PathQuestion {
  readonly method: string;
  /** as it goes over the wire */
  readonly path: string;
  readonly wanted: Answerer;
}

export const PUSH = '/loki/api/v1/push';
export const OTLP = '/otlp/v1/logs';
export const TAIL = '/loki/api/v1/tail?query=%7Ba%3D%22b%22%7D';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const ASKING = ['GET', 'HEAD', 'POST'];
const READING = ['GET', 'HEAD'];
const [REFUSED, UNKNOWN, MALFORMED] = [403, 404, 400];

function asked(paths: readonly string[], methods: readonly string[], wanted: Answerer): PathQuestion[] {
  return paths.flatMap((path) => methods.map((method) => ({ method, path, wanted })));
}

/** Paths that are asked by some methods; every other one is refused. */
function servedAt(paths: readonly string[], methods: readonly string[], wanted: Answerer): PathQuestion[] {
  return [...asked(paths, methods, wanted), ...asked(paths, METHODS.filter((method) => !methods.includes(method)), REFUSED)];
}

/** To delete lines, however it is written. */
const DELETE = [
  '/loki/api/v1/delete', '/loki/api/v1/delete?query=%7B%7D', '/loki/api/v1/delete/', '/loki/api/v1/%64elete', '/loki/api/v1//delete', '/loki/api/v1/./delete',
  '//loki/api/v1/delete', '/loki/api/v1/query/../delete', '/loki/api/v1/query%2f..%2fdelete', '/loki/api/v1/query/%2e%2e/delete',
];

/** Paths that begin as those of writers and readers do, and lead elsewhere once their dots are followed. */
const CLIMBING = [
  '/loki/api/v1/../../../flush', '/loki/api/v1/%2e%2e/%2e%2e/%2e%2e/flush', '/loki/api/v1/x%2f..%2f..%2f..%2f..%2fflush', '/otlp/v1/logs/../../../flush',
  '/loki/api/v1/push/../../../../ingester/shutdown', '/loki/api/v1/..%2f..%2f..%2fconfig', '/loki/api/v1/rules/../../../../config',
];

/** What Loki and others have at these paths is for whoever runs it. */
const OF_OPERATORS = [
  '/', '/flush', '/config', '/ring', '/metrics', '/services', '/memberlist', '/ingester/shutdown', '/ingester/prepare_shutdown', '/log_level', '/distributor/ring',
  '/loki/api/v1', '/loki/api/v2/query', '/api/prom/push', '/otlp/v1/traces', '/otlp/v1/logs/', '/ready/', '/prometheus/api/v1/query',
];

export const QUESTIONS: readonly PathQuestion[] = [
  ...servedAt([PUSH, `${PUSH}?a=b`, OTLP], ['POST'], WRITERS),
  ...servedAt([
    '/loki/api/v1/query', '/loki/api/v1/query_range?query=%7Bapp%3D%22a%2Fb%20c%22%7D%20%7C%3D%20%22x%22&limit=5', '/loki/api/v1/labels', '/loki/api/v1/label/a%2Fb/values',
    '/loki/api/v1/series', '/loki/api/v1/index/stats', '/loki/api/v1/status/buildinfo',
  ], ASKING, READERS),
  ...servedAt([TAIL], READING, READERS),
  ...servedAt(['/loki/api/v1/rules', '/loki/api/v1/rules/shop', '/loki/api/v1/rules/shop/errors', '/prometheus/api/v1/rules', '/prometheus/api/v1/alerts'], READING, RULES),
  ...asked([...DELETE, ...CLIMBING, ...OF_OPERATORS], METHODS, UNKNOWN),
  ...asked(['/loki/api/v1/../../../../flush'], METHODS, MALFORMED),
];

/** Where nobody evaluates rules, there are none. */
export const WITHOUT_RULES: readonly PathQuestion[] = QUESTIONS.map((question) =>
  /^\/(?:loki|prometheus)\/api\/v1\/(?:rules|alerts)/.test(question.path) ? { ...question, wanted: UNKNOWN } : question);
