import { isIP } from 'net';
import { isNamespaceName } from './object-name';
import { fail } from '../validation';

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
   * Pods of one namespace. Fails on a name that Kubernetes refuses.
   *
   * @param namespace its name
   * @param labels labels of the pods; every pod when left out
   */
  public static podsOf(namespace: string, labels?: { [name: string]: string }): NetworkPeer {
    if (!isNamespaceName(namespace)) {
      fail('NetworkPeer.podsOf', {
        what: `'${namespace}' is not the name of a namespace`,
        why: 'Kubernetes takes at most 63 lower-case letters, digits and -: the policy would let nobody in',
        fix: "NetworkPeer.podsOf('payments')",
      });
    }
    return new NetworkPeer({ namespace, labels: labels && { ...labels } });
  }

  /** Every pod of the cluster. */
  public static anyPod(): NetworkPeer {
    return new NetworkPeer({});
  }

  /**
   * Addresses outside the cluster, or of its nodes. Fails without the length of the prefix.
   *
   * @param cidr for example `10.0.0.0/8`
   */
  public static addresses(cidr: string): NetworkPeer {
    const [, address, bits] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(cidr) ?? [];
    const family = isIP(address ?? '');
    if (family === 0 || Number(bits) > (family === 4 ? 32 : 128)) {
      fail('NetworkPeer.addresses', {
        what: `'${cidr}' is not a range of addresses`,
        why: 'Kubernetes refuses the NetworkPolicy',
        fix: `NetworkPeer.addresses('${isIP(cidr) ? `${cidr}/${isIP(cidr) === 4 ? 32 : 128}` : '10.0.0.0/8'}')`,
      });
    }
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
