import { fail } from '../validation';
import { ClusterIdentity, StoreApi } from '../wiring';

/** A cluster whose metrics are asked from elsewhere. */
export interface MemberClusterProps {
  /** Which cluster it is. Its metrics have its name in the label `cluster`. */
  readonly cluster: ClusterIdentity;

  /** Who answers for it: the StoreAPIs of its Prometheus, or of a Query before them, at an address that the hub reaches. None fails. */
  readonly storeApis: StoreApi[];
}

/**
 * A member of a platform of several clusters: it keeps its fresh metrics itself, and a Query in another cluster, the hub, asks for them.
 *
 * @see https://thanos.io/tip/thanos/design.md/
 */
export class MemberCluster {
  /** Which cluster it is. */
  public readonly cluster: ClusterIdentity;
  /** Who answers for it. */
  public readonly storeApis: StoreApi[];

  public constructor(props: MemberClusterProps) {
    this.cluster = props.cluster;
    this.storeApis = [...props.storeApis];
    if (this.storeApis.length === 0) {
      fail('MemberCluster', {
        what: `nobody answers for the cluster '${props.cluster.name}'`,
        why: 'its metrics would be missing in every answer, and no error says so',
        fix: "storeApis: [StoreApi.at({ address: 'thanos.eu.example.com:443', tls: Tls.system(), replicaLabels: ['prometheus_replica'] })]",
      });
    }
  }
}
