/** Lines as the containers of a node write them: of twenty, eight are access lines, seven are JSON, and five are of klog, logfmt and plain text. */
import { hex, of, Program, Written } from '../judging/log-files/programs';

export const LINES_IN_ROUND = 20;

const [NONE, DEBUG, INFO, WARN, ERROR] = [0, 5, 9, 13, 17] as const;

const clock = (round: number) => `10:${String(Math.floor(round / 60) % 60).padStart(2, '0')}:${String(round % 60).padStart(2, '0')}`;

function access(n: number, request: string, rest: string): Written {
  return { body: `10.0.${of(n, 8)}.${of(n, 250)} - - [27/Nov/2026:${clock(n)} +0000] "${request} HTTP/1.1" ${rest} ${(n % 97) / 1000}`, severityNumber: NONE };
}

const BROWSER = '"https://shop.example.com/cart" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"';
const PROBE = '200 2 "-" "kube-probe/1.34"';

const INGRESS: Program = {
  namespace: 'ingress',
  pod: 'nginx-5d4f9c7b8-x2x7k',
  container: 'nginx',
  stream: 'stdout',
  round: (n) => [
    access(n, 'GET /healthz', PROBE),
    access(n, 'GET /ready', PROBE),
    access(n, 'GET /livez?verbose', PROBE),
    access(n, `GET /api/users/${of(n, 5000)}/orders?page=${n % 9}`, `200 ${of(n, 40_000)} ${BROWSER}`),
    access(n, `GET /static/app.${hex(n, 8)}.js`, `304 0 ${BROWSER}`),
    access(n, `GET /products/${of(n, 900)}`, `200 ${of(n, 90_000)} ${BROWSER}`),
    access(n, `POST /login?user=user${of(n, 900)}@example.com`, '302 0 "-" "curl/8.9.1"'),
    access(n, `GET /orders/${of(n, 5000)}`, `${n % 4 === 0 ? 502 : 404} 157 ${BROWSER}`),
  ],
};

function json(n: number, level: string, severityNumber: number, fields: object): Written {
  return { body: JSON.stringify({ level, ts: `2026-11-27T${clock(n)}.123Z`, caller: 'checkout/service.go:142', ...fields, trace_id: hex(n, 32) }), severityNumber };
}

const CHECKOUT: Program = {
  namespace: 'payments',
  pod: 'checkout-6d4b8f7c9-abcde',
  container: 'checkout',
  stream: 'stdout',
  round: (n) => [
    json(n, 'debug', DEBUG, { msg: 'cache hit', key: `session:${hex(n, 16)}` }),
    json(n, 'debug', DEBUG, { msg: 'query', sql: 'SELECT id, total FROM orders WHERE customer = $1', ms: (n % 90) / 10 }),
    json(n, 'debug', DEBUG, { msg: 'headers', authorization: `Bearer ${hex(n, 32)}` }),
    json(n, 'info', INFO, { msg: 'request served', method: 'GET', path: `/cart/${of(n, 800)}`, status: 200, ms: (n % 90) / 10 }),
    json(n, 'info', INFO, { msg: 'order taken', order: of(n, 100_000), customer: `user${of(n, 900)}@example.com` }),
    json(n, 'info', INFO, { msg: 'payment sent', provider: 'acme', amount: of(n, 20_000) }),
    n % 3 === 0
      ? json(n, 'error', ERROR, { msg: 'payment refused', card: '4111 1111 1111 1111', reason: 'insufficient funds' })
      : json(n, 'warn', WARN, { msg: 'retrying', attempt: n % 3, error: 'context deadline exceeded' }),
  ],
};

const SCHEDULER: Program = {
  namespace: 'kube-system',
  pod: 'kube-scheduler-node-1',
  container: 'kube-scheduler',
  stream: 'stderr',
  round: (n) => [
    { body: `I1127 ${clock(n)}.000000       1 schedule_one.go:1003] "Successfully bound pod to node" pod="payments/checkout-${hex(n, 5)}" node="node-${of(n, 50)}"`, severityNumber: INFO },
    { body: `W1127 ${clock(n)}.000000       1 reflector.go:561] watch of *v1.Pod ended with: too old resource version: ${of(n, 100_000)}`, severityNumber: WARN },
  ],
};

const PROMETHEUS: Program = {
  namespace: 'platform',
  pod: 'prometheus-0',
  container: 'prometheus',
  stream: 'stderr',
  round: (n) => [
    { body: `time=2026-11-27T${clock(n)}.456Z level=INFO source=compact.go:582 msg="write block" mint=${of(n, 9_000)} duration=${n % 7}.4s`, severityNumber: INFO },
    { body: `ts=2026-11-27T${clock(n)}.000Z caller=dedupe.go:112 level=debug component=remote remote_name=${hex(n, 6)} msg="batch sent"`, severityNumber: DEBUG },
  ],
};

const CATALOG: Program = {
  namespace: 'shop',
  pod: 'catalog-7c9d8b6f5-zzzzz',
  container: 'catalog',
  stream: 'stdout',
  round: (n) => [{ body: `2026-11-27 ${clock(n)},123 DEBUG [http-nio-8080-exec-${n % 8}] c.e.shop.Catalog : loaded ${of(n, 500)} items in ${n % 40} ms`, severityNumber: DEBUG }],
};

export const NODE: readonly Program[] = [INGRESS, CHECKOUT, SCHEDULER, PROMETHEUS, CATALOG];
