import { KubeStateMetricsPlan } from './kube-state-metrics-plan';
import { STATE_RESOURCES } from './state-resources';
import { isLabelKey } from '../../kubernetes/labels';
import { replicaFindings } from '../../kubernetes/replicas';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';
import { hiddenByPolicy, lifecycleFindings } from '../lifecycle/lifecycle-findings';
import { KUBE_STATE_SIGNS } from '../lifecycle/lifecycle-signs';

const ELSEWHERE = 'podLifecycle: false, when a cluster collector or another exporter shows them';

/** kube-state-metrics before this one gave objects of no namespace once for every namespace, and took a star as the only key. */
const ONCE_PER_CLUSTER = '2.20.0';

/** What is wrong with what kube-state-metrics is told. */
export function kubeStateMetricsFindings(plan: KubeStateMetricsPlan): Finding[] {
  return [
    ...replicaFindings(plan.shards, 'shards'),
    ...resourceFindings(plan),
    ...namespaceFindings(plan),
    ...Object.entries(plan.labelsAllowlist).flatMap(([resource, keys]) => labelFindings(plan, resource, keys)),
    ...plan.podLifecycle ? podFindings(plan) : [],
  ];
}

function resourceFindings({ resources, version }: KubeStateMetricsPlan): Finding[] {
  const unknown = resources.filter(isUnknown);
  const tooNew = resources.filter((resource) => !unknown.includes(resource) && !isAtLeast(version, STATE_RESOURCES[resource].since ?? version));
  return [
    ...resources.length > 0 ? [] : [{
      what: 'resources is empty',
      why: 'kube-state-metrics would take it for everything that it watches by itself',
      fix: "resources: ['pods'], or no resources for what rules ask for",
    }],
    ...unknown.map((resource) => ({
      what: `resources has '${resource}'`,
      why: 'kube-state-metrics does not start with what it does not know',
      fix: nearest(resource) ?? `one of ${Object.keys(STATE_RESOURCES).join(', ')}`,
    })),
    ...tooNew.map((resource) => ({
      what: `resources has '${resource}', and kube-state-metrics is ${version}`,
      why: `it knows them from ${STATE_RESOURCES[resource].since} on, and does not start before`,
      fix: `versions: new VersionCatalog({ kubeStateMetrics: '${STATE_RESOURCES[resource].since}' }), or leave it out of resources`,
    })),
  ];
}

function isUnknown(resource: string): boolean {
  return !Object.hasOwn(STATE_RESOURCES, resource);
}

/** The plural of what was written as a kind. */
function nearest(resource: string): string | undefined {
  const plain = resource.toLowerCase();
  const found = [plain, `${plain}s`, `${plain}es`, plain.replace(/y$/, 'ies')].find((each) => !isUnknown(each));
  return found && `'${found}'`;
}

function namespaceFindings({ namespaces, resources, version }: KubeStateMetricsPlan): Finding[] {
  if (namespaces?.length === 0) {
    return [{
      what: 'namespaces is empty',
      why: 'kube-state-metrics would take it for every namespace',
      fix: "namespaces: ['payments'], or no namespaces for the whole cluster",
    }];
  }
  const ofCluster = resources.filter((resource) => STATE_RESOURCES[resource]?.namespaced === false);
  return (namespaces?.length ?? 0) > 1 && ofCluster.length > 0 && !isAtLeast(version, ONCE_PER_CLUSTER) ? [{
    what: `kube-state-metrics ${version} has ${namespaces!.length} namespaces, and resources of none: ${ofCluster.join(', ')}`,
    why: `before ${ONCE_PER_CLUSTER} it gives them once for every namespace: scrapes find series twice`,
    fix: `versions: new VersionCatalog({ kubeStateMetrics: '${ONCE_PER_CLUSTER}' })`,
  }] : [];
}

function labelFindings({ resources, version }: KubeStateMetricsPlan, resource: string, keys: readonly string[]): Finding[] {
  const wrong = keys.filter((key) => key !== '*' && !isLabelKey(key.replace('*', 'x')));
  const partial = isAtLeast(version, ONCE_PER_CLUSTER) ? [] : keys.filter((key) => key !== '*' && key.includes('*'));
  return [
    ...resource === '*' || resources.includes(resource) ? [] : [{
      what: `labelsAllowlist has labels of '${resource}', which resources lacks`,
      why: 'there is no series that could have them',
      fix: `resources with '${resource}', or leave it out of labelsAllowlist`,
    }],
    ...wrong.map((key) => ({
      what: `labelsAllowlist has '${key}' of ${resource}`,
      why: 'no object has such a label, and kube-state-metrics may not start with it',
      fix: "a key such as 'app.kubernetes.io/name', with one star at most",
    })),
    ...partial.map((key) => ({
      what: `labelsAllowlist has '${key}' of ${resource}, and kube-state-metrics is ${version}`,
      why: `before ${ONCE_PER_CLUSTER} a star within a key is no star: no label has that name`,
      fix: `versions: new VersionCatalog({ kubeStateMetrics: '${ONCE_PER_CLUSTER}' }), or the keys themselves`,
    })),
  ];
}

function podFindings({ resources, cardinality }: KubeStateMetricsPlan): Finding[] {
  if (!resources.includes('pods')) {
    // of what is misspelt nobody knows what was meant
    return resources.length === 0 || resources.some(isUnknown) ? [] : [{
      what: "resources lacks 'pods'",
      why: `nobody would see ${KUBE_STATE_SIGNS.map(({ failure }) => failure).join(', ')}`,
      fix: `resources with 'pods', or ${ELSEWHERE}`,
    }];
  }
  return cardinality ? lifecycleFindings(KUBE_STATE_SIGNS, hiddenByPolicy(cardinality, 'cardinality'), ELSEWHERE) : [];
}
