import { k8s } from 'cdk8s-plus-30';
import { EgressNeed, NetworkPeer, PodPeer, PortExposure, PortNeed } from '../wiring';
import { Labels } from './labels';

/** Everything that is known about who talks to whom. */
export interface NetworkPlan {
  readonly namespace?: string;
  readonly selector: Labels;
  readonly ports: readonly PortNeed[];
  /** Pods of this program, and the service port to which they connect. */
  readonly consumers: readonly Consumer[];
  /** Others that connect to the service ports. */
  readonly clients: readonly NetworkPeer[];
  /** Who scrapes the pod's own telemetry. */
  readonly scrapers: readonly NetworkPeer[];
  readonly egress: readonly EgressNeed[];
  /** Whether the pod talks to the Kubernetes API. */
  readonly kubernetesApi: boolean;
}

/** Pods that connect to one port. */
export interface Consumer {
  readonly peer: PodPeer;
  readonly port: number;
}

/** The ports on which API servers listen; behind the Service of port 443 stands one of them, and policies see it. */
const API_SERVER_PORTS = [443, 6443, 8443];

/**
 * A policy that lets in and out what the wiring says, and nothing else.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicySpec(plan: NetworkPlan): k8s.NetworkPolicySpec {
  const [comingIn, goingOut] = [ingress(plan), egress(plan)];
  return {
    podSelector: { matchLabels: plan.selector },
    // named here, a direction without a rule is closed; an empty list would be a change of every apply
    policyTypes: ['Ingress', 'Egress'],
    ...(comingIn.length > 0 ? { ingress: comingIn } : {}),
    ...(goingOut.length > 0 ? { egress: goingOut } : {}),
  };
}

function egress(plan: NetworkPlan): k8s.NetworkPolicyEgressRule[] {
  return [
    ...(plan.egress.length > 0 || plan.kubernetesApi ? [dns()] : []),
    ...plan.egress.map((need) => ({
      // no peer: any address at this port
      ...(need.peer ? { to: [podPeer(need.peer, plan.namespace)] } : {}),
      ...(need.cidr === undefined ? {} : { to: [{ ipBlock: { cidr: need.cidr } }] }),
      ...(need.port === undefined ? {} : { ports: [tcp(need.port)] }),
    })),
    ...(plan.kubernetesApi ? [{ ports: API_SERVER_PORTS.map(tcp) }] : []),
  ];
}

/** Ports that the same peers reach are one rule. */
function ingress(plan: NetworkPlan): k8s.NetworkPolicyIngressRule[] {
  const rules = new Map<string, { from: k8s.NetworkPolicyPeer[]; ports: k8s.NetworkPolicyPort[] }>();
  const scrapedOnly = plan.ports.filter(({ exposure }) => exposure === PortExposure.SCRAPE);
  for (const port of [...plan.ports.filter((each) => !scrapedOnly.includes(each)), ...scrapedOnly]) {
    const from = distinct(peersAt(port, plan));
    const key = JSON.stringify(from);
    const rule = rules.get(key) ?? { from, ports: [] };
    rules.set(key, rule);
    rule.ports.push({ port: k8s.IntOrString.fromNumber(port.port), protocol: port.protocol ?? 'TCP' });
  }
  // an empty list of peers would be everybody
  return [...rules.values()].filter(({ from }) => from.length > 0);
}

function peersAt({ port, exposure = PortExposure.SERVICE }: PortNeed, plan: NetworkPlan): k8s.NetworkPolicyPeer[] {
  const served = exposure === PortExposure.SERVICE || exposure === PortExposure.SERVICE_AND_SCRAPE;
  const known = served || exposure === PortExposure.MEMBERS;
  const scraped = exposure === PortExposure.SCRAPE || exposure === PortExposure.SERVICE_AND_SCRAPE;
  return [
    ...(known ? plan.consumers.filter((consumer) => consumer.port === port).map(({ peer }) => podPeer(peer, plan.namespace)) : []),
    ...(served ? plan.clients.map(networkPeer) : []),
    ...(scraped ? plan.scrapers.map(networkPeer) : []),
  ];
}

function podPeer(peer: PodPeer, own?: string): k8s.NetworkPolicyPeer {
  return {
    // without a namespace a peer is of the namespace of the policy
    ...(peer.namespace !== undefined && peer.namespace !== own ? { namespaceSelector: namespaceNamed(peer.namespace) } : {}),
    podSelector: peer.labels ? { matchLabels: { ...peer.labels } } : {},
  };
}

function networkPeer(peer: NetworkPeer): k8s.NetworkPolicyPeer {
  if (peer.cidr !== undefined) {
    return { ipBlock: { cidr: peer.cidr } };
  }
  return {
    namespaceSelector: peer.namespace === undefined ? {} : namespaceNamed(peer.namespace),
    ...(peer.labels ? { podSelector: { matchLabels: peer.labels } } : {}),
  };
}

function namespaceNamed(namespace: string): k8s.LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}

/** To any address: node-local caches answer on link-local addresses, which no selector matches. */
function dns(): k8s.NetworkPolicyEgressRule {
  return { ports: ['UDP', 'TCP'].map((protocol) => ({ port: k8s.IntOrString.fromNumber(53), protocol })) };
}

function tcp(port: number): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port), protocol: 'TCP' };
}

function distinct<T>(items: T[]): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
