import { MonitorPlan } from './monitor-watching';
import { AllocationStrategy } from './target-allocator-props';
import { Finding } from '../../validation';

/** The kind of a workload that takes targets: it tells whether its pods keep their names, and whether there is one on every node. */
export type AllocatedKind = 'StatefulSet' | 'DaemonSet';

/** Collectors that have taken an allocator. */
export interface AllocatedTo {
  /** The path of their construct. */
  readonly path: string;
  readonly namespace?: string;
  readonly kind: AllocatedKind;
}

/** What is known of an allocator and its collectors together. */
export interface Allocation {
  readonly namespace?: string;
  readonly strategy: AllocationStrategy;
  readonly replicas: number;
  readonly collectors: readonly AllocatedTo[];
  /** How many jobs it has. */
  readonly jobs: number;
  readonly monitors?: Pick<MonitorPlan, 'secretNamespaces'>;
  readonly encrypted: boolean;
  /** Its jobs whose pods agents scrape on their own nodes. */
  readonly alsoOnNodes: readonly { readonly jobName: string; readonly agent: string }[];
}

/** Judges whether every target gets to one collector, and no credential to anybody else. */
export function allocationFindings(allocation: Allocation): Finding[] {
  return [
    ...collectorFindings(allocation),
    ...allocation.collectors.flatMap((each) => [...namespaceFindings(allocation, each), ...strategyFindings(allocation, each)]),
    ...replicaFindings(allocation),
    ...sourceFindings(allocation),
    ...credentialFindings(allocation),
    ...twiceFindings(allocation),
  ];
}

function collectorFindings({ collectors }: Allocation): Finding[] {
  const [first, second] = collectors;
  if (first === undefined) {
    return [{
      what: 'no collector takes its targets',
      why: 'it would hand them out to nobody: nothing would be scraped',
      fix: 'scrape: { allocator } of a GatewayStatefulSet',
    }];
  }
  return second === undefined ? [] : [{
    what: `${first.path} and ${second.path} both take its targets`,
    why: 'it knows the pods of one workload: the other would never get a target',
    fix: "new TargetAllocator(chart, 'second-allocator') for one of them",
  }];
}

function namespaceFindings({ namespace }: Allocation, collector: AllocatedTo): Finding[] {
  const inWords = (name: string | undefined) => (name === undefined ? 'no namespace' : `namespace '${name}'`);
  return collector.namespace === namespace ? [] : [{
    what: `it is in ${inWords(namespace)}, and ${collector.path} in ${inWords(collector.namespace)}`,
    why: 'it looks for the pods of its collectors in its own namespace, and would find none',
    fix: 'make both in one chart',
  }];
}

function strategyFindings({ strategy }: Allocation, { path, kind }: AllocatedTo): Finding[] {
  const perNode = strategy === AllocationStrategy.PER_NODE;
  if (kind === 'StatefulSet') {
    return !perNode ? [] : [{
      what: `its strategy is ${strategy}, and ${path} is a StatefulSet`,
      why: 'nodes without a replica have no collector: nobody would scrape their targets',
      fix: 'strategy: AllocationStrategy.CONSISTENT_HASHING',
    }];
  }
  return perNode ? [] : [{
    what: `its strategy is ${strategy}, and ${path} is a DaemonSet`,
    why: 'the names of its pods change with every rollout: nearly all targets would move, and each to any node',
    fix: 'strategy: AllocationStrategy.PER_NODE, or a GatewayStatefulSet in the place of the DaemonSet',
  }];
}

function replicaFindings({ strategy, replicas }: Allocation): Finding[] {
  return strategy !== AllocationStrategy.LEAST_WEIGHTED || replicas <= 1 ? [] : [{
    what: `replicas is ${replicas}, and its strategy is ${strategy}`,
    why: 'each replica counts for itself: they would give a target to different collectors, and it would be scraped twice or not at all',
    fix: 'replicas: 1, or strategy: AllocationStrategy.CONSISTENT_HASHING',
  }];
}

function sourceFindings({ jobs, monitors, collectors }: Allocation): Finding[] {
  return jobs > 0 || monitors !== undefined || collectors.length === 0 ? [] : [{
    what: 'it has neither jobs nor monitors',
    why: 'there would be no target, and it does not start (at least one scrape config must be defined)',
    fix: 'monitors: {}, or jobs beside the allocator: scrape: { jobs: [ … ], allocator }',
  }];
}

function credentialFindings({ monitors, encrypted }: Allocation): Finding[] {
  return encrypted || monitors === undefined || monitors.secretNamespaces.length === 0 ? [] : [{
    what: `monitors may name Secrets of ${monitors.secretNamespaces.join(', ')}, and there is neither certificateIssuer nor tls`,
    why: 'credentials are not sent in clear text: collectors would show targets the word <secret> in their place',
    fix: "certificateIssuer: CertificateIssuer.clusterIssuer('platform-ca'), tls of your own, or leave secretNamespaces out",
  }];
}

function twiceFindings({ alsoOnNodes }: Allocation): Finding[] {
  return alsoOnNodes.map(({ jobName, agent }) => ({
    what: `job '${jobName}' finds the annotated pods that ${agent} scrapes on their nodes`,
    why: 'they would be scraped twice: each of their series would be there as often',
    fix: `leave podScraping out of ${agent}, or the job out of those of the allocator`,
  }));
}
