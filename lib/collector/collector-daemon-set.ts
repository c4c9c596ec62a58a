import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { CollectorDaemonSetProps } from './agent-options';
import { agentReceivers, agentScraping } from './agent-receivers';
import { Collector } from './collector';
import { COLLECTOR_CONTAINER } from './collector-container';
import { Processor } from './components/component';
import { NODE_NAME } from './components/pod-variables';
import { AttributeAction } from './components/processors/attribute-action';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { CollectorDocument, ConfigurationPlan } from './configuration';
import { containerLogsFilter } from './container-logs';
import { diskQueues } from './disk-queue';
import { assemble } from './flows';
import { volumeFindings } from './invariants/queues';
import { logRouteFindings } from './log-routes';
import { logVolumeFindings, logVolumeSteps } from './log-volume-processors';
import { OtlpService } from './otlp-service';
import { Outlets, QueueFor } from './outlets';
import { standardProcessors } from './standard-processors';
import { CollectorWorkload } from './workload';
import { clusterScopedName } from '../kubernetes/cluster-scope';
import { bytesOf } from '../kubernetes/quantities';
import { fail, failOnFindings, Finding } from '../validation';
import { OtlpEndpoint, Signal, SIGNALS } from '../wiring';
import { agentPriorityClass } from '../workload/agent-priority';

/** The name of the volume of positions and queues. */
const STATE_VOLUME = 'state';

/**
 * An agent on every node: collects the logs of its containers, scrapes its annotated pods, measures it, and takes OTLP from its pods.
 *
 * With `containerLogs` nothing is lost that was written or acknowledged: positions and what waits are on the disk of the node, survive
 * kill -9 and restarts, and reading waits while there is no room. Without, nothing is acknowledged before the destination has it.
 */
export class CollectorDaemonSet extends Collector {
  /** How much waits on the disk of the node, in all queues together. */
  public readonly queueOnNode: Size;

  /** The DaemonSet, for changes that no option makes. */
  public readonly daemonSet: ApiObject;
  /** The Service for clients; undefined when it takes no OTLP. */
  public readonly service?: ApiObject;
  /** The PriorityClass; undefined when `priorityClassName` names another. */
  public readonly priorityClass?: ApiObject;

  /** @internal */
  protected readonly _workload: CollectorWorkload;
  private readonly props: CollectorDaemonSetProps;
  private readonly otlp?: OtlpService;

  public constructor(scope: Construct, id: string, props: CollectorDaemonSetProps) {
    super(scope, id, props);
    requireSensible(this.node.path, props);
    this.props = props;
    this.queueOnNode = props.queueOnNode ?? (props.containerLogs ? Size.gibibytes(2) : Size.kibibytes(0));
    const otlp = props.otlp && new OtlpReceiver(props.otlp);
    const own = { name: props.name ?? id, namespace: this._namespace, container: COLLECTOR_CONTAINER };
    const scopedName = clusterScopedName(own.name, own.namespace);
    const scraped = agentScraping(this, props);
    this._flows.receivers.push(...(otlp ? [{ receiver: otlp, signals: SIGNALS }] : []), ...agentReceivers(props, own, scraped.receivers));
    this.addProcessors(scraped.corrections);
    this._workload = new CollectorWorkload(this, {
      component: 'agent',
      cluster: props.cluster,
      options: { ...props, tolerations: props.tolerations ?? [{}], priorityClassName: props.priorityClassName ?? scopedName },
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(512) },
      state: { name: STATE_VOLUME, hostPath: props.stateFolder ?? `/var/lib/otelcol/${scopedName}` },
      placement: 'every node',
      assemble: () => assemble(this._flows, new Outlets(this.queueFor)),
      health: this._health,
    });
    this.priorityClass = props.priorityClassName === undefined ? agentPriorityClass(this, this._workload) : undefined;
    scraped.handOutTo({ kind: 'DaemonSet', peer: this._workload.peer, cluster: props.cluster.name });
    this.otlp = otlp && new OtlpService(this, this._workload, otlp, { internalTrafficPolicy: 'Local' });
    this.service = this.otlp?.service;
    this.daemonSet = this.makeDaemonSet();
    this._connectDestinations(props);
    this._workload.grantAccess();
    this._workload.judge(this.daemonSet, (document, configuration) => this.findings(document, configuration));
  }

  /** OTLP over gRPC to the agent of the sender's node. Fails when it takes none. */
  public get otlpEndpoint(): OtlpEndpoint {
    return this.requireOtlp().grpc;
  }

  /** OTLP over HTTP to the agent of the sender's node. Fails when it takes none. */
  public get otlpHttpEndpoint(): OtlpEndpoint {
    return this.requireOtlp().http;
  }

  private get queueFor(): QueueFor {
    return bytesOf(this.queueOnNode) === 0 ? () => ({ enabled: false }) : diskQueues(this._flows, { volume: this.queueOnNode });
  }

  private requireOtlp(): OtlpService {
    return this.otlp ?? fail(this.node.path, { what: 'an endpoint of an agent that takes no OTLP', why: 'nobody could connect to it', fix: 'otlp: {}' });
  }

  private addProcessors(corrections: readonly Processor[]): void {
    const { props } = this;
    const [limiter, ...others] = standardProcessors(
      { ...props, kubernetesMetadata: { ...props.kubernetesMetadata, ownNodeOnly: props.kubernetesMetadata?.ownNodeOnly ?? true } },
      [AttributeAction._insertVariable('k8s.node.name', NODE_NAME.name)],
    );
    const filter = props.containerLogs && containerLogsFilter(props.containerLogs);
    this._flows.processors.push(
      { processor: limiter, signals: SIGNALS },
      // what is dropped needs no metadata
      ...(filter ? [{ processor: filter, signals: [Signal.LOGS] }] : []),
      ...corrections.map((processor) => ({ processor, signals: [Signal.METRICS] })),
      ...others.map((processor) => ({ processor, signals: SIGNALS })),
      ...logVolumeSteps(props.logVolume),
    );
  }

  private makeDaemonSet(): ApiObject {
    const maxUnavailable = this.props.maxUnavailable ?? '10%';
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this._workload.metadata(),
      spec: Lazy.any({
        produce: (): k8s.DaemonSetSpec => ({
          selector: { matchLabels: this._workload.selector },
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxUnavailable: maxUnavailable.endsWith('%') ? k8s.IntOrString.fromString(maxUnavailable) : k8s.IntOrString.fromNumber(Number(maxUnavailable)),
            },
          },
          template: this._workload.collectorPods(),
        }),
      }) as k8s.DaemonSetSpec,
    });
  }

  private findings(document: CollectorDocument, configuration: ConfigurationPlan): Finding[] {
    const bytes = bytesOf(this.queueOnNode);
    return [
      ...(bytes === 0 ? [] : volumeFindings(document, { bytes, property: 'queueOnNode', reserved: [] })),
      ...this._flowFindings(document, configuration),
    ];
  }
}

function requireSensible(path: string, props: CollectorDaemonSetProps): void {
  const { stateFolder, maxUnavailable, cardinality, podScraping, cadvisorMetrics, scrape } = props;
  failOnFindings(path, [
    ...logVolumeFindings(props),
    ...logRouteFindings({ ...props, readsOnly: props.otlp === undefined }),
  ]);
  if (cardinality && !podScraping && !cadvisorMetrics && !scrape) {
    fail(path, { what: 'cardinality is about series that are scraped, and nothing is', why: 'the policy would never act', fix: 'podScraping: {}, or cadvisorMetrics: {}' });
  }
  if (stateFolder !== undefined && !/^(\/[^/]+)+$/.test(stateFolder)) {
    fail(path, {
      what: `stateFolder '${stateFolder}' is not an absolute path below the root`,
      why: 'Kubernetes refuses it, or the agent would write into the root of the node',
      fix: "stateFolder: '/var/lib/otelcol/agent'",
    });
  }
  if (maxUnavailable !== undefined && !/^([1-9]\d*|([1-9]\d?|100)%)$/.test(maxUnavailable)) {
    fail(path, {
      what: `maxUnavailable '${maxUnavailable}' is neither a number nor a percentage`,
      why: 'Kubernetes refuses it, or no pod would ever be replaced',
      fix: "maxUnavailable: '10%'",
    });
  }
}
