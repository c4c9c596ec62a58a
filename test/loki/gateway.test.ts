import { Chart, Duration } from 'cdk8s';
import {
  AlertmanagerEndpoint, GatewayStatefulSet, LokiAlertRule, LokiDistributedProps, LokiRuleGroup, LokiTenant, NetworkPeer, VersionCatalog,
} from '../../lib';
import { GatewayPlan, gatewayDocument } from '../../lib/loki/gateway/gateway-document';
import { directive, nginxDocument } from '../../lib/loki/gateway/nginx-document';
import { at, find, Manifest } from '../manifests';
import { aChart, distributed, fileOf, whats, written } from './program';

const RULED: Partial<LokiDistributedProps> = {
  tenants: [new LokiTenant('shop', { ruleGroups: [new LokiRuleGroup('shop', { rules: [new LokiAlertRule('Errors', { expr: 'rate({app="shop"}[5m]) > 0' })] })] })],
  ruler: { alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093' })] },
};
const PLAN: GatewayPlan = {
  writers: 'loki-distributor.loki.svc:3100', readers: 'loki-query-frontend.loki.svc:3100', mostBytes: 104_857_600, answerSeconds: 360, workers: 1,
};

/** The locations of a document, each with its lines. */
function locations(document: string): { readonly [location: string]: string[] } {
  const found = [...document.matchAll(/^ {4}location (.*) \{\n([^]*?)^ {4}\}$/gm)];
  return Object.fromEntries(found.map(([, location, lines]) => [location!, lines!.split('\n').map((line) => line.trim()).filter((line) => line !== '')]));
}

function callersOf(manifests: readonly Manifest[], name: string, port: number): string[] {
  const rules = at(find(manifests, 'NetworkPolicy', name), 'spec.ingress') as { from: { podSelector?: { matchLabels?: { [label: string]: string } } }[]; ports: { port: number }[] }[];
  return rules.filter(({ ports }) => ports.some((each) => each.port === port)).flatMap(({ from }) => from.map(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/instance'] ?? 'anybody'));
}

describe('the document of nginx', () => {
  test('is lines and blocks', () => {
    expect(nginxDocument([directive('daemon', ['off']), directive('events', [], [directive('worker_connections', [16])])])).toBe('daemon off;\nevents {\n  worker_connections 16;\n}\n');
  });

  test.each([
    ['a b', '"a b"'], ['', '""'], ['a;b', '"a;b"'], ['{}', '"{}"'], ['a"b', '"a\\"b"'], ['a\\b', '"a\\\\b"'], ['a\nb', '"a\\nb"'], ["it's", '"it\'s"'], ['#a', '"#a"'], ['$status', '$status'], ['~^[123]', '~^[123]'],
  ])('has the text %j as %s', (text, expected) => {
    expect(nginxDocument([directive('a', [text])])).toBe(`a ${expected};\n`);
  });
});

describe('what a gateway hands on', () => {
  const document = gatewayDocument({ ...PLAN, rules: 'loki-ruler.loki.svc:3100' });

  test.each(['/loki/api/v1/push', '/otlp/v1/logs'])('is what is written at %s, in requests as large as Loki takes them', (path) => {
    expect(locations(document)[`= ${path}`]).toEqual([
      'limit_except POST {', 'deny all;', '}', 'client_max_body_size 104857600;', 'proxy_request_buffering off;', 'proxy_pass http://writers;',
    ]);
  });

  test('is what is asked', () => {
    expect(locations(document)['^~ /loki/api/v1/']).toEqual(['limit_except GET POST {', 'deny all;', '}', 'proxy_pass http://readers;']);
  });

  test('are lines that are followed, over a websocket that may be quiet for an hour', () => {
    expect(locations(document)['= /loki/api/v1/tail']).toEqual([
      'limit_except GET {', 'deny all;', '}',
      'proxy_set_header Host $http_host;', 'proxy_set_header Upgrade $http_upgrade;', 'proxy_set_header Connection upgrade;', 'proxy_read_timeout 3600s;', 'proxy_pass http://readers;',
    ]);
  });

  test.each(['= /loki/api/v1/rules', '= /prometheus/api/v1/rules', '= /prometheus/api/v1/alerts', '^~ /loki/api/v1/rules/'])('are rules at %s, to be read', (location) => {
    expect(locations(document)[location]).toEqual(['limit_except GET {', 'deny all;', '}', 'proxy_pass http://rules;']);
  });

  test('is nothing else', () => {
    expect(locations(document)).toMatchObject({ '/': ['return 404;'], '= /loki/api/v1': ['return 404;'], '^~ /loki/api/v1/delete': ['return 404;'], '= /ready': ['return 200 ready;'] });
    expect(Object.keys(locations(document))).toHaveLength(12);
  });

  test('are no rules where nobody evaluates any', () => {
    const without = gatewayDocument(PLAN);

    expect(locations(without)).toMatchObject({ '= /loki/api/v1/rules': ['return 404;'], '^~ /loki/api/v1/rules/': ['return 404;'] });
    expect(without).not.toContain('upstream rules');
  });

  test('has the tenant that the request has: no header of tenants is made', () => {
    expect(document.match(/proxy_set_header \S+/g)).toEqual([
      'proxy_set_header Host', 'proxy_set_header Connection', 'proxy_set_header Host', 'proxy_set_header Upgrade', 'proxy_set_header Connection',
    ]);
  });

  test('goes to Services by their names, which need no resolver', () => {
    expect([...document.matchAll(/upstream (\w+) \{\n\s+server (\S+);/g)].map(([, name, address]) => [name, address])).toEqual([
      ['writers', 'loki-distributor.loki.svc:3100'], ['readers', 'loki-query-frontend.loki.svc:3100'], ['rules', 'loki-ruler.loki.svc:3100'],
    ]);
    expect(document).not.toContain('resolver');
  });

  test('leaves nothing on a disk but a process id', () => {
    expect(document).toContain('proxy_max_temp_file_size 0;');
    expect([...document.matchAll(/^\s*(?:pid|\w+_temp_path) (\S+);/gm)].every(([, path]) => path!.startsWith('/tmp/'))).toBe(true);
  });
});

describe('a Loki with a gateway', () => {
  const manifests = written(distributed({ ...RULED, gateway: {} }));
  const pod = at(find(manifests, 'Deployment', 'loki-gateway'), 'spec.template.spec') as { containers: [Record<string, unknown>]; volumes: object[]; terminationGracePeriodSeconds: number };

  test('is written to and asked through it', () => {
    const loki = distributed({ gateway: {}, tenants: [new LokiTenant('shop')] });

    expect(loki.otlpEndpoint).toMatchObject({ host: 'loki-gateway.loki.svc', port: 8080 });
    expect(loki.queryEndpoint.url).toBe('http://loki-gateway.loki.svc:8080');
    expect(loki.gateway).toMatchObject({ name: 'loki-gateway', replicas: 2 });
    expect(distributed().gateway).toBeUndefined();
    expect(distributed().otlpEndpoint.host).toBe('loki-distributor.loki.svc');
  });

  test('lets nobody but it into distributors, query frontends and rulers, beside those who scrape them at the same port', () => {
    const scrapers = [NetworkPeer.podsOf('monitoring', { 'app.kubernetes.io/instance': 'prometheus' })];
    const guarded = written(distributed({
      ...RULED, gateway: {}, distributor: { scrapers }, queryFrontend: { scrapers }, ruler: { ...RULED.ruler, scrapers },
    }));

    for (const component of ['distributor', 'query-frontend', 'ruler']) {
      expect(callersOf(guarded, `loki-${component}`, 3100)).toEqual(['loki-gateway', 'prometheus']);
      expect(callersOf(manifests, `loki-${component}`, 3100)).toEqual(['loki-gateway', 'anybody']);
    }
  });

  test('lets those into the gateway who write and ask', () => {
    const chart = aChart();
    const loki = distributed({ gateway: { clients: [NetworkPeer.podsOf('grafana')] } }, chart);
    new GatewayStatefulSet(chart, 'otel', { cluster: { name: 'prod', region: 'us-east-1' }, logsTo: loki.otlpEndpoint });

    expect(callersOf(written(loki), 'loki-gateway', 8080)).toEqual(['otel', 'anybody']);
  });

  test('has it reach whom it hands on to, and names', () => {
    const egress = at(find(manifests, 'NetworkPolicy', 'loki-gateway'), 'spec.egress') as { to?: [{ podSelector: { matchLabels: { [label: string]: string } } }]; ports: { port: number }[] }[];

    expect(egress.filter(({ to }) => to).map(({ to, ports }) => [to![0].podSelector.matchLabels['app.kubernetes.io/instance'], ports[0]!.port])).toEqual([
      ['loki-distributor', 3100], ['loki-query-frontend', 3100], ['loki-ruler', 3100],
    ]);
    expect(egress.filter(({ to }) => !to).flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([53, 53]);
  });

  test('has rulers behind an address that stays', () => {
    expect(find(manifests, 'Service', 'loki-ruler').spec).toMatchObject({ selector: { 'app.kubernetes.io/instance': 'loki-ruler' }, ports: [{ name: 'http', port: 3100 }] });
    expect(at(find(manifests, 'Service', 'loki-ruler'), 'spec.clusterIP')).toBeUndefined();
  });

  test('runs nginx as nobody, on a root file system that it cannot write to', () => {
    expect(pod.containers[0]).toMatchObject({
      image: VersionCatalog.tested().nginxImage,
      args: ['nginx', '-e', 'stderr', '-c', '/etc/loki-gateway/nginx.conf'],
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
      readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      livenessProbe: { tcpSocket: { port: 8080 } },
      resources: { limits: { cpu: '1', memory: '256Mi' } },
      volumeMounts: [{ name: 'config', mountPath: '/etc/loki-gateway', readOnly: true }, { name: 'scratch', mountPath: '/tmp' }],
    });
    expect(pod).toMatchObject({ securityContext: { runAsUser: 10101, fsGroup: 10101, runAsNonRoot: true }, automountServiceAccountToken: false });
    expect(pod.volumes).toContainEqual({ name: 'scratch', emptyDir: { sizeLimit: '64Mi' } });
    expect(find(manifests, 'PodDisruptionBudget', 'loki-gateway').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('restarts it for another document', () => {
    const hashOf = (props: Partial<LokiDistributedProps>) => at(find(written(distributed({ gateway: {}, ...props })), 'Deployment', 'loki-gateway'), 'spec.template.metadata.annotations');

    expect(hashOf({})).toEqual(hashOf({}));
    expect(hashOf({ queryTimeout: Duration.minutes(1) })).not.toEqual(hashOf({}));
  });

  test('waits as long as a query may take, while it works and when it ends', () => {
    const slow = written(distributed({ gateway: {}, queryTimeout: Duration.minutes(10) }));

    expect(fileOf(slow, 'loki-gateway-config', 'nginx.conf')).toContain('proxy_read_timeout 660s;');
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(360);
    expect(whats(() => distributed({ gateway: { terminationGracePeriod: Duration.seconds(30) } }))).toEqual([expect.stringContaining('loki/loki/gateway: ')]);
  });

  test('takes requests as large as its distributors do, and works on as many processors as it has', () => {
    const large = written(distributed({ gateway: { cpuLimit: 3.5 }, extraConfig: { distributor: { max_recv_msg_size: 209_715_200 } } }));
    const text = fileOf(large, 'loki-gateway-config', 'nginx.conf');

    expect(text.match(/client_max_body_size \d+/g)).toEqual(['client_max_body_size 209715200', 'client_max_body_size 209715200']);
    expect(text).toContain('worker_processes 4;');
    expect(fileOf(manifests, 'loki-gateway-config', 'nginx.conf')).toContain('client_max_body_size 104857600;');
  });

  test('has one at least', () => {
    expect(whats(() => distributed({ gateway: { replicas: 0 } }))).toEqual([expect.stringContaining('loki/loki/gateway: ')]);
    expect(Chart.of(distributed({ gateway: { replicas: 3 } })).namespace).toBe('loki');
  });
});
