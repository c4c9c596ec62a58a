/** Lines as real programs write them. */
import { LoggedRecord } from '../../../lib/policy';

const LINES: readonly (readonly [body: string, severityNumber: number])[] = [
  ['10.0.0.7 - - [27/Nov/2026:10:00:00 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.34"', 0],
  ['10.0.0.7 - - [27/Nov/2026:10:00:00 +0000] "GET /healthz?full=1 HTTP/1.1" 503 2 "-" "kube-probe/1.34"', 0],
  ['10.0.0.7 - alice [27/Nov/2026:10:00:01 +0000] "POST /cart?user=alice%40example.com HTTP/2.0" 201 512 "https://shop.example.com/" "Mozilla/5.0"', 9],
  ['{"level":"debug","ts":"2026-11-27T10:00:00.123Z","msg":"cache \\"hit\\"","user":"bob@example.com"}', 5],
  ['{"level":"error","msg":"payment refused","card":"4111 1111 1111 1111","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}', 17],
  ['I1127 10:00:00.000000       1 controller.go:42] "Reconciling" pod="payments/checkout-6d4"', 9],
  ['E1127 10:00:00.000000       1 controller.go:42] "Failed" err="context deadline exceeded"', 17],
  ['level=warn ts=2026-11-27T10:00:00Z msg="slow query" duration=2.5s', 13],
  ['java.lang.IllegalStateException: no session\n\tat com.example.Shop.pay(Shop.java:17)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)\nCaused by: java.io.IOException: token Bearer eyJhbGciOi.eyJzdWIi.c2ln', 17],
  ['Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_~+/== end', 5],
  ['authorization: bearer short', 5],
  ['api_key="0123456789abcdef" X-Api-Key: 0123456789abcdef AKIAIOSFODNN7EXAMPLE', 9],
  ['charged 378282246310005 and 5555-5555-5555-4444, order 1234567890123456', 9],
  ['from a.b+c@mail.example.co.uk to <root@localhost>, cc d@example.org.', 9],
  ['GET /login?password=hunter2&next=%2F 302, authorization: Basic YWxpY2U6c2VjcmV0, {"token": "a b", "client_secret":"tiger"}', 9],
  ['dial postgres://app:s3cret@db:5432/shop, xoxb-1234567890-abcdef, sk_live_abcdefghijklmnop, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln', 17],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----', 5],
  ['token: Bearer abcdefghijkl, {\\"password\\":\\"x y\\"}, "db_password":"a\\"b", STRIPE_API_KEY=0123456789, redis://:pw@cache', 9],
  ['-----BEGIN PRIVATE KEY-----\nnever ended', 5],
  // letters that are the same as s and k when case does not matter
  ['DB_PAſſWORD=hunter2, ſecret: tiger, to\u212aEN=abc, Baſic dXNlcjpwYXNz, api_\u212aey=0123456789, aPi\u212aEY: 0123456789', 9],
  ['', 0],
  ['$1 $$ ${HOME} \\1 "quoted" \'single\' %s', 21],
  [`${'é😀'.repeat(40)} zwölf`, 5],
  [`${'x'.repeat(63)}é`, 5],
  [`${'x'.repeat(62)}😀tail`, 5],
  [`${'long '.repeat(1000)}Bearer abcdefghijkl`, 1],
  [`${'\uFFFD'.repeat(30)} replaced`, 9],
];

/** The corpus, each line from another place. */
export function realRecords(): LoggedRecord[] {
  const namespaces = ['payments', 'platform', 'shop'];
  return LINES.map(([body, severityNumber], index) => ({
    body,
    severityNumber,
    time: `2026-11-27T10:00:${String(index).padStart(2, '0')}.000000${index % 10}Z`,
    attributes: { 'log.iostream': 'stdout', 'team': body.slice(0, 90) },
    resourceAttributes: { 'k8s.namespace.name': namespaces[index % namespaces.length]! },
  }));
}
