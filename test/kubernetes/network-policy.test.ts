import { k8s } from 'cdk8s-plus-30';
import { Consumer, NetworkPlan, networkPolicySpec } from '../../lib/kubernetes/network-policy';
import { NetworkPeer, PodPeer, PortExposure, PortNeed } from '../../lib/wiring';

const SELECTOR = { 'app.kubernetes.io/instance': 'gateway' };
const GRPC: PortNeed = { name: 'otlp-grpc', port: 4317 };
const HTTP: PortNeed = { name: 'otlp-http', port: 4318, exposure: PortExposure.SERVICE };
const METRICS: PortNeed = { name: 'metrics', port: 8888, exposure: PortExposure.SCRAPE };
const HEALTH: PortNeed = { name: 'health', port: 13133, exposure: PortExposure.POD };
const AGENT = { namespace: 'observability', labels: { app: 'agent' } };

function policy(plan: Partial<NetworkPlan> = {}): k8s.NetworkPolicySpec {
  return networkPolicySpec({
    namespace: 'observability', selector: SELECTOR, ports: [], consumers: [], clients: [], scrapers: [], egress: [], kubernetesApi: false, ...plan,
  });
}

function port(number: number, protocol = 'TCP'): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(number), protocol };
}

function at4317(peer: PodPeer): Consumer {
  return { peer, port: 4317 };
}

function inNamespace(name: string): k8s.LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

const DNS: k8s.NetworkPolicyEgressRule = { ports: [port(53, 'UDP'), port(53)] };

describe('a network policy', () => {
  test('is about the pods of its workload, in both directions', () => {
    expect(policy()).toMatchObject({ podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress', 'Egress'] });
  });

  test('lets nothing in and nothing out when nobody is known to talk', () => {
    const closed = policy({ ports: [GRPC, METRICS, HEALTH] });

    expect(closed.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(closed).not.toHaveProperty('ingress');
    expect(closed).not.toHaveProperty('egress');
  });
});

describe('who comes in', () => {
  test('consumers of this program reach the port to which they connect, and no other', () => {
    expect(policy({ ports: [GRPC, HTTP, METRICS, HEALTH], consumers: [at4317(AGENT)] }).ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'agent' } } }], ports: [port(4317)] },
    ]);
  });

  test('ports that the same consumers reach are one rule', () => {
    expect(policy({ ports: [GRPC, HTTP], consumers: [at4317(AGENT), { peer: AGENT, port: 4318 }] }).ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'agent' } } }], ports: [port(4317), port(4318)] },
    ]);
  });

  test('consumers reach no port that is not for them, whatever its number', () => {
    expect(policy({ ports: [METRICS, HEALTH], consumers: [{ peer: AGENT, port: 8888 }, { peer: AGENT, port: 13133 }] }).ingress).toBeUndefined();
  });

  test('clients and scrapers reach a port that serves both', () => {
    const shared: PortNeed = { name: 'http', port: 10902, exposure: PortExposure.SERVICE_AND_SCRAPE };

    expect(policy({ ports: [shared], consumers: [{ peer: AGENT, port: 10902 }], scrapers: [NetworkPeer.podsOf('monitoring')] }).ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'agent' } } }, { namespaceSelector: inNamespace('monitoring') }], ports: [port(10902)] },
    ]);
  });

  test('a consumer of the same namespace is known by its labels alone', () => {
    expect(policy({ ports: [GRPC], consumers: [AGENT, { labels: { app: 'agent-2' } }].map(at4317) }).ingress?.[0].from).toEqual([
      { podSelector: { matchLabels: { app: 'agent' } } },
      { podSelector: { matchLabels: { app: 'agent-2' } } },
    ]);
  });

  test('a consumer of another namespace is known by namespace and labels', () => {
    expect(policy({ ports: [GRPC], consumers: [at4317({ ...AGENT, namespace: 'edge' })] }).ingress?.[0].from).toEqual([
      { namespaceSelector: inNamespace('edge'), podSelector: { matchLabels: { app: 'agent' } } },
    ]);
  });

  test('a consumer with a namespace is named by it when the policy does not know its own', () => {
    expect(policy({ namespace: undefined, ports: [GRPC], consumers: [at4317(AGENT)] }).ingress?.[0].from).toEqual([
      { namespaceSelector: inNamespace('observability'), podSelector: { matchLabels: { app: 'agent' } } },
    ]);
  });

  test('a consumer without labels is every pod of its namespace', () => {
    expect(policy({ ports: [GRPC], consumers: [{ namespace: 'edge' }, {}].map(at4317) }).ingress?.[0].from).toEqual([
      { namespaceSelector: inNamespace('edge'), podSelector: {} },
      { podSelector: {} },
    ]);
  });

  test('clients from outside this program reach the service ports', () => {
    const clients = [NetworkPeer.podsOf('payments'), NetworkPeer.podsOf('checkout', { app: 'api' }), NetworkPeer.anyPod(), NetworkPeer.addresses('10.0.0.0/8')];

    expect(policy({ ports: [GRPC, METRICS], clients }).ingress).toEqual([{
      from: [
        { namespaceSelector: inNamespace('payments') },
        { namespaceSelector: inNamespace('checkout'), podSelector: { matchLabels: { app: 'api' } } },
        { namespaceSelector: {} },
        { ipBlock: { cidr: '10.0.0.0/8' } },
      ],
      ports: [port(4317)],
    }]);
  });

  test('a client is named by its namespace, also when it is the one of the policy', () => {
    expect(policy({ ports: [GRPC], clients: [NetworkPeer.podsOf('observability')] }).ingress?.[0].from).toEqual([{ namespaceSelector: inNamespace('observability') }]);
  });

  test('consumers and clients come in by one rule, each once', () => {
    const clients = [NetworkPeer.podsOf('payments'), NetworkPeer.podsOf('payments')];

    expect(policy({ ports: [GRPC], consumers: [AGENT, AGENT].map(at4317), clients }).ingress).toEqual([{
      from: [{ podSelector: { matchLabels: { app: 'agent' } } }, { namespaceSelector: inNamespace('payments') }],
      ports: [port(4317)],
    }]);
  });

  test('scrapers reach the telemetry of the pod, and no service port', () => {
    expect(policy({ ports: [GRPC, METRICS, HEALTH], scrapers: [NetworkPeer.podsOf('monitoring', { app: 'prometheus' })] }).ingress).toEqual([
      { from: [{ namespaceSelector: inNamespace('monitoring'), podSelector: { matchLabels: { app: 'prometheus' } } }], ports: [port(8888)] },
    ]);
  });

  test('clients and scrapers come in by rules of their own', () => {
    expect(policy({ ports: [GRPC, METRICS], clients: [NetworkPeer.podsOf('payments')], scrapers: [NetworkPeer.podsOf('monitoring')] }).ingress).toEqual([
      { from: [{ namespaceSelector: inNamespace('payments') }], ports: [port(4317)] },
      { from: [{ namespaceSelector: inNamespace('monitoring') }], ports: [port(8888)] },
    ]);
  });

  test('nobody comes in by a rule without ports, which would open all of them', () => {
    expect(policy({ ports: [HEALTH], consumers: [at4317(AGENT)], clients: [NetworkPeer.anyPod()], scrapers: [NetworkPeer.anyPod()] }).ingress).toBeUndefined();
  });

  test('datagrams come in as such', () => {
    expect(policy({ ports: [{ name: 'statsd', port: 8125, protocol: 'UDP' }], clients: [NetworkPeer.anyPod()] }).ingress?.[0].ports).toEqual([port(8125, 'UDP')]);
  });
});

describe('where it goes', () => {
  test('names are looked up only when it goes anywhere', () => {
    expect(policy({ ports: [GRPC], clients: [NetworkPeer.anyPod()] }).egress).toBeUndefined();
    expect(policy({ egress: [{ port: 443 }] }).egress).toContainEqual(DNS);
    expect(policy({ kubernetesApi: true }).egress).toContainEqual(DNS);
  });

  test('to an outside system: any address, at its port', () => {
    expect(policy({ egress: [{ port: 443 }] }).egress).toEqual([DNS, { ports: [port(443)] }]);
  });

  test('to pods of this program: those pods, at their port', () => {
    expect(policy({ egress: [{ port: 4317, peer: { namespace: 'observability', labels: { app: 'sampler' } } }] }).egress).toEqual([
      DNS,
      { to: [{ podSelector: { matchLabels: { app: 'sampler' } } }], ports: [port(4317)] },
    ]);
  });

  test('to pods behind a Service of another program: that namespace, at every port', () => {
    expect(policy({ egress: [{ peer: { namespace: 'thanos' } }] }).egress).toEqual([DNS, { to: [{ namespaceSelector: inNamespace('thanos'), podSelector: {} }] }]);
  });

  test('to the Kubernetes API: any address, at the ports of API servers', () => {
    expect(policy({ kubernetesApi: true }).egress).toEqual([DNS, { ports: [port(443), port(6443), port(8443)] }]);
  });

  test('to addresses that are no pods: those, at their port', () => {
    expect(policy({ egress: [{ port: 80, cidr: '169.254.170.23/32' }] }).egress).toEqual([
      DNS, { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [port(80)] },
    ]);
  });

  test('each connection has a rule of its own, because peers and ports of one rule would mix', () => {
    const egress = [{ port: 4317, peer: AGENT }, { port: 443 }];

    expect(policy({ egress, kubernetesApi: true }).egress).toEqual([
      DNS,
      { to: [{ podSelector: { matchLabels: { app: 'agent' } } }], ports: [port(4317)] },
      { ports: [port(443)] },
      { ports: [port(443), port(6443), port(8443)] },
    ]);
  });
});
