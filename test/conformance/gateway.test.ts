import { gatewayCases } from '../../conformance/judging/gateway/gateway-cases';
import { documentHere, gatewayPods } from '../../conformance/judging/gateway/gateway-pods';
import { QUESTIONS, WITHOUT_RULES } from '../../conformance/judging/gateway/questions';
import { gatewayDocument } from '../../lib/loki/gateway/gateway-document';

const DOCUMENT = gatewayDocument({
  writers: 'loki-distributor.loki.svc:3100', readers: 'loki-query-frontend.loki.svc:3100', rules: 'loki-ruler.loki.svc:3100', mostBytes: 4096, answerSeconds: 360, workers: 1,
});
const SITE = { port: 18080, upstreams: { writers: 1001, readers: 1002, rules: 1003 } };

describe('the document of a gateway on this machine', () => {
  const here = documentHere(DOCUMENT, '/scratch', SITE);
  const changed = here.split('\n').filter((line) => !DOCUMENT.split('\n').includes(line)).map((line) => line.trim());

  test('has folders, addresses and a port that this machine has, and no other line is changed', () => {
    expect(changed).toEqual([
      'pid /scratch/nginx.pid;',
      ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path /scratch/${kind};`),
      'access_log /scratch/access.log wrong if=$is_wrong;',
      'server 127.0.0.1:1001;', 'server 127.0.0.1:1002;', 'server 127.0.0.1:1003;',
      'listen 127.0.0.1:18080;',
    ]);
    expect(here.split('\n')).toHaveLength(DOCUMENT.split('\n').length);
  });

  test.each([['/dev/stdout', '/dev/null'], ['pid /tmp/', 'pid /run/'], ['listen 8080', 'listen 80']])('is none when there is no %s to replace', (what, other) => {
    const without = DOCUMENT.replaceAll('_temp_path /tmp/', '_temp_path /run/').replace(what, other);

    expect(() => documentHere(without, '/scratch', SITE)).toThrow('the document has nothing like');
  });
});

describe('gateways among manifests', () => {
  const { manifests } = gatewayCases().find(({ name }) => name === 'with rules')!;

  test('are pods of nginx with the document that they mount', () => {
    expect(gatewayPods(manifests)).toEqual([{
      name: 'loki-gateway', args: ['-e', 'stderr', '-c', '/etc/loki-gateway/nginx.conf'], document: expect.stringContaining('upstream rules {'),
    }]);
  });

  test('are none in a monolith', () => {
    expect(gatewayPods(gatewayCases().find(({ name }) => name === 'a monolith')!.manifests)).toEqual([]);
  });

  test('must have a document', () => {
    expect(() => gatewayPods(manifests.filter(({ kind }) => kind !== 'ConfigMap'))).toThrow('loki-gateway mounts no nginx.conf');
  });
});

describe('what a gateway is asked', () => {
  test('is asked once each', () => {
    const asked = QUESTIONS.map(({ method, path }) => `${method} ${path}`);

    expect(asked.filter((question, index) => asked.indexOf(question) !== index)).toEqual([]);
  });

  test('is nobody where nobody evaluates rules', () => {
    expect(WITHOUT_RULES.filter(({ wanted }) => wanted === 'rules')).toEqual([]);
    expect(QUESTIONS.filter(({ wanted }) => wanted === 'rules')).not.toEqual([]);
    expect(WITHOUT_RULES.filter(({ wanted }, index) => wanted !== QUESTIONS[index]!.wanted).every(({ path, wanted }) => wanted === 404 && /rules|alerts/.test(path))).toBe(true);
  });
});
