import { Duration } from 'cdk8s';
import { watching } from '../../../kubernetes/api-access';
import { requirePattern } from '../../../policy/patterns';
import { fail } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { Needs } from '../../../wiring';
import { Processor, RenderContext } from '../component';
import { NODE_NAME } from '../pod-variables';

/** Objects from which labels and annotations are taken. */
export enum MetadataSource {
  /** The pod. */
  POD = 'pod',
  /** Its namespace. */
  NAMESPACE = 'namespace',
  /** Its node. */
  NODE = 'node',
  /** The deployment to which it belongs. */
  DEPLOYMENT = 'deployment',
  /** The stateful set to which it belongs. */
  STATEFULSET = 'statefulset',
  /** The daemon set to which it belongs. */
  DAEMONSET = 'daemonset',
  /** The job to which it belongs. */
  JOB = 'job',
}

/** A label or annotation that becomes an attribute. Exactly one of `key` and `keyPattern` is given; both or neither fails. */
export interface MetadataExtraction {
  /**
   * The name of the label or annotation.
   *
   * @default - chosen by `keyPattern`
   */
  readonly key?: string;

  /**
   * An RE2 expression for the names of labels or annotations, the whole of them. What RE2 does not understand fails.
   *
   * @default - chosen by `key`
   */
  readonly keyPattern?: string;

  /**
   * The attribute. With a pattern, `$1` is its first group.
   *
   * @default - `k8s.pod.label.<key>` (`k8s.pod.labels.<key>` before collector 0.161), or the like for annotations and other objects
   */
  readonly tagName?: string;

  /**
   * The object that carries it.
   *
   * @default MetadataSource.POD
   */
  readonly source?: MetadataSource;
}

/** Options of the Kubernetes attributes processor. */
export interface K8sAttributesProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Attributes to add. What the collector may read follows from them. One that the collector does not know fails.
   *
   * @default - namespace, pod name, uid and start time, node, deployment, statefulset, daemonset, job, cronjob, container image
   */
  readonly metadata?: string[];

  /**
   * Labels that become attributes.
   *
   * @default - none
   */
  readonly labels?: MetadataExtraction[];

  /**
   * Annotations that become attributes.
   *
   * @default - none
   */
  readonly annotations?: MetadataExtraction[];

  /**
   * Whether only pods of the collector's own node are watched. For agents, where anything else is a problem: a gateway sees pods of every node.
   *
   * @default - true for an agent, false otherwise
   */
  readonly ownNodeOnly?: boolean;

  /**
   * How long the start waits until pods are known. Records that arrive before would have no metadata.
   *
   * @default Duration.seconds(10)
   */
  readonly waitForMetadata?: Duration;
}

const DEFAULT_METADATA = [
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.pod.uid',
  'k8s.pod.start_time',
  'k8s.node.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.job.name',
  'k8s.cronjob.name',
  'container.image.name',
  'container.image.tag',
];

/** Every attribute that the collector knows. */
const KNOWN_METADATA = [
  'k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.pod.hostname', 'k8s.pod.start_time', 'k8s.pod.ip', 'k8s.deployment.name', 'k8s.deployment.uid',
  'k8s.replicaset.name', 'k8s.replicaset.uid', 'k8s.daemonset.name', 'k8s.daemonset.uid', 'k8s.statefulset.name', 'k8s.statefulset.uid', 'k8s.job.name',
  'k8s.job.uid', 'k8s.cronjob.name', 'k8s.cronjob.uid', 'k8s.node.name', 'k8s.node.uid', 'k8s.container.name', 'k8s.cluster.uid', 'container.id',
  'container.image.name', 'container.image.tag', 'container.image.tags', 'container.image.repo_digests', 'service.namespace', 'service.name',
  'service.version', 'service.instance.id',
];

/**
 * Attributes that got another name: where the old one is asked for, a newer collector adds nothing and does not say so; an older one refuses
 * the new one.
 */
const RENAMED_METADATA = [{ from: 'container.image.tag', to: 'container.image.tags', since: '0.161.0' }];

/** From this version on the name of a deployment is read off the name of its replica set. */
const DEPLOYMENT_WITHOUT_REPLICASETS = '0.153.0';

/**
 * Adds what Kubernetes knows of a pod to its telemetry.
 *
 * A pod is found by the attributes `k8s.pod.ip` and `k8s.pod.uid` if the sender gave them, else by the address of the connection.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/k8sattributesprocessor/README.md
 */
export class K8sAttributesProcessor extends Processor {
  /** Attributes that are added. */
  public readonly metadata: string[];
  private readonly props: K8sAttributesProcessorProps;

  public constructor(props: K8sAttributesProcessorProps = {}) {
    super('k8s_attributes', props.name);
    this.props = props;
    this.metadata = [...(props.metadata ?? DEFAULT_METADATA)];
    this.metadata.forEach(requireKnown);
    [...(props.labels ?? []), ...(props.annotations ?? [])].forEach(requireOneKey);
  }

  /** @internal */
  public _needs(context: RenderContext): Needs {
    const old = !isAtLeast(context.collectorVersion, DEPLOYMENT_WITHOUT_REPLICASETS);
    const ofDeployments = this.extracts(MetadataSource.DEPLOYMENT);
    const wanted: readonly (readonly [apiGroup: string, resource: string, wanted: boolean])[] = [
      ['', 'pods', true],
      ['', 'namespaces', this.reads('k8s.cluster.uid') || this.extracts(MetadataSource.NAMESPACE)],
      ['', 'nodes', this.reads('k8s.node.uid') || this.extracts(MetadataSource.NODE)],
      ['apps', 'replicasets', this.reads('k8s.deployment.uid') || ofDeployments || (old && this.reads('k8s.deployment.name'))],
      ['apps', 'deployments', ofDeployments],
      ['apps', 'statefulsets', this.extracts(MetadataSource.STATEFULSET)],
      ['apps', 'daemonsets', this.extracts(MetadataSource.DAEMONSET)],
      ['batch', 'jobs', this.reads('k8s.cronjob.uid') || this.extracts(MetadataSource.JOB)],
    ];
    const clusterRules = wanted.filter(([, , isWanted]) => isWanted).map(([apiGroup, resource]) => watching(apiGroup, resource));
    return { clusterRules, variables: this.props.ownNodeOnly ? [NODE_NAME] : [] };
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      auth_type: 'serviceAccount',
      passthrough: false,
      filter: this.props.ownNodeOnly ? { node_from_env_var: NODE_NAME.name } : undefined,
      wait_for_metadata: true,
      wait_for_metadata_timeout: this.props.waitForMetadata ?? Duration.seconds(10),
      extract: {
        metadata: this.metadata.map((attribute) => currentName(attribute, context.collectorVersion)),
        labels: this.props.labels?.map(render),
        annotations: this.props.annotations?.map(render),
      },
      pod_association: [
        { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
        { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
        { sources: [{ from: 'connection' }] },
      ],
    };
  }

  private reads(attribute: string): boolean {
    return this.metadata.includes(attribute);
  }

  private extracts(source: MetadataSource): boolean {
    return [...(this.props.labels ?? []), ...(this.props.annotations ?? [])].some((extraction) => extraction.source === source);
  }
}

function render(extraction: MetadataExtraction): object {
  return {
    tag_name: extraction.tagName,
    key: extraction.key,
    key_regex: extraction.keyPattern,
    from: extraction.source ?? MetadataSource.POD,
  };
}

function currentName(attribute: string, collectorVersion: string): string {
  const renamed = RENAMED_METADATA.find(({ from, to }) => [from, to].includes(attribute));
  return renamed ? (isAtLeast(collectorVersion, renamed.since) ? renamed.to : renamed.from) : attribute;
}

function requireKnown(attribute: string): void {
  if (!KNOWN_METADATA.includes(attribute)) {
    fail('K8sAttributesProcessor', {
      what: `metadata has '${attribute}', which is no attribute that Kubernetes knows of a pod`,
      why: 'the collector refuses it',
      fix: `one of ${KNOWN_METADATA.join(', ')}; labels and annotations have options of their own`,
    });
  }
}

function requireOneKey({ key, keyPattern }: MetadataExtraction): void {
  if ((key === undefined) === (keyPattern === undefined)) {
    fail('K8sAttributesProcessor', {
      what: key === undefined ? 'an extraction has neither key nor keyPattern' : `an extraction has key '${key}' and keyPattern '${keyPattern}'`,
      why: key === undefined ? 'it would extract nothing' : 'the collector refuses both together',
      fix: "labels: [{ key: 'app.kubernetes.io/name' }]",
    });
  }
  if (keyPattern !== undefined) {
    requirePattern('K8sAttributesProcessor', 'keyPattern', keyPattern);
  }
}
