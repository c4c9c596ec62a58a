/** What real programs write: the same program writes the same every time. */

export interface Written {
  readonly body: string;
  /** what the library reads off it; 0 when it reads none */
  readonly severityNumber: number;
  /** what comes of it, where that is not the body */
  readonly read?: string;
  /** whether it says that a health check went well */
  readonly isHealthy?: boolean;
}

export interface Program {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly stream: 'stdout' | 'stderr';
  /** the records in one round */
  readonly round: (round: number) => readonly Written[];
}

const [NONE, TRACE, DEBUG, INFO, WARN, ERROR, FATAL] = [0, 1, 5, 9, 13, 17, 21] as const;

/** Values come again as those of a cluster do, and no two lines of a program are the same. */
export const of = (round: number, different: number) => (round * 7919) % different;
const address = (round: number) => `10.0.${of(round, 4)}.${of(round, 250)}`;
export const hex = (round: number, digits: number) => ((round + 1) * 2_654_435_761 % 2 ** 32).toString(16).padStart(8, '0').repeat(4).slice(0, digits);

function accessLine(round: number, request: string, rest: string): Written {
  return { body: `${address(round)} - - [27/Nov/2026:10:00:${String(round % 60).padStart(2, '0')} +0000] "${request}" ${rest} ${(round % 97) / 1000}`, severityNumber: NONE };
}

const NGINX: Program = {
  namespace: 'ingress',
  pod: 'nginx-5d4f9c7b8-x2x7k',
  container: 'nginx',
  stream: 'stdout',
  round: (n) => [
    { ...accessLine(n, 'GET /healthz HTTP/1.1', '200 2 "-" "kube-probe/1.34"'), isHealthy: true },
    { ...accessLine(n, 'HEAD /livez?verbose HTTP/1.1', '204 0 "-" "curl/8.9.1"'), isHealthy: true },
    accessLine(n, 'POST /healthz HTTP/1.1', '200 2 "-" "curl/8.9.1"'),
    accessLine(n, 'GET /healthzone HTTP/1.1', '200 2 "-" "curl/8.9.1"'),
    accessLine(n, `GET /api/users/${of(n, 5000)}/orders?page=${n % 9} HTTP/2.0`, `200 ${of(n, 40_000)} "https://shop.example.com/" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"`),
    accessLine(n, `POST /login?user=user${of(n, 900)}%40example.com&password=hunter${n} HTTP/1.1`, '302 0 "-" "curl/8.9.1"'),
    { ...accessLine(n, 'GET /ready?verbose=1 HTTP/1.1', `${n % 5 === 0 ? 503 : 200} 2 "-" "kube-probe/1.34"`), isHealthy: n % 5 !== 0 },
    accessLine(n, `GET /static/app.${hex(n, 8)}.js HTTP/2.0`, '304 0 "https://shop.example.com/cart" "Mozilla/5.0"'),
    ...n % 20 === 0 ? [accessLine(n, `GET /search?q=${'%C3%A9%20'.repeat(4_000)}${n} HTTP/1.1`, '414 0 "-" "-"')] : [],
  ],
};

const NGINX_ERRORS: Program = {
  ...NGINX,
  stream: 'stderr',
  round: (n) => n % 3 !== 0 ? [] : [{
    body: `2026/11/27 10:00:00 [${['error', 'warn', 'crit'][n / 3 % 3]}] 31#31: *${n} upstream timed out (110: Connection timed out), client: ${address(n)}, request: "GET /api?level=info HTTP/1.1"`,
    severityNumber: [ERROR, WARN, FATAL][n / 3 % 3]!,
  }],
};

const APACHE_ERRORS: Program = {
  namespace: 'ingress',
  pod: 'httpd-0',
  container: 'httpd',
  stream: 'stderr',
  round: (n) => [
    { body: `[Fri Nov 27 10:00:00.${String(n).padStart(6, '0')} 2026] [proxy:error] [pid 42:tid ${n}] (111)Connection refused: AH00957: http: attempt to connect to ${address(n)}:8080 failed`, severityNumber: ERROR },
    { body: `[Fri Nov 27 10:00:00 2026] [notice] ${n} children, resuming normal operations`, severityNumber: INFO },
    { body: `[Fri Nov 27 10:00:00.${String(n).padStart(6, '0')} 2026] [core:trace4] [pid 42] request.c(304): ERROR_DOCUMENT ${n}`, severityNumber: TRACE },
  ],
};

const json = (fields: object, severityNumber: number): Written => ({ body: JSON.stringify(fields), severityNumber });

const CHECKOUT: Program = {
  namespace: 'payments',
  pod: 'checkout-6d4b8f7c9-abcde',
  container: 'checkout',
  stream: 'stdout',
  round: (n) => [
    json({ level: 'info', ts: 1_764_237_600 + n, caller: 'http/server.go:42', msg: 'request served', method: 'GET', path: `/cart/${of(n, 800)}`, status: 200, ms: (n % 90) / 10 }, INFO),
    json({ level: 'debug', ts: 1_764_237_600 + n, msg: 'cache "hit"', key: `session:${hex(n, 16)}`, user: `user${of(n, 900)}@example.com` }, DEBUG),
    json({ 'level': 'warning', 'msg': 'retrying', 'attempt': n % 3, 'url.path': n % 2 === 0 ? '/healthz' : '/pay', 'headers': { authorization: `Bearer ${hex(n, 24)}` } }, WARN),
    json({ level: 'ERROR', msg: 'payment refused: token=abc', card: '4111 1111 1111 1111', trace_id: hex(n, 32), tags: ['payment', 'card'] }, ERROR),
    json({ level: 'trace', msg: `audit: order ${n} seen by user${of(n, 900)}@example.com`, password: `hunter${n}` }, TRACE),
    ...n % 10 === 0 ? [json({ level: 'fatal', msg: `${'stack '.repeat(3_000)}${n}` }, FATAL)] : [],
  ],
};

/** Severities in the words of other loggers, and in numbers. */
const GATEWAY: Program = {
  namespace: 'payments',
  pod: 'gateway-0',
  container: 'gateway',
  stream: 'stdout',
  round: (n) => [
    json({ level: 10 + 10 * (n % 6), time: 1_764_237_600_000 + n, pid: 1, hostname: 'gateway-0', msg: `pino ${n}` }, [TRACE, DEBUG, INFO, WARN, ERROR, FATAL][n % 6]!),
    json({ level: ['critical', 'panic', 'dpanic', 'emerg'][n % 4], event: `structlog ${n}` }, FATAL),
    json({ level: ['Information', 'notice', 'INFO'][n % 3], message: `serilog ${n}` }, INFO),
    json({ level: n % 2 === 0 ? 'SEVERE' : 'err', message: `logging ${n}` }, ERROR),
    { ...json({ level: 'warn', path: '/up', status: n % 2 === 0 ? 200 : 503, agent: 'ELB-HealthChecker/2.0', n }, WARN), isHealthy: n % 2 === 0 },
    { ...json({ user_agent: 'kube-probe/1.34', status_code: '200', n }, NONE), isHealthy: true },
    json({ level: 'success', message: `loguru ${n}` }, NONE),
  ],
};

/** The severity is asked for by one name: those of others stand beside. */
const LEDGER: Program = {
  namespace: 'payments',
  pod: 'ledger-0',
  container: 'ledger',
  stream: 'stdout',
  round: (n) => [
    json({ 'severity': 'WARNING', 'message': `entry ${n} is late`, 'logging.googleapis.com/trace': hex(n, 32) }, NONE),
    json({ lvl: 'error', msg: `entry ${n} was refused` }, NONE),
    { body: `{"level":"error","msg":"entry ${n} was cut`, severityNumber: NONE },
  ],
};

const SCHEDULER: Program = {
  namespace: 'kube-system',
  pod: 'kube-scheduler-node-1',
  container: 'kube-scheduler',
  stream: 'stderr',
  round: (n) => [
    { body: `I1127 10:00:00.${String(n).padStart(6, '0')}       1 schedule_one.go:1003] "Successfully bound pod to node" pod="payments/checkout-${hex(n, 5)}" node="node-${n % 50}"`, severityNumber: INFO },
    { body: `W1127 10:00:00.${String(n).padStart(6, '0')}       1 reflector.go:561] watch of *v1.Pod ended with: too old resource version: ${of(n, 100_000)}`, severityNumber: WARN },
    { body: `E1127 10:00:00.${String(n).padStart(6, '0')}       1 leaderelection.go:347] error retrieving resource lock: Get "https://admin:secret${n}@10.96.0.1:443/lease": context deadline exceeded`, severityNumber: ERROR },
    ...n % 30 === 0 ? [{ body: `F1127 10:00:00.000000       1 run.go:74] "command failed" err="leaderelection lost ${n}"`, severityNumber: FATAL }] : [],
  ],
};

const PROMETHEUS: Program = {
  namespace: 'platform',
  pod: 'prometheus-0',
  container: 'prometheus',
  stream: 'stderr',
  round: (n) => [
    { body: `time=2026-11-27T10:00:00.${String(n % 1000).padStart(3, '0')}Z level=INFO source=compact.go:582 msg="write block" mint=${of(n, 9_000)} duration=${n % 7}.4s`, severityNumber: INFO },
    { body: `ts=2026-11-27T10:00:00.000Z caller=dedupe.go:112 level=warn component=remote remote_name=${hex(n, 6)} url=http://app:s3cret@receive:19291/api msg="Failed to send batch, retrying"`, severityNumber: WARN },
    { body: `level=debug msg="scrape" target=http://${address(n)}:9100/metrics api_key=${hex(n, 20)}`, severityNumber: DEBUG },
  ],
};

/** The collector decodes before parts are joined: of a letter that the runtime has cut in two, what cannot be read is left. */
const CUT_LETTER: Written = { body: `y${'é'.repeat(10_000)}`, severityNumber: NONE, read: `y${'é'.repeat(8_191)}\uFFFD\uFFFD${'é'.repeat(10_000 - 8_192)}` };

const SHOP: Program = {
  namespace: 'shop',
  pod: 'catalog-7c9d8b6f5-zzzzz',
  container: 'catalog',
  stream: 'stdout',
  round: (n) => [
    { body: `Server number ${n} is listening on port 8080`, severityNumber: NONE },
    { body: `[DEBUG] 2026-11-27 10:00:00 catalog: loaded ${of(n, 500)} items`, severityNumber: DEBUG },
    { body: `2026-11-27 10:00:00,${String(n % 1000).padStart(3, '0')} CRITICAL catalog: no items, ask mail${n}@shop.example`, severityNumber: FATAL },
    { body: `\u001B[2m2026-11-27T10:00:00Z\u001B[0m \u001B[31mERROR\u001B[0m \u001B[2mcatalog\u001B[0m: in red ${n}`, severityNumber: ERROR },
    { body: `  indented, with spaces behind   ${n}  \t`, severityNumber: NONE },
    { body: `a carriage return ${n}\r`, severityNumber: NONE },
    { body: `$1 $$ \${HOME} \\1 \\n "quoted" 'single' %s ${n} é😀`, severityNumber: NONE },
    { body: '', severityNumber: NONE },
    ...n % 15 === 0 ? [{ body: `TRACE ${'ü'.repeat(25_000)}${n}`, severityNumber: TRACE }, { body: 'x'.repeat(16_384), severityNumber: NONE }, CUT_LETTER] : [],
  ],
};

const SHOP_ERRORS: Program = {
  ...SHOP,
  stream: 'stderr',
  round: (n) => [
    { body: `NOTICE: ${n} connections from https://user:pass${n}@db.shop.example/`, severityNumber: INFO },
    ...n % 15 === 0 ? [{ body: `PANIC ${'long '.repeat(12_000)}${n}`, severityNumber: FATAL }] : [],
  ],
};

/** Programs of which every line is a record. */
export const LINE_BY_LINE: readonly Program[] = [NGINX, NGINX_ERRORS, APACHE_ERRORS, CHECKOUT, GATEWAY, LEDGER, SCHEDULER, PROMETHEUS, SHOP, SHOP_ERRORS];

const frames = (n: number, count: number) => Array.from({ length: count }, (_, frame) => `\tat com.example.shop.Layer${frame}.call(Layer${frame}.java:${of(n + frame, 400)})`);

const ORDERS: Program = {
  namespace: 'java',
  pod: 'orders-5f6d7c8b9-qwert',
  container: 'orders',
  stream: 'stdout',
  round: (n) => [
    { body: `2026-11-27T10:00:00.${String(n % 1000).padStart(3, '0')}Z  INFO 1 --- [nio-8080-exec-${n % 8}] c.e.shop.OrderController : order ${n} taken`, severityNumber: INFO },
    {
      body: [
        `2026-11-27T10:00:00.${String(n % 1000).padStart(3, '0')}Z ERROR 1 --- [nio-8080-exec-${n % 8}] c.e.shop.OrderController : order ${n} failed`,
        '', 'java.lang.IllegalStateException: no session', ...frames(n, 12),
        `Caused by: java.io.IOException: jdbc:postgresql://app:secret${n}@db:5432/shop`, ...frames(n, 3), '\t... 11 more',
      ].join('\n'),
      severityNumber: ERROR,
    },
    { body: `2026-11-27T10:00:00.000Z DEBUG 1 --- [scheduling-1] c.e.shop.Cart : evicted ${n}\n  {\n    "level": "error",\n    "user": "user${of(n, 900)}@example.com"\n  }`, severityNumber: DEBUG },
    { body: ['Exception in thread "main" java.lang.OutOfMemoryError: Java heap space', ...frames(n, 2 + n % 5)].join('\n'), severityNumber: NONE },
    ...n % 12 === 0 ? [{ body: [`2026-11-27T10:00:00.000Z  WARN 1 --- [main] c.e.shop.Deep : ${n}`, ...frames(n, 500), `Caused by: ${'deep '.repeat(8_000)}`].join('\n'), severityNumber: WARN }] : [],
  ],
};

const WORKER: Program = {
  namespace: 'python',
  pod: 'worker-0',
  container: 'worker',
  stream: 'stderr',
  round: (n) => [
    { body: `2026-11-27 10:00:00,${String(n % 1000).padStart(3, '0')} WARNING worker.queue: ${of(n, 300)} tasks wait`, severityNumber: WARN },
    {
      body: [
        `2026-11-27 10:00:00,${String(n % 1000).padStart(3, '0')} ERROR worker.tasks: task ${n} failed`, 'Traceback (most recent call last):', '  File "/app/worker/tasks.py", line 88, in run',
        `    return handle(task, token="${hex(n, 16)}")`, 'ValueError: no such customer', '', 'During handling of the above exception, another exception occurred:', '',
        'Traceback (most recent call last):', '  File "/app/worker/main.py", line 12, in <module>', '    main()', `RuntimeError: task ${n} given up`,
      ].join('\n'),
      severityNumber: ERROR,
    },
  ],
};

/** Programs that write records of several lines. */
export const OF_SEVERAL_LINES: readonly Program[] = [ORDERS, WORKER];

/** How their records begin. */
export const FIRST_LINE = '^(?:\\d{4}-\\d\\d-\\d\\d[ T]|Exception in thread )';
