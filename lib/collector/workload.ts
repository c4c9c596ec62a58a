import { ApiObject, Chart, Lazy, Size, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct, IConstruct } from 'constructs';
import { Component, Extension } from './components/component';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { assemblyFindings, CollectorDocument, collectorDocument, componentsOf, ConfigurationPlan, needsOf, TELEMETRY_PORT } from './configuration';
import { builderManifest, distributionFindings, smallestDistribution } from './distribution';
import { configurationFindings } from './invariants';
import { drainSeconds, workloadFindings } from './invariants/workload';
import { Pipeline } from './pipeline';
import { COLLECTOR_CONTAINER, collectorPodTemplate, CONFIG_FILE, graceFor, STATE_MOUNT_PATH, StateVolume } from './pod-template';
import { WorkloadAccess } from './workload-access';
import { CollectorLogLevel, CollectorWorkloadOptions } from './workload-options';
import { configHash } from '../kubernetes/config-hash';
import { POD_SECURITY_LABEL } from '../kubernetes/hardening';
import { Labels, objectLabels, selectorLabels } from '../kubernetes/labels';
import { nameFindings } from '../kubernetes/names';
import { networkPolicySpec } from '../kubernetes/network-policy';
import { ContainerBudget, goMemoryLimit } from '../kubernetes/resources';
import { at, fail, Finding, judgeAtSynth, ProblemsError } from '../validation';
import { CollectorDistribution, VersionCatalog } from '../versions';
import { ClusterIdentity, Destination, Needs, NetworkPeer, PodPeer, PortExposure } from '../wiring';
import { NamedNeeds, sumNeeds } from '../wiring/needs-sum';

/** What a configuration is made of, before the version is known. */
export interface Assembly {
  readonly pipelines: readonly Pipeline[];
  readonly extensions: readonly Extension[];
}

/** What a kind of workload adds to what all of them share. */
export interface WorkloadProps {
  readonly component: string;
  readonly options: CollectorWorkloadOptions;
  /** The cluster in which it runs. */
  readonly cluster?: ClusterIdentity;
  /** What a container gets when the program does not say. */
  readonly defaults: { readonly cpu: number; readonly cpuLimit: number; readonly memory: Size };
  /** Where queues and positions are kept; nowhere when undefined. */
  readonly state?: StateVolume;
  /** Whether it has one pod on each node: it is neither spread nor guarded against the drain of a node, then. */
  readonly onEveryNode?: boolean;
  /** What runs in it; asked at synth, because more may have been added by then. */
  readonly assemble: () => Assembly;
  readonly health: { readonly port: number; readonly path: string };
}

/** The workloads of each tree, in the order of the program. */
const WORKLOADS = new WeakMap<IConstruct, CollectorWorkload[]>();

/** What every collector workload has: configuration, identity, access, network, disruption budget. */
export class CollectorWorkload {
  public readonly name: string;
  public readonly namespace?: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly versions: VersionCatalog;
  public readonly budget: ContainerBudget;
  public readonly configMap: ApiObject;
  public readonly serviceAccount: ApiObject;
  public readonly networkPolicy: ApiObject;
  /** None for a workload on every node: a drain leaves its pods alone. */
  public readonly disruptionBudget?: ApiObject;
  /** Endpoints that this workload serves: who connects to them may come in. */
  public readonly served: Destination[] = [];
  private readonly access: WorkloadAccess;

  public constructor(private readonly scope: Construct, private readonly props: WorkloadProps) {
    const { options } = props;
    this.name = options.name ?? scope.node.id;
    const wrong = nameFindings(this.name);
    if (wrong.length > 0) {
      throw new ProblemsError(at(scope.node.path, wrong));
    }
    this.namespace = Chart.of(scope).namespace;
    this.versions = options.versions ?? VersionCatalog.tested();
    if (options.distribution === CollectorDistribution.CUSTOM) {
      this.versions.collectorImageOf(options.distribution);
    }
    const identity = { name: this.name, program: 'opentelemetry-collector', component: props.component, version: this.versions.collector };
    this.labels = objectLabels(identity);
    this.selector = selectorLabels(identity);
    this.budget = this.resolveBudget(options);
    const { root } = scope.node;
    WORKLOADS.set(root, [...(WORKLOADS.get(root) ?? []), this]);
    this.serviceAccount = new k8s.KubeServiceAccount(scope, 'service-account', { metadata: this.metadata(), automountServiceAccountToken: false });
    this.configMap = new k8s.KubeConfigMap(scope, 'config', {
      metadata: this.metadata('-config'),
      data: Lazy.any({ produce: () => this.configData() }) as { [key: string]: string },
    });
    this.networkPolicy = new k8s.KubeNetworkPolicy(scope, 'network-policy', {
      metadata: this.metadata(),
      spec: Lazy.any({ produce: () => this.networkSpec() }) as k8s.NetworkPolicySpec,
    });
    this.disruptionBudget = props.onEveryNode ? undefined : this.makeDisruptionBudget();
    this.access = new WorkloadAccess(scope, {
      name: this.name, namespace: this.namespace, labels: this.labels, serviceAccount: this.serviceAccount, cluster: props.cluster, needs: () => this.needs,
    });
  }

  /** Metadata of an object of this workload. */
  public metadata(suffix = ''): k8s.ObjectMeta {
    return { name: `${this.name}${suffix}`, labels: this.labels };
  }

  /** The pods of this workload, as others see them. */
  public get peer(): PodPeer {
    return { ...(this.namespace === undefined ? {} : { namespace: this.namespace }), labels: this.selector };
  }

  public get configuration(): ConfigurationPlan {
    return { ...this.props.assemble(), collectorVersion: this.versions.collector, logLevel: this.props.options.logLevel ?? CollectorLogLevel.INFO };
  }

  public get components(): Component[] {
    return componentsOf(this.configuration);
  }

  public get document(): CollectorDocument {
    return collectorDocument(this.configuration);
  }

  public get distribution(): CollectorDistribution {
    return this.props.options.distribution
      ?? (this.versions.collectorImage === undefined ? smallestDistribution(this.components) : CollectorDistribution.CUSTOM);
  }

  public get needs(): Required<Needs> {
    return sumNeeds(this.namedNeeds()).needs;
  }

  /** The collector builder's manifest of what is in use. */
  public builderManifest(): string {
    return Yaml.stringify(builderManifest(`otelcol-${this.name}`, this.components, this.versions.collector));
  }

  /** The pods. */
  public podTemplate(): k8s.PodTemplateSpec {
    const { options, state, onEveryNode, health } = this.props;
    const needs = this.needs;
    return collectorPodTemplate({
      image: this.versions.collectorImageOf(this.distribution),
      configMapName: this.configMap.name,
      configHash: configHash(this.configData()),
      serviceAccountName: this.serviceAccount.name,
      selector: this.selector,
      labels: { ...this.labels, [POD_SECURITY_LABEL]: needs.hostPaths.length > 0 || needs.rootReasons.length > 0 ? 'privileged' : 'restricted' },
      needs,
      budget: this.budget,
      graceSeconds: options.terminationGracePeriod?.toSeconds() ?? graceFor(drainSeconds(this.document)),
      options,
      state,
      spread: !onEveryNode,
      health,
      readyPort: this.readyPort(),
    });
  }

  /** Gives the ServiceAccount what its components need. Called whenever components were added. */
  public grantAccess(): void {
    this.access.grant();
  }

  /** Has everything that can be known of this workload judged at synth. */
  public judge(workload: ApiObject, more: (document: CollectorDocument) => Finding[], autoscaler?: ApiObject): void {
    judgeAtSynth(this.scope, () => {
      const document = this.document;
      return {
        document,
        manifests: { workload: workload.toJson() as unknown, container: COLLECTOR_CONTAINER, autoscaler: autoscaler?.toJson() as unknown },
        assembly: [
          ...assemblyFindings(this.configuration),
          ...sumNeeds(this.namedNeeds()).findings,
          ...distributionFindings(this.components, this.distribution, this.versions.collector),
          ...this.namespaceFindings(),
          ...this.directoryFindings(),
          ...this.twinFindings(),
          ...more(document),
        ],
      };
    }, ({ document, manifests, assembly }) => [...assembly, ...configurationFindings(document), ...workloadFindings(document, manifests)]);
  }

  private resolveBudget(options: CollectorWorkloadOptions): ContainerBudget {
    const { defaults } = this.props;
    const cpu = options.cpu ?? defaults.cpu;
    const budget = {
      cpu,
      cpuLimit: options.cpuLimit ?? Math.max(defaults.cpuLimit, cpu),
      memory: options.memoryLimit ?? defaults.memory,
      ephemeralStorage: options.ephemeralStorage ?? Size.mebibytes(256),
    };
    if (budget.cpu <= 0 || budget.cpuLimit < budget.cpu) {
      fail(this.scope.node.path, {
        what: `cpu ${budget.cpu} with cpuLimit ${budget.cpuLimit}`,
        why: 'Kubernetes refuses a pod whose request is larger than its limit',
        fix: `cpuLimit: ${Math.max(1, budget.cpu)}, or more`,
      });
    }
    return budget;
  }

  private namedNeeds(): NamedNeeds[] {
    const ofComponents = needsOf(this.configuration);
    const keepsOnNode = this.props.state?.hostPath !== undefined && ofComponents.some(({ needs }) => (needs.directories ?? []).length > 0);
    return [{
      from: 'the collector itself',
      needs: {
        rootReasons: keepsOnNode ? ['its positions and queues are in a folder of the node, which belongs to root'] : [],
        ports: [{ name: 'metrics', port: TELEMETRY_PORT, appProtocol: 'http', exposure: PortExposure.SCRAPE }],
        variables: [
          { name: 'POD_NAME', fieldPath: 'metadata.name' },
          { name: 'POD_IP', fieldPath: 'status.podIP' },
          { name: 'NODE_NAME', fieldPath: 'spec.nodeName' },
          { name: 'NODE_IP', fieldPath: 'status.hostIP' },
          { name: 'GOMEMLIMIT', value: goMemoryLimit(this.budget.memory) },
        ],
      },
    }, { from: 'the identity of its service account', needs: { egress: this.access.credentialEgress } }, ...ofComponents];
  }

  private makeDisruptionBudget(): ApiObject {
    return new k8s.KubePodDisruptionBudget(this.scope, 'disruption-budget', {
      metadata: this.metadata(),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: this.selector },
        // a replica that does not become ready must not hold up the drain of a node
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }

  private configData(): { [key: string]: string } {
    return { [CONFIG_FILE]: Yaml.stringify(this.document) };
  }

  private networkSpec(): k8s.NetworkPolicySpec {
    const { options } = this.props;
    const consumers = this.served.flatMap((endpoint) => endpoint._consumers);
    const needs = this.needs;
    return networkPolicySpec({
      namespace: this.namespace,
      selector: this.selector,
      ports: needs.ports,
      consumers,
      clients: options.clients ?? (consumers.length > 0 ? [] : [NetworkPeer.anyPod()]),
      scrapers: options.scrapers ?? [NetworkPeer.anyPod()],
      egress: needs.egress,
      kubernetesApi: needs.clusterRules.length + needs.namespaceRules.length > 0,
    });
  }

  private readyPort(): number | undefined {
    const receivers = this.components.filter((component): component is OtlpReceiver => component instanceof OtlpReceiver);
    return receivers.flatMap((receiver) => receiver._needs().ports ?? [])[0]?.port;
  }

  private directoryFindings(): Finding[] {
    const { state } = this.props;
    return this.needs.directories.filter(({ path }) => !state || !path.startsWith(`${STATE_MOUNT_PATH}/`)).map(({ path, holds }) => ({
      what: `${holds} are in '${path}', which is on no volume`,
      why: 'the root file system is read-only: the collector would not start',
      fix: !state ? 'a GatewayStatefulSet or a CollectorDaemonSet, which have a volume' : `a folder below ${STATE_MOUNT_PATH}, for example '${STATE_MOUNT_PATH}${path.slice(path.lastIndexOf('/'))}'`,
    }));
  }

  /** Two workloads of one name would be one set of objects, and the later one would win. */
  private twinFindings(): Finding[] {
    const workloads = (WORKLOADS.get(this.scope.node.root) ?? []).filter(({ name, namespace }) => name === this.name && namespace === this.namespace);
    const twin = workloads[0];
    return twin === this ? [] : [{
      what: `its objects are called '${this.name}', as those of ${twin.scope.node.path} are`,
      why: 'Kubernetes has one object of a name: the two would overwrite each other with every deployment',
      fix: `name: '${this.name}-2', or a chart with another namespace`,
    }];
  }

  private namespaceFindings(): Finding[] {
    const fix = "new Chart(app, 'observability', { namespace: 'observability' })";
    return this.namespace !== undefined ? [] : [
      ...(this.access.exists ? [{
        what: 'it reads the Kubernetes API, and its chart has no namespace',
        why: 'a role binding must name the namespace of the ServiceAccount: without it the binding is refused',
        fix,
      }] : []),
      ...this.needs.stores.map(({ store }) => ({
        what: `it uses the store '${store.node.path}', and its chart has no namespace`,
        why: 'the role of a service account trusts one namespace: without it nobody gets access',
        fix,
      })),
    ];
  }
}
