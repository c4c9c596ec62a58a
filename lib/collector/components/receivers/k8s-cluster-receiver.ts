import { Duration } from 'cdk8s';
import { requireNamespaces, watching } from '../../../kubernetes/api-access';
import { requireInterval } from '../../../scraping/collection-interval';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { Extension, Receiver, RenderContext } from '../component';
import { enabled } from './switches';
import { K8sLeaderElectorExtension } from '../extensions/k8s-leader-elector-extension';

/** What of a node can be given to pods. */
export enum AllocatableResource {
  /** Cores. */
  CPU = 'cpu',
  /** Memory, in bytes. */
  MEMORY = 'memory',
  /** Disk outside volumes, in bytes. */
  EPHEMERAL_STORAGE = 'ephemeral-storage',
  /** How many pods the node takes. */
  PODS = 'pods',
  /** Disk for volumes, in bytes. */
  STORAGE = 'storage',
}

/** Options of the cluster receiver. */
export interface K8sClusterReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How often metrics are given, from what is watched all the time. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly collectionInterval?: Duration;

  /**
   * How often what is known of every object is given again, as log records; changes are given at once. Zero: changes only.
   *
   * @default Duration.minutes(5)
   */
  readonly metadataCollectionInterval?: Duration;

  /**
   * Conditions of nodes, each of which becomes a metric, for example `MemoryPressure`.
   *
   * @default ['Ready']
   */
  readonly nodeConditions?: string[];

  /**
   * What of nodes can be given to pods, each of which becomes a metric. The collector warns of a resource that a node does not have.
   *
   * @default - none
   */
  readonly allocatableResources?: AllocatableResource[];

  /**
   * Whether it is in metrics pipelines only: what nobody is told of need not be read, persistent volumes and their claims. In a logs pipeline
   * the collector would complain of missing rights.
   *
   * @default false
   */
  readonly metricsOnly?: boolean;

  /**
   * The namespaces that are observed; nodes, namespaces and persistent volumes are not, then. A name that no namespace has fails.
   *
   * @default - the whole cluster
   */
  readonly namespaces?: string[];

  /**
   * Metrics by name, on or off, where the default is not wanted, for example `{ 'k8s.service.endpoint.count': true }`. Another name than
   * one of the receiver's fails when the collector starts.
   *
   * @default - as the collector has them
   */
  readonly metrics?: { readonly [metric: string]: boolean };

  /**
   * Resource attributes by name, on or off, where the default is not wanted, for example `{ 'container.id': false }`.
   *
   * @default - as the collector has them
   */
  readonly resourceAttributes?: { readonly [attribute: string]: boolean };

  /**
   * Who decides which replica collects. Without it every replica does, and everything is there as often as there are replicas.
   *
   * @default - every replica collects
   */
  readonly leaderElector?: K8sLeaderElectorExtension;
}

const WATCHED: readonly (readonly [apiGroup: string, resource: string])[] = [
  ['', 'pods'],
  ['', 'replicationcontrollers'],
  ['', 'resourcequotas'],
  ['', 'services'],
  ['apps', 'daemonsets'],
  ['apps', 'deployments'],
  ['apps', 'replicasets'],
  ['apps', 'statefulsets'],
  ['batch', 'jobs'],
  ['batch', 'cronjobs'],
  ['autoscaling', 'horizontalpodautoscalers'],
];

/** Objects of no namespace. */
const CLUSTER_SCOPED: typeof WATCHED = [['', 'nodes'], ['', 'namespaces']];

/** Of these there are no metrics: they are watched for logs pipelines. */
const CLAIMS: typeof WATCHED = [['', 'persistentvolumeclaims']];
const VOLUMES: typeof WATCHED = [['', 'persistentvolumes']];

const ENDPOINT_METRIC = 'k8s.service.endpoint.count';

/**
 * Counts what there is in the cluster: desired, ready and failed pods of every workload, phases, restarts, requests and limits, conditions of
 * nodes, quotas. In a logs pipeline: what is known of every object, as it changes. One replica collects for the whole cluster.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/k8sclusterreceiver/README.md
 */
export class K8sClusterReceiver extends Receiver {
  /** How often metrics are given. */
  public readonly collectionInterval: Duration;
  private readonly props: K8sClusterReceiverProps;

  public constructor(props: K8sClusterReceiverProps = {}) {
    super('k8s_cluster', props.name);
    this.props = props;
    this.collectionInterval = requireInterval('K8sClusterReceiver', 'collectionInterval', props.collectionInterval ?? Duration.seconds(30));
    requireNamespaces('K8sClusterReceiver', props.namespaces);
    if (props.namespaces?.length === 0) {
      fail('K8sClusterReceiver', {
        what: 'namespaces is empty',
        why: 'the collector would take it for every namespace',
        fix: "namespaces: ['payments'], or no namespaces for the whole cluster",
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    const watched = [
      ...WATCHED,
      ...(this.props.metricsOnly ? [] : CLAIMS),
      ...(this.props.namespaces ? [] : [...CLUSTER_SCOPED, ...(this.props.metricsOnly ? [] : VOLUMES)]),
      ...(this.props.metrics?.[ENDPOINT_METRIC] ? [['discovery.k8s.io', 'endpointslices'] as const] : []),
    ];
    return { clusterRules: watched.map(([apiGroup, resource]) => watching(apiGroup, resource)) };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.leaderElector ? [this.props.leaderElector] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      auth_type: 'serviceAccount',
      collection_interval: this.collectionInterval,
      metadata_collection_interval: this.props.metadataCollectionInterval ?? Duration.minutes(5),
      node_conditions_to_report: this.props.nodeConditions ?? ['Ready'],
      allocatable_types_to_report: this.props.allocatableResources,
      namespaces: this.props.namespaces,
      metrics: enabled(this.props.metrics),
      resource_attributes: enabled(this.props.resourceAttributes),
      k8s_leader_elector: this.props.leaderElector?._id(context),
    };
  }
}
