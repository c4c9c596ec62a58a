import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Collector } from '../../conformance/cluster/collectors';
import { compare } from '../../conformance/cluster/delivery';
import { forgetfulConfig } from '../../conformance/cluster/forgetful-config';
import { chosenLabels, clusterName, Identity, wrongOrigins } from '../../conformance/cluster/identity';
import { levelOf } from '../../conformance/cluster/namespaces';
import { Count } from '../../conformance/cluster/sink';
import { Sending } from '../../conformance/cluster/telemetry-count';
import { inTurns, onStage } from '../../conformance/cluster/turns';
import { auditLog, rightText, unusedRights } from '../../conformance/cluster/used-rights';
import { unwantedKinds } from '../../conformance/cluster/wanted-lines';
import { Route } from '../../conformance/cluster/world';
import { Manifest } from '../../conformance/judging/kubernetes-types';

const SENDING: Sending = { signal: 'logs', kind: 'plain', source: 'shop/cart-1/app', sent: 10, retries: 0, unacknowledged: [] };
const COUNT: Count = {
  run: 'kill',
  signal: 'logs',
  kind: 'plain',
  source: 'shop/cart-1/app',
  route: 'loki',
  unique: 10,
  duplicates: 0,
  unnumbered: 0,
  damaged: 0,
  ranges: [[0, 9]],
  origins: [],
  severities: {},
  lateness: 0,
};
const LOKI = { name: 'loki', signals: ['logs'] } as unknown as Route;

function collector(config: object): Collector {
  return { config: { service: { pipelines: {} }, ...config } } as unknown as Collector;
}

describe('a delivery', () => {
  const missing = (sending: Partial<Sending>, counts: Array<Partial<Count>>) => compare(
    [{ ...SENDING, ...sending }], { counts: counts.map((count) => ({ ...COUNT, ...count })), headers: {}, refused: {} }, [LOKI],
  ).map((delivery) => delivery.missing);

  test('lacks what was sent and did not arrive', () => {
    expect(missing({}, [{}])).toEqual([0]);
    expect(missing({}, [{ ranges: [[0, 3], [6, 9]] }])).toEqual([2]);
    expect(missing({}, [])).toEqual([10]);
  });

  test('does not lack what nobody acknowledged, whether it arrived or not', () => {
    expect(missing({ unacknowledged: [[8, 9], [0, 1]] }, [{ ranges: [[2, 7]] }])).toEqual([0]);
    expect(missing({ unacknowledged: [[0, 1]] }, [{ ranges: [[0, 8]] }])).toEqual([1]);
  });

  test('is not made good by what another source, kind or destination received', () => {
    expect(missing({}, [{ source: 'shop/cart-2/app' }])).toEqual([10]);
    expect(missing({}, [{ kind: 'json' }])).toEqual([10]);
    expect(missing({}, [{ route: 'thanos' }])).toEqual([10]);
  });
});

describe('what something says of its origin', () => {
  const identity: Identity = {
    source: 'shop/cart-1/app', pod: 'cart-1', container: 'app', attributes: { 'k8s.pod.name': 'cart-1', 'k8s.namespace.name': 'shop' },
  };
  const right = { 'k8s.pod.name': 'cart-1', 'k8s.namespace.name': 'shop', 'k8s.container.name': 'app' };
  const wrong = (count: Partial<Count>, attributes: Record<string, string>) =>
    wrongOrigins({ ...COUNT, ...count, origins: [{ attributes, count: 1 }] }, identity, [
      { labels: { job: 'pods', instance: '10.0.0.1:80', k8s_pod_name: 'cart-1', k8s_namespace_name: 'shop' }, samples: 1 },
    ]);

  test('is wrong when it is another pod, none, or another container', () => {
    expect(wrong({}, right)).toEqual([]);
    expect(wrong({}, { ...right, 'k8s.pod.name': 'agent-x' })).toEqual(['1 logs (plain) of shop/cart-1/app: k8s_pod_name is agent-x, not cart-1']);
    expect(wrong({}, {})).toHaveLength(1);
    expect(wrong({}, { ...right, 'k8s.container.name': 'proxy' })).toEqual(['1 logs (plain) of shop/cart-1/app: the container is proxy, not app']);
  });

  test('names the container of every line, and need not name that of what is pushed', () => {
    const { 'k8s.container.name': _, ...ofPod } = right;
    expect(wrong({}, ofPod)).toHaveLength(1);
    expect(wrong({ kind: 'otlp' }, ofPod)).toEqual([]);
  });

  test('may stand in the target_info of the same target', () => {
    expect(wrong({ signal: 'metrics' }, { job: 'pods', instance: '10.0.0.1:80' })).toEqual([]);
    expect(wrong({ signal: 'metrics' }, { job: 'pods', instance: '10.0.0.2:80' })).toHaveLength(1);
  });
});

describe('what is read off manifests', () => {
  const pod = (namespace: string, level?: string): Manifest => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'any', namespace, labels: level === undefined ? {} : { 'observability.cdk8s.io/pod-security': level } },
  });

  test('one pod that needs more opens the namespace', () => {
    expect(levelOf('a', [pod('a', 'restricted'), pod('a', 'privileged'), pod('b', 'baseline')])).toBe('privileged');
    expect(levelOf('b', [pod('a', 'privileged'), pod('b', 'baseline'), pod('b')])).toBe('baseline');
    expect(levelOf('c', [pod('a', 'privileged')])).toBe('restricted');
    expect(() => levelOf('a', [pod('a', 'open')])).toThrow('claims the Pod Security level open');
  });

  test('labels that are kept, the name of the cluster, and lines that are dropped', () => {
    const agent = collector({
      processors: {
        'k8s_attributes': { extract: { labels: [{ tag_name: 'team', key: 'acme/team', from: 'pod' }, { key: 'zone', from: 'node' }] } },
        'resource/cluster': { attributes: [{ key: 'k8s.cluster.name', value: 'prod' }] },
        'filter/logs': { log_conditions: ['log.severity_number < SEVERITY_NUMBER_INFO'] },
      },
    });
    expect(chosenLabels([agent])).toEqual([{ label: 'acme/team', attribute: 'team' }]);
    expect(clusterName([agent])).toBe('prod');
    expect(unwantedKinds(agent)).toEqual(['debug', 'json-debug']);
    expect(unwantedKinds(collector({}))).toEqual([]);
  });

  test('a forgetful collector has neither queues on disk nor positions', () => {
    const { config } = collector({
      exporters: { otlp: { endpoint: 'a:1', sending_queue: { enabled: true, storage: 'file_storage' } } },
      receivers: { file_log: { include: ['/x'], storage: 'file_storage', start_at: 'beginning' }, otlp: null },
    });
    expect(forgetfulConfig(config)).not.toContain('file_storage');
    expect(forgetfulConfig(config)).toContain('start_at: end');
  });
});

describe('a right', () => {
  const state = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  const user = 'system:serviceaccount:observability:agent';
  afterAll(() => rmSync(state, { recursive: true }));

  test('is used by who asks for it, by whom the kubelet asks about, and listing by watching', () => {
    const events = [
      { verb: 'watch', user: { username: user }, objectRef: { resource: 'pods' } },
      { verb: 'list', user: { username: 'system:serviceaccount:observability:cluster' }, objectRef: { resource: 'events' } },
      {
        verb: 'create',
        user: { username: 'system:node:node-1' },
        requestObject: { spec: { user, resourceAttributes: { verb: 'get', resource: 'nodes', subresource: 'stats' } } },
      },
    ];
    mkdirSync(dirname(auditLog(state)), { recursive: true });
    writeFileSync(auditLog(state), events.map((event) => JSON.stringify(event)).join('\n'));
    const rights = [
      { verb: 'list', group: '', resource: 'pods' }, { verb: 'watch', group: '', resource: 'pods' }, { verb: 'get', group: '', resource: 'nodes/stats' },
      { verb: 'list', group: '', resource: 'events' }, { verb: 'watch', group: 'apps', resource: 'pods' },
    ];
    expect(unusedRights(state, user, rights).map(rightText)).toEqual(['list events', 'watch pods.apps']);
  });
});

describe('scenarios', () => {
  const scenarios = onStage({ normal: async () => undefined, pages: async () => undefined, kill: async () => undefined, last: async () => undefined }, {}, { kill: 'pages' });

  test('run one after the other, and companions at the same time', () => {
    expect(inTurns(scenarios, undefined)).toEqual([['normal'], ['kill', 'pages'], ['last']]);
  });

  test('run alone when nobody wants their companion', () => {
    expect(inTurns(scenarios, ['pages', 'last'])).toEqual([['pages'], ['last']]);
    expect(inTurns(scenarios, ['kill'])).toEqual([['kill']]);
    expect(inTurns(scenarios, [])).toEqual([]);
  });
});
