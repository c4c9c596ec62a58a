import { ApiObject, Chart, Duration, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Companion, needsOfPod } from './companion';
import { BudgetDefaults, resolveBudget } from './container-budget';
import { optionFindings } from './option-findings';
import { ContainerPlan, graceFor, Placement, podTemplate, StateVolume } from './pod-template';
import { WorkloadAccess } from './workload-access';
import { WorkloadOptions } from './workload-options';
import { configHash } from '../kubernetes/config-hash';
import { disruptionBudgetSpec } from '../kubernetes/disruption-budget';
import { POD_SECURITY_LABEL, RunAs } from '../kubernetes/hardening';
import { Labels, objectLabels, selectorLabels } from '../kubernetes/labels';
import { nameFindings } from '../kubernetes/names';
import { networkPolicySpec } from '../kubernetes/network-policy';
import { ContainerBudget } from '../kubernetes/resources';
import { failOnFindings, Finding, TreeList } from '../validation';
import { VersionCatalog } from '../versions';
import { ClusterIdentity, Needs, NetworkPeer, PodPeer, PortExposure } from '../wiring';
import { ServedPlace } from '../wiring/endpoint';
import { NamedNeeds, sumNeeds } from '../wiring/needs-sum';

/** What a kind of workload adds to what all of them share. */
export interface WorkloadPlan {
  /** The program and what it does, by their own names: `opentelemetry-collector`, `gateway`. */
  readonly program: string;
  readonly component: string;
  readonly versionOf: (versions: VersionCatalog) => string;
  readonly options: WorkloadOptions;
  /** The cluster in which it runs, if the program says so. */
  readonly cluster?: ClusterIdentity;
  /** What a container gets when the program does not say. */
  readonly defaults: BudgetDefaults;
  /** The user of its image, unless a part of it needs root. */
  readonly runAs: RunAs;
  /** Replicas are spread, and guarded against the drain of a node; pods on every node are not. */
  readonly placement: Placement;
  /** Whether its pods are in the network of the node, where no NetworkPolicy holds. */
  readonly hostNetwork?: boolean;
  /**
   * How many replicas may be away for the drain of a node; `others` when a budget that is not its own counts them together with those of others.
   *
   * @default 1
   */
  readonly maxUnavailable?: number | 'others';
  /** Where state is kept; nowhere when undefined. */
  readonly state?: StateVolume;
  /** The files of its ConfigMap, asked at synth, because more may have been added by then. It has no ConfigMap when undefined. */
  readonly config?: { readonly mountPath: string; readonly files: () => { [name: string]: string } };
  /** What its parts need, asked at synth. */
  readonly parts: () => readonly NamedNeeds[];
  /** Who stands by it in its pods, asked at synth. */
  readonly companions?: () => readonly Companion[];
}

/** A place that a workload serves. */
export interface Served {
  readonly port: number;
  /** The pods that connect, as many as there are at synth. */
  readonly _consumers: readonly PodPeer[];
}

const WORKLOADS = new TreeList<Workload>();

/** What every workload has: identity, access, network, disruption budget, and pods that are hardened alike. */
export class Workload {
  public readonly name: string;
  public readonly namespace?: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly versions: VersionCatalog;
  public readonly budget: ContainerBudget;
  /** None for a program that reads no file of ours. */
  public readonly configMap?: ApiObject;
  public readonly serviceAccount: ApiObject;
  public readonly networkPolicy: ApiObject;
  /** None for a workload on every node: a drain leaves its pods alone. */
  public readonly disruptionBudget?: ApiObject;
  /** Endpoints that this workload serves: who connects to them may come in. */
  public readonly served: Served[] = [];
  private readonly access: WorkloadAccess;

  public constructor(protected readonly scope: Construct, private readonly plan: WorkloadPlan) {
    const { options, program, component, config } = plan;
    this.name = options.name ?? scope.node.id;
    failOnFindings(scope.node.path, nameFindings(this.name));
    this.namespace = Chart.of(scope).namespace;
    this.versions = options.versions ?? VersionCatalog.tested();
    const identity = { name: this.name, program, component, version: plan.versionOf(this.versions) };
    this.labels = objectLabels(identity);
    this.selector = selectorLabels(identity);
    this.budget = resolveBudget(scope.node.path, options, plan.defaults);
    WORKLOADS.add(scope, this);
    this.serviceAccount = new k8s.KubeServiceAccount(scope, 'service-account', { metadata: this.metadata(), automountServiceAccountToken: false });
    this.configMap = config && new k8s.KubeConfigMap(scope, 'config', {
      metadata: this.metadata('-config'),
      data: Lazy.any({ produce: config.files }) as { [key: string]: string },
    });
    this.networkPolicy = new k8s.KubeNetworkPolicy(scope, 'network-policy', {
      metadata: this.metadata(),
      spec: Lazy.any({ produce: () => this.networkSpec() }) as k8s.NetworkPolicySpec,
    });
    this.disruptionBudget = plan.placement === 'every node' || plan.maxUnavailable === 'others' ? undefined : this.makeDisruptionBudget(plan.maxUnavailable);
    this.access = new WorkloadAccess(scope, {
      name: this.name, namespace: this.namespace, labels: this.labels, serviceAccount: this.serviceAccount, cluster: plan.cluster, needs: () => this.needs,
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

  /** A Service of this workload, as others reach it from every namespace. */
  public hostOf(service: ApiObject): string {
    return this.namespace === undefined ? service.name : `${service.name}.${this.namespace}.svc`;
  }

  /** Where its pods serve, behind a Service. */
  public servedAt(service: ApiObject, port: number): ServedPlace {
    return { host: this.hostOf(service), port, servedBy: this.peer };
  }

  public get needs(): Required<Needs> {
    return sumNeeds(this.namedNeeds()).needs;
  }

  /** The pods. */
  public podTemplate(container: ContainerPlan, programSeconds: number): k8s.PodTemplateSpec {
    const { config, options, placement, hostNetwork, runAs, state } = this.plan;
    const needs = this.needs;
    const touchesNode = hostNetwork || needs.hostPaths.length > 0 || needs.rootReasons.length > 0;
    return podTemplate({
      containers: [
        { container, needs: sumNeeds(this.ownNeeds()).needs, budget: this.budget },
        ...this.companions().map((companion) => ({ ...companion, needs: sumNeeds(companion.parts).needs })),
      ],
      config: config && { configMapName: this.configMap!.name, hash: configHash(config.files()), mountPath: config.mountPath },
      serviceAccountName: this.serviceAccount.name,
      selector: this.selector,
      labels: { ...this.labels, [POD_SECURITY_LABEL]: touchesNode ? 'privileged' : 'restricted' },
      needs,
      runAs,
      graceSeconds: this.gracePeriod(programSeconds).toSeconds(),
      options,
      state,
      placement,
      hostNetwork,
    });
  }

  /** How long a pod has to stop, given the time that its program needs. */
  public gracePeriod(programSeconds: number): Duration {
    return this.plan.options.terminationGracePeriod ?? Duration.seconds(graceFor(programSeconds));
  }

  /** Gives the ServiceAccount what its parts need. Called whenever parts were added. */
  public grantAccess(): void {
    this.access.grant();
  }

  /** What is wrong with any workload: needs that contradict each other, options that Kubernetes refuses, a namespace that is missed, a name that another has. */
  public commonFindings(): Finding[] {
    return [
      ...sumNeeds(this.namedNeeds()).findings,
      ...this.companions().flatMap(({ parts }) => sumNeeds(parts.map(({ from, needs: { variables } }) => ({ from, needs: { variables } }))).findings),
      ...optionFindings(this.plan.options),
      ...this.namespaceFindings(),
      ...this.twinFindings(),
    ];
  }

  private namedNeeds(): NamedNeeds[] {
    return [...this.ownNeeds(), ...this.companions().flatMap(needsOfPod)];
  }

  private ownNeeds(): NamedNeeds[] {
    return [{ from: 'the identity of its service account', needs: { egress: this.access.credentialEgress } }, ...this.plan.parts()];
  }

  private companions(): readonly Companion[] {
    return this.plan.companions?.() ?? [];
  }

  private makeDisruptionBudget(maxUnavailable = 1): ApiObject {
    return new k8s.KubePodDisruptionBudget(this.scope, 'disruption-budget', {
      metadata: this.metadata(),
      spec: disruptionBudgetSpec(maxUnavailable, { matchLabels: this.selector }),
    });
  }

  private networkSpec(): k8s.NetworkPolicySpec {
    const { options } = this.plan;
    const consumers = this.served.flatMap(({ port, _consumers }) => _consumers.map((peer) => ({ peer, port })));
    const needs = this.needs;
    const amongMembers = needs.ports.filter(({ exposure }) => exposure === PortExposure.MEMBERS).map(({ port }) => port);
    const isWired = consumers.some(({ port }) => !amongMembers.includes(port));
    return networkPolicySpec({
      namespace: this.namespace,
      selector: this.selector,
      ports: needs.ports,
      consumers,
      clients: options.clients ?? (isWired ? [] : [NetworkPeer.anyPod()]),
      scrapers: options.scrapers ?? [NetworkPeer.anyPod()],
      egress: needs.egress,
      kubernetesApi: needs.clusterRules.length + needs.namespaceRules.length > 0,
    });
  }

  /** Two workloads of one name in one cluster would be one set of objects, and the later one would win. */
  private twinFindings(): Finding[] {
    const workloads = WORKLOADS.of(this.scope).filter((other) => this.sharesObjectsWith(other));
    const twin = workloads[0];
    return twin === this ? [] : [{
      what: `its objects are called '${this.name}', as those of ${twin.scope.node.path} are`,
      why: 'Kubernetes has one object of a name: the two would overwrite each other with every deployment',
      fix: `name: '${this.name}-2', or a chart with another namespace`,
    }];
  }

  /** One program may write for several clusters; where it does not say which, it may be the same one. */
  private sharesObjectsWith({ name, namespace, plan: { cluster } }: Workload): boolean {
    const own = this.plan.cluster;
    return name === this.name && namespace === this.namespace && (own === undefined || cluster === undefined || own.name === cluster.name);
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
