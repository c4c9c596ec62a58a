import { ApiObject, Size, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { COLLECTOR_CONTAINER, COLLECTOR_USER, collectorContainer, CONFIG_FILE, CONFIG_MOUNT_PATH, STATE_MOUNT_PATH } from './collector-container';
import { otherCollectors, registerCollector } from './collectors-of-tree';
import { Component } from './components/component';
import { NODE_IP, NODE_NAME, POD_IP, POD_NAME } from './components/pod-variables';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { Assembly, assemblyFindings, CollectorDocument, collectorDocument, componentsOf, ConfigurationPlan, needsOf, TELEMETRY_PORT } from './configuration';
import { builderManifest, distributionFindings, smallestDistribution } from './distribution';
import { configurationFindings } from './invariants';
import { Finding, judgeAtSynth } from '../validation';
import { Replication } from './invariants/duplication';
import { balancesLoad, resolverFindings } from './invariants/resolvers';
import { keepsTracesTogether, sendersAmong, splitFindings } from './invariants/split-traces';
import { drainSeconds, replicationOf, workloadFindings } from './invariants/workload';
import { CollectorLogLevel, CollectorWorkloadOptions } from './workload-options';
import { goMemoryLimit } from '../kubernetes/resources';
import { servicesBefore, servicesOf } from '../kubernetes/services-of-tree';
import { CollectorDistribution } from '../versions';
import { ClusterIdentity, PortExposure } from '../wiring';
import { NamedNeeds } from '../wiring/needs-sum';
import { Placement } from '../workload/pod-template';
import { Workload } from '../workload/workload';

/** What a kind of collector adds to what all of them share. */
export interface CollectorWorkloadPlan {
  readonly component: string;
  readonly options: CollectorWorkloadOptions;
  /** The cluster in which it runs. */
  readonly cluster?: ClusterIdentity;
  /** What a container gets when the program does not say. */
  readonly defaults: { readonly cpu: number; readonly cpuLimit: number; readonly memory: Size };
  /** The volume of queues and positions, a folder of the node or of a claim template; nowhere when undefined. */
  readonly state?: { readonly name: string; readonly hostPath?: string };
  readonly placement: Placement;
  /** What runs in it; asked at synth, because more may have been added by then. */
  readonly assemble: () => Assembly;
  readonly health: { readonly port: number; readonly path: string };
  /** Whether whoever sends to it sends all spans of a trace to one replica, in this program or in others. */
  readonly routedByTraceId?: boolean;
}

/** A collector as a workload: its configuration, and what follows from it for its pods. */
export class CollectorWorkload extends Workload {
  public declare readonly configMap: ApiObject;

  public constructor(scope: Construct, private readonly collector: CollectorWorkloadPlan) {
    super(scope, {
      ...collector,
      program: 'opentelemetry-collector',
      versionOf: (versions) => versions.collector,
      runAs: COLLECTOR_USER,
      state: collector.state && { ...collector.state, mountPath: STATE_MOUNT_PATH },
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => ({ [CONFIG_FILE]: Yaml.stringify(collectorDocument(this.configuration)) }) },
      parts: () => this.parts(),
    });
    const { distribution } = collector.options;
    if (distribution === CollectorDistribution.CUSTOM) {
      this.versions.collectorImageOf(distribution);
    }
  }

  /** What runs in it, as far as the program has said so: whoever needs several things of it asks once. */
  private get configuration(): ConfigurationPlan {
    return { ...this.collector.assemble(), collectorVersion: this.versions.collector, logLevel: this.collector.options.logLevel ?? CollectorLogLevel.INFO };
  }

  /** The collector builder's manifest of what is in use. */
  public builderManifest(): string {
    return Yaml.stringify(builderManifest(`otelcol-${this.name}`, componentsOf(this.configuration), this.versions.collector));
  }

  /** The pods. */
  public collectorPods(): k8s.PodTemplateSpec {
    const { configuration } = this;
    const components = componentsOf(configuration);
    return this.podTemplate(collectorContainer({
      image: this.versions.collectorImageOf(this.distributionOf(components)),
      featureGates: this.needs.featureGates,
      health: this.collector.health,
      readyPort: readyPort(components),
    }), drainSeconds(collectorDocument(configuration)));
  }

  /** Has everything that can be known of this workload judged at synth. */
  public judge(workload: ApiObject, more: (document: CollectorDocument, configuration: ConfigurationPlan) => Finding[], autoscaler?: ApiObject): void {
    registerCollector(this.scope, () => collectorDocument(this.configuration));
    judgeAtSynth(this.scope, () => {
      const { configuration } = this;
      const components = componentsOf(configuration);
      const document = collectorDocument(configuration);
      const manifests = { workload: workload.toJson() as unknown, container: COLLECTOR_CONTAINER, autoscaler: autoscaler?.toJson() as unknown };
      return {
        document,
        manifests,
        assembly: [
          ...assemblyFindings(configuration),
          ...this.commonFindings(),
          ...distributionFindings(components, this.distributionOf(components), configuration.collectorVersion),
          ...this.directoryFindings(),
          ...this.routeFindings(document, replicationOf(manifests)),
          ...more(document, configuration),
        ],
      };
    }, ({ document, manifests, assembly }) => [...assembly, ...configurationFindings(document), ...workloadFindings(document, manifests)]);
  }

  private distributionOf(components: readonly Component[]): CollectorDistribution {
    return this.collector.options.distribution
      ?? (this.versions.collectorImage === undefined ? smallestDistribution(components) : CollectorDistribution.CUSTOM);
  }

  private parts(): NamedNeeds[] {
    const ofComponents = needsOf(this.configuration);
    const keepsOnNode = this.collector.state?.hostPath !== undefined && ofComponents.some(({ needs }) => (needs.directories ?? []).length > 0);
    return [{
      from: 'the collector itself',
      needs: {
        rootReasons: keepsOnNode ? ['its positions and queues are in a folder of the node, which belongs to root'] : [],
        ports: [{ name: 'metrics', port: TELEMETRY_PORT, appProtocol: 'http', exposure: PortExposure.SCRAPE }],
        variables: [POD_NAME, POD_IP, NODE_NAME, NODE_IP, { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) }],
      },
    }, ...ofComponents];
  }

  /** What only the other collectors and the Services of the tree tell. */
  private routeFindings(document: CollectorDocument, replication: Replication): Finding[] {
    const { scope, name, namespace, selector, collector: { routedByTraceId = false } } = this;
    const services = () => servicesBefore(scope, { namespace, labels: selector });
    const senders = () => sendersAmong(otherCollectors(scope), services());
    return [
      ...balancesLoad(document) ? resolverFindings(document, servicesOf(scope)) : [],
      ...keepsTracesTogether(document, replication) ? splitFindings(document, replication, { name, senders: senders(), routedByTraceId }) : [],
    ];
  }

  private directoryFindings(): Finding[] {
    const { state } = this.collector;
    return this.needs.directories.filter(({ path }) => !state || !path.startsWith(`${STATE_MOUNT_PATH}/`)).map(({ path, holds }) => ({
      what: `${holds} are in '${path}', which is on no volume`,
      why: 'the root file system is read-only: the collector would not start',
      fix: !state ? 'a GatewayStatefulSet or a CollectorDaemonSet, which have a volume' : `a folder below ${STATE_MOUNT_PATH}, for example '${STATE_MOUNT_PATH}${path.slice(path.lastIndexOf('/'))}'`,
    }));
  }
}

/** The first port on which it takes telemetry. */
function readyPort(components: readonly Component[]): number | undefined {
  const receivers = components.filter((component): component is OtlpReceiver => component instanceof OtlpReceiver);
  return receivers.flatMap((receiver) => receiver._needs().ports ?? [])[0]?.port;
}
