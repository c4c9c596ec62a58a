import { Provocations } from '../provocation';

export const EXPORTERS: Provocations = {
  room: 'Exporters',
  page: 'cluster-and-node-metrics.md',
  provocations: [
    {
      title: 'May a policy leave out the states of containers?',
      program: `
          new KubeStateMetrics(chart, 'kube-state-metrics', {
            cardinality: new CardinalityPolicy({
        -     dropMetrics: ['kube_pod_container_status_.*_reason', 'kube_replicaset_.*'],
        +     dropMetrics: ['kube_replicaset_.*'],
            }),
          });
      `,
      error: `observability/kube-state-metrics: cardinality.dropMetrics hides kube_pod_container_status_waiting_reason, kube_pod_container_status_last_terminated_reason, kube_pod_container_status_terminated_reason
  why: nobody would see CrashLoopBackOff, ErrImagePull, ImagePullBackOff, CreateContainerConfigError, OOMKilled, OOMKilled of jobs
  fix: let kube_pod_container_status_waiting_reason, kube_pod_container_status_last_terminated_reason, kube_pod_container_status_terminated_reason pass, with reason, or podLifecycle: false, when a cluster collector or another exporter shows them`,
      otherwise: [['cardinality: new', 'podLifecycle: false, cardinality: new']],
      shows: 'dropMetrics',
    },
    {
      title: 'Why does kube-state-metrics want pods?',
      program: `
          new KubeStateMetrics(chart, 'kube-state-metrics', {
        -   resources: ['deployments', 'nodes'],
        +   resources: ['deployments', 'nodes', 'pods'],
          });
      `,
      error: `observability/kube-state-metrics: resources lacks 'pods'
  why: nobody would see CrashLoopBackOff, ErrImagePull, ImagePullBackOff, CreateContainerConfigError, CrashLoopBackOff of init containers, ErrImagePull of init containers, ImagePullBackOff of init containers, CreateContainerConfigError of init containers, OOMKilled, OOMKilled of jobs, restarts, Evicted, Pending, Failed, pods for which there is no node
  fix: resources with 'pods', or podLifecycle: false, when a cluster collector or another exporter shows them`,
      otherwise: [["resources: ['deployments', 'nodes']", "podLifecycle: false, resources: ['deployments', 'nodes']"]],
      shows: 'resources',
    },
    {
      title: 'How are resources of kube-state-metrics called?',
      program: `
          new KubeStateMetrics(chart, 'kube-state-metrics', {
        -   resources: ['pods', 'Ingress'],
        +   resources: ['pods', 'ingresses'],
          });
      `,
      error: `observability/kube-state-metrics: resources has 'Ingress'
  why: kube-state-metrics does not start with what it does not know
  fix: 'ingresses'`,
    },
    {
      title: 'How do labels of pods come to their series?',
      program: `
          new KubeStateMetrics(chart, 'kube-state-metrics', {
        -   labelsAllowlist: { pods: ['team owner'] },
        +   labelsAllowlist: { pods: ['app.kubernetes.io/name'] },
          });
      `,
      error: `observability/kube-state-metrics: labelsAllowlist has 'team owner' of pods
  why: no object has such a label, and kube-state-metrics may not start with it
  fix: a key such as 'app.kubernetes.io/name', with one star at most`,
    },
    {
      title: 'Why does node_exporter have no connections of TCP?',
      program: `
          new NodeExporter(chart, 'node-exporter', {
        -   hostNetwork: false,
            extraCollectors: ['tcpstat'],
          });
      `,
      error: `observability/node-exporter: extraCollectors has 'tcpstat', and hostNetwork is off
  why: it would show the network of its pod, under the name of the node
  fix: leave hostNetwork out, or 'tcpstat' out of extraCollectors`,
      otherwise: [["extraCollectors: ['tcpstat'],", '']],
      shows: 'hostNetwork is off',
    },
    {
      title: 'Can node_exporter show units of systemd?',
      program: `
          new NodeExporter(chart, 'node-exporter', {
        -   extraCollectors: ['processes', 'systemd'],
        +   extraCollectors: ['processes'],
          });
      `,
      error: `observability/node-exporter: extraCollectors has 'systemd'
  why: it asks D-Bus of the node, which no pod of this library is given: whoever talks to it may stop units
  fix: leave 'systemd' out of extraCollectors`,
    },
    {
      title: 'node_exporter: collectors, or those that come beside the others?',
      program: `
          new NodeExporter(chart, 'node-exporter', {
            collectors: ['cpu', 'meminfo', 'filesystem'],
        -   extraCollectors: ['swap'],
          });
      `,
      error: `observability/node-exporter: collectors and extraCollectors are both given
  why: nothing but collectors runs: the other would have no effect
  fix: leave extraCollectors out`,
    },
  ],
};
