import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { AccessRule, Needs } from '../../../wiring';
import { requirePositive, requireTexts } from '../bounds';
import { Processor, RenderContext } from '../component';
import { NODE_NAME } from '../pod-variables';

/** Where attributes of a resource come from. */
export enum ResourceDetector {
  /** The variable `OTEL_RESOURCE_ATTRIBUTES`. */
  ENV = 'env',
  /** The operating system: the name of the host, which in a pod is the name of the pod. */
  SYSTEM = 'system',
  /** The node, from the Kubernetes API. Written `k8snode` before collector 0.154. */
  K8S_API = 'k8s_api',
  /** Amazon EKS, from the metadata of the instance. */
  EKS = 'eks',
  /** Amazon EC2, from the metadata of the instance. */
  EC2 = 'ec2',
  /** Azure Kubernetes Service, from the metadata of the instance. */
  AKS = 'aks',
  /** Azure, from the metadata of the instance. */
  AZURE = 'azure',
  /** Google Cloud, GKE included, from the metadata of the instance. */
  GCP = 'gcp',
  /** OpenShift, from its API. */
  OPENSHIFT = 'openshift',
}

/** Where the name of the host comes from. */
export enum HostnameSource {
  /** The full name from the DNS. */
  DNS = 'dns',
  /** The operating system. */
  OS = 'os',
  /** The canonical name from the DNS. */
  CNAME = 'cname',
  /** A reverse look-up in the DNS. */
  LOOKUP = 'lookup',
}

/** Options of the resource detection processor. */
export interface ResourceDetectionProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** Where attributes come from; of two that know the same attribute the first wins. None fails, and so does one that is there twice. */
  readonly detectors: ResourceDetector[];

  /**
   * Whether attributes that are there already are replaced. On a gateway they would then say where the gateway runs, not the sender.
   *
   * @default false
   */
  readonly override?: boolean;

  /**
   * How long one request of a detector may take. Zero fails: the start could wait for ever.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Where `SYSTEM` looks for the name of the host, in this order. Fails without that detector.
   *
   * @default - `DNS`, then `OS`
   */
  readonly hostnameSources?: HostnameSource[];
}

const DETECTOR_RENAMED = { from: 'k8snode', in: '0.154.0' };

/** The metadata of an instance is served over plain HTTP on a link-local address. */
const INSTANCE_METADATA = { port: 80 };

const read = (apiGroup: string, resource: string): AccessRule => ({ apiGroups: [apiGroup], resources: [resource], verbs: ['get'] });

/** What is read was recorded with collector 0.161 on a real API server; what EKS reads of its node, which only EKS shows, is from its source. */
const DETECTOR_NEEDS: { readonly [detector in ResourceDetector]: Needs } = {
  [ResourceDetector.ENV]: {},
  [ResourceDetector.SYSTEM]: {},
  [ResourceDetector.K8S_API]: { variables: [NODE_NAME], clusterRules: [read('', 'nodes'), read('', 'namespaces')] },
  [ResourceDetector.EKS]: { variables: [NODE_NAME], clusterRules: [read('', 'nodes')], egress: [INSTANCE_METADATA, { port: 443 }] },
  [ResourceDetector.EC2]: { egress: [INSTANCE_METADATA] },
  [ResourceDetector.AKS]: { egress: [INSTANCE_METADATA] },
  [ResourceDetector.AZURE]: { egress: [INSTANCE_METADATA] },
  [ResourceDetector.GCP]: { egress: [INSTANCE_METADATA] },
  [ResourceDetector.OPENSHIFT]: { clusterRules: [read('config.openshift.io', 'infrastructures/status')] },
};

/**
 * Adds what the collector finds out about the place where it runs. For agents, which run where the senders do.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/resourcedetectionprocessor/README.md
 */
export class ResourceDetectionProcessor extends Processor {
  /** Where attributes come from. */
  public readonly detectors: ResourceDetector[];
  private readonly props: ResourceDetectionProcessorProps;

  public constructor(props: ResourceDetectionProcessorProps) {
    super('resource_detection', props.name);
    this.props = props;
    this.detectors = [...props.detectors];
    const caller = 'ResourceDetectionProcessor';
    requireTexts(caller, 'detectors', this.detectors, ResourceDetector.K8S_API);
    requirePositive(caller, 'timeout', props.timeout, 'Duration.seconds(5)');
    requireTexts(caller, 'hostnameSources', props.hostnameSources, HostnameSource.OS);
    if (props.hostnameSources && !this.detects(ResourceDetector.SYSTEM)) {
      fail(caller, {
        what: 'hostnameSources without ResourceDetector.SYSTEM',
        why: 'nobody would look there',
        fix: 'detectors: [ResourceDetector.SYSTEM]',
      });
    }
  }

  /** @internal */
  public _needs(): Needs {
    const needs = this.detectors.map((detector) => DETECTOR_NEEDS[detector]);
    return {
      variables: needs.flatMap(({ variables }) => variables ?? []),
      clusterRules: needs.flatMap(({ clusterRules }) => clusterRules ?? []),
      egress: needs.flatMap(({ egress }) => egress ?? []),
    };
  }

  /** @internal */
  protected _config({ collectorVersion }: RenderContext): object {
    const k8sApi = isAtLeast(collectorVersion, DETECTOR_RENAMED.in) ? ResourceDetector.K8S_API : DETECTOR_RENAMED.from;
    return {
      detectors: this.detectors.map((detector) => detector === ResourceDetector.K8S_API ? k8sApi : detector),
      override: this.props.override ?? false,
      timeout: this.props.timeout ?? Duration.seconds(5),
      [k8sApi]: this.detects(ResourceDetector.K8S_API) ? { auth_type: 'serviceAccount', node_from_env_var: NODE_NAME.name } : undefined,
      eks: this.detects(ResourceDetector.EKS) ? { node_from_env_var: NODE_NAME.name } : undefined,
      system: this.props.hostnameSources ? { hostname_sources: this.props.hostnameSources } : undefined,
    };
  }

  private detects(detector: ResourceDetector): boolean {
    return this.detectors.includes(detector);
  }
}
