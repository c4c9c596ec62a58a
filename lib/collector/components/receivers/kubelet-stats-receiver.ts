import { Duration } from 'cdk8s';
import { requireInterval } from '../../../scraping/collection-interval';
import { fail } from '../../../validation';
import { AccessRule, FileSource, Needs } from '../../../wiring';
import { mountOf } from '../../../wiring/endpoint-needs';
import { firstTwice } from '../bounds';
import { Receiver } from '../component';
import { env } from '../expansion';
import { NODE_IP, NODE_NAME } from '../pod-variables';
import { enabled } from './switches';

/** What the kubelet measures. */
export enum KubeletMetricGroup {
  /** Each container: processor, memory, file system. */
  CONTAINER = 'container',
  /** Each pod: processor, memory, network. */
  POD = 'pod',
  /** The node: processor, memory, file system, network. */
  NODE = 'node',
  /** Each volume: bytes and inodes, free and in use. */
  VOLUME = 'volume',
}

/** What is looked up besides the measures. */
export enum KubeletMetadataLabel {
  /** The id of the container. */
  CONTAINER_ID = 'container.id',
  /** What a volume is made of. */
  VOLUME_TYPE = 'k8s.volume.type',
}

/** Options of the kubelet receiver. */
export interface KubeletStatsReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How often the kubelet is asked. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly collectionInterval?: Duration;

  /**
   * What is collected. None, and one twice, fail.
   *
   * @default - containers, pods and the node
   */
  readonly metricGroups?: KubeletMetricGroup[];

  /**
   * What is looked up in the list of the node's pods as well. One twice fails.
   *
   * @default - nothing
   */
  readonly extraMetadataLabels?: KubeletMetadataLabel[];

  /**
   * Whether the volume behind a claim is looked up in the Kubernetes API. Goes with `KubeletMetadataLabel.VOLUME_TYPE`; fails without it.
   *
   * @default false
   */
  readonly claimedVolumes?: boolean;

  /**
   * Metrics by name, on or off, where the default is not wanted, for example `{ 'k8s.pod.memory_limit_utilization': true }`. Another name
   * than one of the receiver's fails when the collector starts.
   *
   * @default - as the collector has them
   */
  readonly metrics?: { readonly [metric: string]: boolean };

  /**
   * Resource attributes by name, on or off, where the default is not wanted.
   *
   * @default - as the collector has them
   */
  readonly resourceAttributes?: { readonly [attribute: string]: boolean };

  /**
   * Who signed the certificate of the kubelet.
   *
   * @default - the authority of the cluster
   */
  readonly ca?: FileSource;

  /**
   * Whether any certificate will do: kubelets whose certificates nobody signed (kubeadm without `serverTLSBootstrap`) can be reached in no
   * other way, and whoever is between may read the token. With `ca` it fails.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

const KUBELET_PORT = 10250;

/**
 * Asks the kubelet of its own node how much CPU, memory, disk and network containers, pods, volumes and the node use. For agents: every
 * node has a kubelet of its own.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/kubeletstatsreceiver/README.md
 */
export class KubeletStatsReceiver extends Receiver {
  /** How often the kubelet is asked. */
  public readonly collectionInterval: Duration;
  /** What is collected. */
  public readonly metricGroups: KubeletMetricGroup[];
  private readonly props: KubeletStatsReceiverProps;

  public constructor(props: KubeletStatsReceiverProps = {}) {
    super('kubelet_stats', props.name);
    this.props = props;
    this.collectionInterval = requireInterval('KubeletStatsReceiver', 'collectionInterval', props.collectionInterval ?? Duration.seconds(30));
    this.metricGroups = [...(props.metricGroups ?? [KubeletMetricGroup.CONTAINER, KubeletMetricGroup.POD, KubeletMetricGroup.NODE])];
    requireSensible(props);
  }

  /** @internal */
  public _needs(): Needs {
    const getting = (...resources: string[]): AccessRule => ({ apiGroups: [''], resources, verbs: ['get'] });
    return {
      variables: [NODE_IP, ...(this.comparesWithNode ? [NODE_NAME] : [])],
      mounts: this.props.ca ? [mountOf(this.props.ca)] : [],
      clusterRules: [
        getting('nodes/stats'),
        ...(this.readsPods ? [getting('nodes/pods')] : []),
        ...(this.props.claimedVolumes ? [getting('persistentvolumeclaims'), getting('persistentvolumes')] : []),
        ...(this.comparesWithNode ? [{ apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] }] : []),
      ],
      egress: [{ port: KUBELET_PORT }],
    };
  }

  /** @internal */
  protected _config(): object {
    return {
      auth_type: 'serviceAccount',
      endpoint: env(NODE_IP.name, 'https://', `:${KUBELET_PORT}`),
      collection_interval: this.collectionInterval,
      metric_groups: this.metricGroups,
      extra_metadata_labels: this.props.extraMetadataLabels,
      k8s_api_config: this.props.claimedVolumes || this.comparesWithNode ? { auth_type: 'serviceAccount' } : undefined,
      node: this.comparesWithNode ? env(NODE_NAME.name) : undefined,
      metrics: enabled(this.props.metrics),
      resource_attributes: enabled(this.props.resourceAttributes),
      ca_file: this.props.ca,
      insecure_skip_verify: this.props.insecureSkipVerify ? true : undefined,
    };
  }

  /** Requests and limits are in the list of pods. */
  private get readsPods(): boolean {
    return (this.props.extraMetadataLabels ?? []).length > 0 || this.wants(/_(limit|request)_utilization$/);
  }

  /** What the node has is known by the Kubernetes API. */
  private get comparesWithNode(): boolean {
    return this.wants(/\.node\.utilization$/);
  }

  private wants(metrics: RegExp): boolean {
    return Object.entries(this.props.metrics ?? {}).some(([metric, on]) => on && metrics.test(metric));
  }
}

function requireSensible(props: KubeletStatsReceiverProps): void {
  if (props.metricGroups?.length === 0) {
    fail('KubeletStatsReceiver', {
      what: 'metricGroups is empty',
      why: 'nothing would be collected',
      fix: 'metricGroups: [KubeletMetricGroup.POD]',
    });
  }
  requireEachOnce('metricGroups', props.metricGroups);
  requireEachOnce('extraMetadataLabels', props.extraMetadataLabels);
  if (props.claimedVolumes && !props.extraMetadataLabels?.includes(KubeletMetadataLabel.VOLUME_TYPE)) {
    fail('KubeletStatsReceiver', {
      what: 'claimedVolumes is on, and extraMetadataLabels does not ask for the type of volumes',
      why: 'claims are not looked up without it',
      fix: 'extraMetadataLabels: [KubeletMetadataLabel.VOLUME_TYPE]',
    });
  }
  if (props.ca && props.insecureSkipVerify) {
    fail('KubeletStatsReceiver', {
      what: 'ca is given, and insecureSkipVerify is on',
      why: 'the authority would never be asked',
      fix: 'leave insecureSkipVerify out',
    });
  }
}

function requireEachOnce(property: string, values: readonly string[] = []): void {
  const twice = firstTwice(values);
  if (twice !== undefined) {
    fail('KubeletStatsReceiver', {
      what: `${property} has '${twice}' twice`,
      why: 'the collector does not start with it',
      fix: `name '${twice}' once`,
    });
  }
}
