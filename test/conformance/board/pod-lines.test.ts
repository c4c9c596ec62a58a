import { podLines } from '../../../conformance/board/pod-lines';
import { Manifest } from '../../../conformance/judging/kubernetes-types';

const LABELS = { app: 'collector' };

interface Parts {
  readonly kind?: string;
  readonly container?: object;
  readonly pod?: object;
  readonly annotations?: object;
}

function workload({ kind = 'Deployment', container = {}, pod = {}, annotations = {} }: Parts = {}): Manifest {
  const template = {
    metadata: { labels: LABELS, annotations },
    spec: { serviceAccountName: 'collector', containers: [{ name: 'collector', image: 'otelcol:1', ...container }], ...pod },
  };
  return object(kind, { spec: { template } });
}

function object(kind: string, parts: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'collector', namespace: 'observability' }, ...parts } as Manifest;
}

function value(title: string, ...manifests: Manifest[]): string | undefined {
  return podLines(manifests).find((line) => line.title === title)?.value;
}

describe('containers', () => {
  test.each([
    ['containers with GOMEMLIMIT', { container: { env: [{ name: 'GOMEMLIMIT', value: '409MiB' }] } }],
    ['containers with a read-only root', { container: { securityContext: { readOnlyRootFilesystem: true } } }],
    ['containers that must not be root', { pod: { securityContext: { runAsNonRoot: true } } }],
    ['containers without any capability', { container: { securityContext: { capabilities: { drop: ['ALL'] } } } }],
    ['images by digest', { container: { image: 'otelcol:1@sha256:abc' } }],
    ['pods that roll with their configuration', { annotations: { 'checksum/config': 'abc' } }],
  ])('%s', (title, good) => {
    expect(value(title, workload(good), workload())).toBe('1 of 2');
  });

  test('the word of the container outweighs that of its pod', () => {
    const pod = { securityContext: { runAsNonRoot: true } };
    expect(value('containers that must not be root', workload({ pod, container: { securityContext: { runAsNonRoot: false } } }))).toBe('0 of 1');
  });

  test('containers that start before the others count too', () => {
    expect(value('images by digest', workload({ pod: { initContainers: [{ name: 'init', image: 'busybox:1' }] } }))).toBe('0 of 2');
  });
});

describe('a token', () => {
  const TITLE = 'pods with a token and no rights to use it for';
  const binding = object('ClusterRoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'collector', namespace: 'observability' }] });

  test('is mounted when nobody says no', () => {
    expect(value(TITLE, workload())).toBe('1');
  });

  test('has a use when its account has rights', () => {
    expect(value(TITLE, workload(), binding)).toBe('0');
  });

  test('is not mounted when the pod, or its account, says no', () => {
    expect(value(TITLE, workload({ pod: { automountServiceAccountToken: false } }))).toBe('0');
    expect(value(TITLE, workload(), object('ServiceAccount', { automountServiceAccountToken: false }))).toBe('0');
  });
});

describe('a network policy', () => {
  const TITLE = 'pods that a NetworkPolicy narrows both ways';
  const policy = (spec: object) => object('NetworkPolicy', { spec });

  test('that says nothing of egress lets everything out', () => {
    expect(value(TITLE, workload(), policy({ podSelector: { matchLabels: LABELS }, ingress: [] }))).toBe('0 of 1');
    expect(value(TITLE, workload(), policy({ podSelector: { matchLabels: LABELS }, ingress: [], egress: [] }))).toBe('1 of 1');
  });

  test('with an empty rule lets everything through', () => {
    const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
    expect(value(TITLE, workload(), policy({ ...both, ingress: [{ ports: [{ port: 4317 }] }], egress: [{}] }))).toBe('0 of 1');
    expect(value(TITLE, workload(), policy({ ...both, ingress: [{}], egress: [] }))).toBe('0 of 1');
    expect(value(TITLE, workload(), policy({ ...both, ingress: [{ ports: [{ port: 4317 }] }], egress: [] }))).toBe('1 of 1');
  });

  test('is of the pods that it selects', () => {
    const both = { policyTypes: ['Ingress', 'Egress'] };
    expect(value(TITLE, workload(), policy({ ...both, podSelector: {} }))).toBe('1 of 1');
    expect(value(TITLE, workload(), policy({ ...both, podSelector: { matchLabels: { app: 'other' } } }))).toBe('0 of 1');
    expect(value(TITLE, workload(), policy({ ...both, podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['collector'] }] } }))).toBe('1 of 1');
    expect(value(TITLE, workload(), policy({ ...both, podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }))).toBe('0 of 1');
  });
});

test('a daemon set needs no disruption budget', () => {
  const budget = object('PodDisruptionBudget', { spec: { selector: { matchLabels: LABELS } } });
  const TITLE = 'Deployments and StatefulSets with a disruption budget';
  expect(value(TITLE, workload({ kind: 'DaemonSet' }))).toBe('none');
  expect(value(TITLE, workload({ kind: 'StatefulSet' }), budget)).toBe('1 of 1');
  expect(value(TITLE, workload({ kind: 'StatefulSet' }))).toBe('0 of 1');
});
