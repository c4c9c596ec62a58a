import { asConfig, Config, definitions, isOf, pipelinesOf, textAt, valueAt } from './document-reader';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** How many pods run a configuration. */
export interface Replication {
  /** Whether there is one on every node. */
  readonly onEveryNode: boolean;
  /** How many there are otherwise. */
  readonly replicas: number;
}

/** Receivers that collect for the whole cluster. */
const CLUSTER_WIDE = ['k8s_cluster', 'k8s_events', 'k8s_objects'];

/** What every pod of a workload would do again. */
export function duplicationFindings(document: CollectorDocument, replication: Replication): Finding[] {
  if (!replication.onEveryNode && replication.replicas < 2) {
    return [];
  }
  const used = new Set(pipelinesOf(document).flatMap(([, { receivers, processors }]) => [...receivers, ...processors]));
  return definitions(document).filter(({ id }) => used.has(id)).flatMap(({ kind, id, config }) => {
    if (kind === ComponentKind.RECEIVER) {
      return isOf(kind, id, ...CLUSTER_WIDE) ? electionFindings(id, config, replication) : isOf(kind, id, 'prometheus') ? scrapeFindings(id, config, replication) : [];
    }
    return kind === ComponentKind.PROCESSOR && isOf(kind, id, 'k8s_attributes') && replication.onEveryNode ? watchFindings(id, config) : [];
  });
}

function electionFindings(id: string, config: Config, replication: Replication): Finding[] {
  return config.k8s_leader_elector !== undefined ? [] : [{
    what: `${id} runs in ${podsOf(replication)}, and nobody elects the one that collects`,
    why: 'each of them would collect the whole cluster: everything arrives as often as there are pods',
    fix: `leaderElector: new K8sLeaderElectorExtension({ name: '${leaseName(id)}', leaseName: '${leaseName(id)}' }), or clusterMetrics and events of a ClusterCollector, which has an election`,
  }];
}

function leaseName(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function scrapeFindings(id: string, config: Config, replication: Replication): Finding[] {
  if (config.target_allocator !== undefined) {
    return [];
  }
  const jobs = valueAt(config, 'config', 'scrape_configs');
  return (Array.isArray(jobs) ? jobs : []).map(asConfig).filter((job) => !(replication.onEveryNode && looksAtItsNode(job))).map((job) => ({
    what: `${id} has job '${textAt(job, 'job_name') ?? ''}' in ${podsOf(replication)}`,
    why: 'each of them would scrape every target: load and series are there as often as there are pods, and backends refuse what is out of order',
    fix: replication.onEveryNode
      ? 'kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }]'
      : "scrape: { jobs: [ … ], allocator: new TargetAllocator(chart, 'allocator') }, replicas: 1, or a CollectorDaemonSet",
  }));
}

/** Whether everything that a job discovers is on the node of the collector. */
function looksAtItsNode(job: Config): boolean {
  const discoveries = Object.entries(job).filter(([key]) => key.endsWith('_sd_configs') && key !== 'kubernetes_sd_configs');
  const inKubernetes = (Array.isArray(job.kubernetes_sd_configs) ? job.kubernetes_sd_configs : []).map(asConfig);
  const targets = (Array.isArray(job.static_configs) ? job.static_configs : []).flatMap((group) => {
    const list = valueAt(group, 'targets');
    return Array.isArray(list) ? list : [];
  });
  return discoveries.length === 0
    && inKubernetes.every(({ selectors }) => JSON.stringify(selectors ?? '').includes('${env:'))
    // a variable of the pod, or the pod itself
    && targets.every((target) => /\$\{env:|^(localhost|127\.)/.test(String(target)));
}

function watchFindings(id: string, config: Config): Finding[] {
  const filter = asConfig(config.filter);
  return filter.node !== undefined || filter.node_from_env_var !== undefined ? [] : [{
    what: `${id} runs on every node and watches pods of all of them`,
    why: 'every agent would hold every pod of the cluster in memory, and the API server would tell each of them everything',
    fix: 'kubernetesMetadata: { ownNodeOnly: true }',
  }];
}

function podsOf({ onEveryNode, replicas }: Replication): string {
  return onEveryNode ? 'a pod on every node' : `${replicas} replicas`;
}
