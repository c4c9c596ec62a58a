/**
 * Pods at one end of a connection: from these, NetworkPolicies are derived.
 */
export interface PodPeer {
  /**
   * The namespace of the pods.
   *
   * @default - the namespace of the policy
   */
  readonly namespace?: string;

  /**
   * The labels that select the pods.
   *
   * @default - every pod of the namespace
   */
  readonly labels?: { readonly [name: string]: string };
}

/** Who may connect to a workload from outside this program. */
export class NetworkPeer {
  /**
   * Pods of one namespace.
   *
   * @param namespace its name
   * @param labels labels of the pods; every pod when left out
   */
  public static podsOf(namespace: string, labels?: { [name: string]: string }): NetworkPeer {
    return new NetworkPeer({ namespace, labels });
  }

  /** Every pod of the cluster. */
  public static anyPod(): NetworkPeer {
    return new NetworkPeer({});
  }

  /**
   * Addresses outside the cluster, or of its nodes.
   *
   * @param cidr for example `10.0.0.0/8`
   */
  public static addresses(cidr: string): NetworkPeer {
    return new NetworkPeer({ cidr });
  }

  /** The namespace of the pods. */
  public readonly namespace?: string;
  /** The labels of the pods. */
  public readonly labels?: { [name: string]: string };
  /** A range of addresses. */
  public readonly cidr?: string;

  private constructor(peer: { namespace?: string; labels?: { [name: string]: string }; cidr?: string }) {
    this.namespace = peer.namespace;
    this.labels = peer.labels;
    this.cidr = peer.cidr;
  }
}
