import { duplicationFindings } from '../../../lib/collector/invariants/duplication';
import { parsed, whats } from '../documents';

const ON_EVERY_NODE = { onEveryNode: true, replicas: 1 };
const ALONE = { onEveryNode: false, replicas: 1 };
const THREE = { onEveryNode: false, replicas: 3 };

function withReceiver(id: string, config: string) {
  return parsed(`
    receivers: { ${id}: ${config} }
    service: { pipelines: { metrics: { receivers: [${id}], exporters: [debug] } } }
  `);
}

function scraping(job: string) {
  return withReceiver('prometheus', `{ config: { scrape_configs: [{ job_name: pods, ${job} }] } }`);
}

describe('a receiver for the whole cluster', () => {
  test.each(['k8s_cluster', 'k8s_events', 'k8s_objects', 'k8sobjects/second'])('%s needs an election when more than one pod runs it', (id) => {
    expect(whats(duplicationFindings(withReceiver(id, '{}'), THREE))).toEqual([`${id} runs in 3 replicas, and nobody elects the one that collects`]);
    expect(whats(duplicationFindings(withReceiver(id, '{}'), ON_EVERY_NODE))).toEqual([`${id} runs in a pod on every node, and nobody elects the one that collects`]);
    expect(duplicationFindings(withReceiver(id, '{ k8s_leader_elector: k8s_leader_elector }'), THREE)).toEqual([]);
    expect(duplicationFindings(withReceiver(id, '{}'), ALONE)).toEqual([]);
  });
});

describe('a scrape job', () => {
  const discovery = (selectors: string) => `kubernetes_sd_configs: [{ role: pod${selectors} }]`;

  test('on every node looks at its own node', () => {
    expect(duplicationFindings(scraping(discovery(', selectors: [{ role: pod, field: "spec.nodeName=${env:NODE_NAME}" }]')), ON_EVERY_NODE)).toEqual([]);
    expect(duplicationFindings(scraping('static_configs: [{ targets: ["${env:NODE_IP}:10250", "localhost:8888"] }]'), ON_EVERY_NODE)).toEqual([]);
  });

  test.each([
    discovery(''),
    discovery(', selectors: [{ role: pod, label: app=web }]'),
    'static_configs: [{ targets: ["web.shop.svc:80"] }]',
    'file_sd_configs: [{ files: [/etc/targets.json] }]',
  ])('on every node is a problem when every agent scrapes everything: %s', (job) => {
    expect(whats(duplicationFindings(scraping(job), ON_EVERY_NODE))).toEqual(["prometheus has job 'pods' in a pod on every node"]);
  });

  test('of several replicas is a problem, wherever it looks, unless an allocator shares the targets out', () => {
    const ownNode = discovery(', selectors: [{ role: pod, field: "spec.nodeName=${env:NODE_NAME}" }]');
    expect(whats(duplicationFindings(scraping(ownNode), THREE))).toEqual(["prometheus has job 'pods' in 3 replicas"]);
    expect(duplicationFindings(withReceiver('prometheus', '{ target_allocator: { endpoint: http://allocator } }'), THREE)).toEqual([]);
    expect(duplicationFindings(scraping(discovery('')), ALONE)).toEqual([]);
  });
});

describe('the metadata of Kubernetes', () => {
  const attributes = (config: string) => parsed(`
    processors: { k8sattributes: ${config} }
    service: { pipelines: { logs: { receivers: [otlp], processors: [k8sattributes], exporters: [debug] } } }
  `);

  test('are those of the own node on every node', () => {
    expect(duplicationFindings(attributes('{ filter: { node_from_env_var: NODE_NAME } }'), ON_EVERY_NODE)).toEqual([]);
    expect(whats(duplicationFindings(attributes('{}'), ON_EVERY_NODE))).toEqual(['k8sattributes runs on every node and watches pods of all of them']);
  });

  test('are those of every node in a gateway', () => {
    expect(duplicationFindings(attributes('{}'), THREE)).toEqual([]);
  });
});

test('what is in no pipeline does nothing twice', () => {
  expect(duplicationFindings(parsed('receivers: { k8s_cluster: {} }'), THREE)).toEqual([]);
});
