import { Provocations } from '../provocation';

export const WORKLOAD: Provocations = {
  room: 'Pods of every program',
  page: 'gateway-stateful-set.md',
  provocations: [
    {
      title: 'How long may the name of a workload be?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   name: 'observability-platform-gateway-for-all-teams-in-production',
        +   name: 'observability-platform-gateway-for-all-teams-in',
          });
      `,
      error: `observability/gateway: the name 'observability-platform-gateway-for-all-teams-in-production' has 58 characters
  why: a StatefulSet appends a hash to it in a label of 63 characters: more than 52 and its pods are refused
  fix: name: 'observability-platform-gateway-for-all-teams-in'`,
    },
    {
      title: 'Two workloads, one name',
      program: `
          new GatewayStatefulSet(chart, 'traces', { cluster, tracesTo: vendor, name: 'gateway' });
        - new GatewayStatefulSet(chart, 'logs', { cluster, logsTo: vendor, name: 'gateway' });
        + new GatewayStatefulSet(chart, 'logs', { cluster, logsTo: vendor, name: 'gateway-2' });
      `,
      error: `observability/logs: its objects are called 'gateway', as those of observability/traces are
  why: Kubernetes has one object of a name: the two would overwrite each other with every deployment
  fix: name: 'gateway-2', or a chart with another namespace`,
    },
    {
      title: 'May cpuLimit be less than cpu?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
            cpu: 2,
        -   cpuLimit: 1,
        +   cpuLimit: 2,
          });
      `,
      error: `observability/gateway: cpu 2 with cpuLimit 1
  why: Kubernetes refuses a pod whose request is larger than its limit
  fix: cpuLimit: 2, or more`,
    },
    {
      title: 'How do I switch a component off?',
      program: `
          new ThanosQuery(chart, 'query', {
            cluster,
            storeApis: [StoreApi.at({ address: 'prometheus.monitoring.svc:10901' })],
        -   replicas: 0,
        +   replicas: 1,
          });
      `,
      error: `observability/query: replicas is 0
  why: Kubernetes counts whole pods, and without one nothing answers
  fix: replicas: 1`,
    },
    {
      title: 'May a component have access to everything in the cluster?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor });
          gateway.addProcessor(new CustomProcessor({
            type: 'acme',
            module: 'github.com/acme/otel/processor/acmeprocessor',
            moduleVersion: 'v0.3.1',
        -   needs: { clusterRules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] },
        +   needs: { clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }] },
          }));
      `,
      error: `observability/gateway: an access rule has a wildcard: verbs * on * of *
  why: whoever takes over the pod may then do what no component needs
  fix: name them, for example { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }`,
    },
    {
      title: 'Which namespace does a NetworkPolicy let in?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   clients: [NetworkPeer.podsOf('shop/web')],
        +   clients: [NetworkPeer.podsOf('payments')],
          });
      `,
      error: `NetworkPeer.podsOf: 'shop/web' is not the name of a namespace
  why: Kubernetes takes at most 63 lower-case letters, digits and -: the policy would let nobody in
  fix: NetworkPeer.podsOf('payments')`,
    },
    {
      title: 'How is one address let in?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   clients: [NetworkPeer.addresses('10.1.2.3')],
        +   clients: [NetworkPeer.addresses('10.1.2.3/32')],
          });
      `,
      error: `NetworkPeer.addresses: '10.1.2.3' is not a range of addresses
  why: Kubernetes refuses the NetworkPolicy
  fix: NetworkPeer.addresses('10.1.2.3/32')`,
    },
  ],
};
