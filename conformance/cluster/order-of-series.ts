/** What platforms report of the cluster: that it is there, once, and not taken for something of the collector that reported it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Checks } from './checks';
import { Attributes, Series, Sink } from './sink';

/** A pod by its name, and where it answers. */
export interface KnownPod {
  readonly name: string;
  readonly ip: string | undefined;
}

/** One name of each part of a platform that measures the cluster. */
const MEASURED: Readonly<Record<string, string>> = {
  'host metrics': 'system_memory_usage_bytes',
  'kubelet metrics of pods': 'k8s_pod_memory_working_set_bytes',
  'kubelet metrics of the node': 'k8s_node_memory_working_set_bytes',
  'cAdvisor metrics of containers': 'container_memory_working_set_bytes',
  'Kubernetes objects': 'k8s_deployment_available',
};

/** Names of series that are about one pod, whichever pod reports them. */
const ABOUT_A_POD = /^(k8s_(pod|container|volume)|container)_/;

/** Whether a series says of itself that it belongs to a pod, and is neither about that pod nor from it. */
function isMisattributed({ labels }: Series, pods: readonly KnownPod[], targetInfo: readonly Series[]): boolean {
  const known: Attributes = { ...targetInfo.find((info) => sameTarget(info.labels, labels))?.labels, ...labels };
  const claimed = known.k8s_pod_name;
  if (claimed === undefined || ABOUT_A_POD.test(labels.__name__ ?? '')) {
    return false;
  }
  const isAbout = labels.pod === claimed;
  const ip = pods.find(({ name }) => name === claimed)?.ip;
  // a scraped target is known by its address, an application that pushes by what it calls itself
  const isFrom = labels.instance?.startsWith(`${ip ?? ''}:`) === true || labels.instance?.split('/').includes(claimed) === true;
  return !isAbout && !isFrom;
}

function sameTarget(a: Attributes, b: Attributes): boolean {
  return a.job === b.job && a.instance === b.instance;
}

/** Series that are the same but for what the reporter says of itself: two reporters of one thing. */
function reportedTwice(all: readonly Series[], name: string, key: string): string[] {
  const keys = all.filter(({ labels }) => labels.__name__ === name).map(({ labels }) => `${labels.k8s_namespace_name ?? labels.namespace ?? ''}/${labels[key] ?? ''}`);
  return keys.filter((one, index) => keys.indexOf(one) !== index);
}

/** Longer than the longest interval between two measurements. */
const PATIENCE_S = 75;

/** Every series, once each part of the platform has measured. */
async function settledSeries(sink: Sink): Promise<Series[]> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  for (;;) {
    const all = await sink.series();
    if (Object.values(MEASURED).every((name) => named(all, name).length > 0) || Date.now() > deadline) {
      return all;
    }
    await sleep(2000);
  }
}

export async function expectSeries(sink: Sink, checks: Checks, pods: readonly KnownPod[], unscraped: readonly string[]): Promise<void> {
  const all = await settledSeries(sink);
  const [targetInfo, up] = [named(all, 'target_info'), named(all, 'up')];
  for (const [what, name] of Object.entries(MEASURED)) {
    checks.expect(`series: ${what} arrive (${name})`, named(all, name).length > 0);
  }
  const wrong = all.filter((series) => isMisattributed(series, pods, targetInfo));
  checks.expect('series: nothing that is no pod\'s is attributed to a pod', wrong.length === 0,
    `${wrong.length} series, such as ${[...new Set(wrong.map(({ labels }) => `${labels.__name__ ?? ''} of ${labels.k8s_pod_name ?? labels.job ?? ''}`))].slice(0, 5).join(', ')}`);
  const targets = up.map(({ labels }) => `${labels.job ?? ''} ${labels.instance ?? ''}`);
  checks.expect('series: every target is scraped once', targets.every((target, index) => targets.indexOf(target) === index), targets.join(', '));
  const notWanted = up.filter(({ labels }) => unscraped.some((pod) => pod.endsWith(`/${labels.pod ?? labels.k8s_pod_name ?? '?'}`)));
  checks.expect('series: no target is a pod that did not ask for it, or has ended', notWanted.length === 0, JSON.stringify(notWanted.map(({ labels }) => labels)));
  const twice = reportedTwice(all, 'k8s_deployment_available', 'k8s_deployment_name');
  checks.expect('series: one collector reports the objects of the cluster', twice.length === 0, twice.join(', '));
}

function named(all: readonly Series[], name: string): Series[] {
  return all.filter(({ labels }) => labels.__name__ === name);
}
