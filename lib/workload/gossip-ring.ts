import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Labels } from '../kubernetes/labels';
import { EgressNeed, PodPeer, PortExposure, PortNeed } from '../wiring';
import { Endpoint, ServedPlace } from '../wiring/endpoint';
import { egressNeeds } from '../wiring/endpoint-needs';

/** Who is there. */
export const GOSSIP_PORT = 7946;

/** The label that all pods have that gossip with each other, whatever they do. */
const RING_LABEL = 'observability.cdk8s.io/gossip-ring';

/** A port that pods of one program serve for each other. */
export class MemberPlace extends Endpoint {
  public constructor(place: ServedPlace) {
    super(place);
  }
}

/** The ports of who is in a ring: what members ask each other, and who is there. */
export function memberPorts(grpc: number): PortNeed[] {
  return [
    { name: 'grpc', port: grpc, appProtocol: 'grpc', exposure: PortExposure.MEMBERS },
    { name: 'gossip', port: GOSSIP_PORT, appProtocol: 'tcp', exposure: PortExposure.MEMBERS },
  ];
}

/** Of what a ring is made. */
export interface GossipRingPlan {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Labels;
}

/**
 * Pods that know of each other by gossip: a headless Service names all of them, ready or not, because who is not ready yet has to find the others to become so.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#memberlist
 * @see https://grafana.com/docs/tempo/latest/configuration/#memberlist
 */
export class GossipRing extends Construct {
  public readonly service: ApiObject;
  /** What pods of the ring have in common. */
  public readonly labels: Labels;
  /** Who gossips, which is whom they gossip with. */
  public readonly place: MemberPlace;

  public constructor(scope: Construct, id: string, { name, namespace, labels }: GossipRingPlan) {
    super(scope, id);
    this.labels = { [RING_LABEL]: name };
    this.service = new k8s.KubeService(this, 'service', {
      metadata: { name: `${name}-gossip-ring`, labels },
      spec: {
        clusterIp: 'None',
        publishNotReadyAddresses: true,
        selector: this.labels,
        ports: [{ name: 'gossip', port: GOSSIP_PORT, targetPort: k8s.IntOrString.fromString('gossip'), protocol: 'TCP', appProtocol: 'tcp' }],
      },
    });
    const servedBy: PodPeer = { ...(namespace === undefined ? {} : { namespace }), labels: this.labels };
    this.place = new MemberPlace({ host: namespace === undefined ? this.service.name : `${this.service.name}.${namespace}.svc`, port: GOSSIP_PORT, servedBy });
    this.place._connect(servedBy);
  }

  /** Where a pod looks for the others. */
  public get address(): string {
    return `${this.place.host}:${this.place.port}`;
  }

  /** Pods as members of the ring. */
  public ofMembers({ metadata, ...template }: k8s.PodTemplateSpec, furtherLabels: Labels = {}): k8s.PodTemplateSpec {
    return { ...template, metadata: { ...metadata, labels: { ...metadata?.labels, ...this.labels, ...furtherLabels } } };
  }

  /** The way to the others. */
  public get egress(): EgressNeed[] {
    return egressNeeds(this.place);
  }
}
