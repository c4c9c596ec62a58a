import { Provocations } from '../provocation';

export const CLUSTER_COLLECTOR: Provocations = {
  room: 'A cluster collector',
  page: 'cluster-collector.md',
  provocations: [
    {
      title: 'May a cluster collector leave out why pods fail?',
      program: `
          new ClusterCollector(chart, 'cluster', {
            cluster,
            metricsTo: vendor,
        -   clusterMetrics: { metrics: { 'k8s.container.status.reason': false } },
        +   clusterMetrics: {},
          });
      `,
      error: `observability/cluster: clusterMetrics.metrics switches off 'k8s.container.status.reason'
  why: nobody would see CrashLoopBackOff, ErrImagePull, ImagePullBackOff, CreateContainerConfigError, OOMKilled of jobs
  fix: leave 'k8s.container.status.reason' out of clusterMetrics.metrics, or podLifecycle: false, when kube-state-metrics shows how pods fail`,
    },
    {
      title: 'Can I collect all objects of the cluster, secrets too?',
      program: `
          const collector = new ClusterCollector(chart, 'cluster', { cluster, clusterMetrics: {}, destination: vendor });
          collector.addReceiver(new K8sObjectsReceiver({
            objects: [
              { resource: 'deployments', group: 'apps', mode: K8sObjectsMode.WATCH },
        -     { resource: 'secrets', mode: K8sObjectsMode.PULL },
            ],
            leaderElector: new K8sLeaderElectorExtension({ name: 'objects', leaseName: 'objects' }),
          }), [Signal.LOGS]);
      `,
      error: `K8sObjectsReceiver: resource is 'secrets'
  why: every credential of the cluster would be sent to the log store, in clear text
  fix: leave resource 'secrets' out of objects`,
    },
    {
      title: 'k8s_objects: does the group of a resource have its version in it?',
      program: `
          const collector = new ClusterCollector(chart, 'cluster', { cluster, clusterMetrics: {}, destination: vendor });
          collector.addReceiver(new K8sObjectsReceiver({
        -   objects: [{ resource: 'events', group: 'events.k8s.io/v1', mode: K8sObjectsMode.WATCH }],
        +   objects: [{ resource: 'events', group: 'events.k8s.io', mode: K8sObjectsMode.WATCH }],
            leaderElector: new K8sLeaderElectorExtension({ name: 'objects', leaseName: 'objects' }),
          }), [Signal.LOGS]);
      `,
      error: `K8sObjectsReceiver: group 'events.k8s.io/v1' is not an API group
  why: the collector would take a group of the same resource that you do not mean, without access to it
  fix: group: 'events.k8s.io', without a version`,
    },
    {
      title: 'Why does every object arrive twice?',
      program: `
          const collector = new ClusterCollector(chart, 'cluster', { cluster, clusterMetrics: {}, destination: vendor });
          collector.addReceiver(new K8sObjectsReceiver({
            objects: [{ resource: 'deployments', group: 'apps', mode: K8sObjectsMode.WATCH }],
        +   leaderElector: new K8sLeaderElectorExtension({ name: 'k8s-objects', leaseName: 'k8s-objects' }),
          }), [Signal.LOGS]);
      `,
      error: `observability/cluster: k8s_objects runs in 2 replicas, and nobody elects the one that collects
  why: each of them would collect the whole cluster: everything arrives as often as there are pods
  fix: leaderElector: new K8sLeaderElectorExtension({ name: 'k8s-objects', leaseName: 'k8s-objects' }), or clusterMetrics and events of a ClusterCollector, which has an election`,
    },
    {
      title: 'How do I switch a cluster collector off?',
      program: `
          new ClusterCollector(chart, 'cluster', {
            cluster,
            clusterMetrics: {},
            metricsTo: vendor,
        -   replicas: 0,
        +   replicas: 2,
          });
      `,
      error: `observability/cluster: replicas is 0
  why: nothing would be collected
  fix: replicas: 2`,
    },
  ],
};
