import { ApiObject, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { alertmanagerFindings } from './alerting-spec';
import { enforcedLimitFindings } from './limit-findings';
import { nameFindings } from './name-findings';
import { ObjectSelector } from './object-selector';
import { PrometheusProps } from './prometheus-props';
import { prometheusSpec, selectorSpec } from './prometheus-spec';
import { unsayableFindings } from './remote-write-spec';
import { scrapeClassFindings, ScrapeClasses, scrapeClassesOf } from './scrape-class-spec';
import { manifestOf, metadataOf, MONITORING_KINDS, MonitoringKind, objectsOfKind } from './selection/monitoring-kinds';
import { onScrapeRights, ScrapeRights, scrapeRights } from './selection/scrape-rights';
import { takersOf } from './selection/takers';
import { unmatchedFindings } from './selection/unmatched-findings';
import { PrometheusSelectors, selectorFindings } from './selector-findings';
import { watching } from '../../kubernetes/api-access';
import { amountFindings } from '../../policy/cardinality/amount-findings';
import { thanosObjstore } from '../../storage/renderings/thanos-objstore';
import { objectStoreFindings } from '../../thanos/object-store-invariants';
import { OBJSTORE_FILE } from '../../thanos/thanos-workload';
import { Finding, judgeAtSynth } from '../../validation';
import { VersionCatalog } from '../../versions';
import { AccessRule, PortExposure } from '../../wiring';
import { claimTemplate } from '../../workload/claim-template';
import { Workload } from '../../workload/workload';
import { planFindings } from '../plan-findings';
import { prometheusContainer, STOPPING_SECONDS } from '../prometheus-container';
import { PrometheusPlan, resolvePlan } from '../prometheus-plan';
import { PrometheusServer } from '../prometheus-server';
import { PrometheusServices } from '../prometheus-services';
import { DATA_VOLUME, prometheusParts, prometheusWorkload } from '../prometheus-workload';
import { sidecarCompanion, SidecarCompanionPlan, sidecarFindings, sidecarPlan } from '../sidecar-companion';

const OBJSTORE_MOUNT_PATH = '/etc/thanos';

/** Where the operator's container that reloads the configuration shows its metrics. */
const RELOADER_PORT = 8080;

/** What kubelets ask of those who read their metrics. */
const KUBELET_METRICS: AccessRule = { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] };

/**
 * Prometheus as a resource of prometheus-operator, which makes its pods: it scrapes what ServiceMonitors and their kin say.
 *
 * Identity, rights, Services, NetworkPolicy and disruption budget are of this library, and so is the document of the object store, which holds no secret.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus
 */
export class Prometheus extends PrometheusServer {
  /** The resource, for changes that no option makes. */
  public readonly resource: ApiObject;
  /** @internal */
  protected readonly _workload: Workload;
  /** @internal */
  protected readonly _services: PrometheusServices;
  /** @internal */
  protected readonly _plan: PrometheusPlan;
  private readonly props: PrometheusProps;

  public constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    this.props = props;
    this._plan = resolvePlan(props, props.versions ?? VersionCatalog.tested());
    const { objectStore } = props;
    this._workload = prometheusWorkload(this, props, {
      config: objectStore && {
        mountPath: OBJSTORE_MOUNT_PATH, files: () => ({ [OBJSTORE_FILE]: Yaml.stringify(thanosObjstore(objectStore).document) }),
      },
      parts: () => [
        ...prometheusParts(this._plan),
        {
          from: 'the monitors that it takes',
          needs: { clusterRules: this.clusterRules, egress: [{}], ports: [{ name: 'reloader-web', port: RELOADER_PORT, appProtocol: 'http', exposure: PortExposure.SCRAPE }] },
        },
        ...this.rights.map((needs) => ({ from: 'a monitor of this program', needs })),
      ],
      companions: () => this._plan.hasSidecar ? [sidecarCompanion(this.sidecar)] : [],
    });
    this._services = new PrometheusServices(this, this._workload, this._plan, objectStore);
    this.resource = new ApiObject(this, 'resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: this._workload.metadata(),
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    // the operator wants to find its Service
    this.resource.addDependency(this.headlessService);
    this._workload.grantAccess();
    onScrapeRights(this.node.root, () => this._workload.grantAccess());
    judgeAtSynth(this, () => [...this._workload.commonFindings(), ...this.findings()], (findings) => findings);
  }

  private get clusterRules(): AccessRule[] {
    return [
      watching('discovery.k8s.io', 'endpointslices'), watching('', 'services'), watching('', 'pods'),
      ...this.props.targetAccess ?? [KUBELET_METRICS],
      ...this.scrapeClasses.all.some(({ _props }) => _props.attachNodeMetadata) ? [watching('', 'nodes')] : [],
    ];
  }

  /** What monitors of this program want to be read: of the resource only metadata are asked, which need nothing. */
  private get rights(): ScrapeRights[] {
    return scrapeRights(this.node.root, { ...metadataOf(this.resource), spec: { ...selectorSpec(this._selectors) } });
  }

  private get scrapeClasses(): ScrapeClasses {
    return scrapeClassesOf(this.props.scrapeClasses, this.props.defaultScrapeClass);
  }

  private get sidecar(): SidecarCompanionPlan {
    return sidecarPlan(this._workload, this.node.path, this._plan, this.props, `${OBJSTORE_MOUNT_PATH}/${OBJSTORE_FILE}`);
  }

  /** The version of the program. @internal */
  public get _version(): string {
    return this._plan.version;
  }

  /** Which objects it takes. @internal */
  public get _selectors(): PrometheusSelectors {
    const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules } = this.props;
    const all = ObjectSelector.all();
    return {
      serviceMonitor: serviceMonitors ?? all, podMonitor: podMonitors ?? all, probe: probes ?? all, scrapeConfig: scrapeConfigs ?? all, rule: rules ?? all,
    };
  }

  private spec(): object {
    const { props, _workload: workload, _plan: plan } = this;
    return prometheusSpec({
      plan,
      pod: workload.podTemplate(prometheusContainer(workload.versions.prometheusImage, []), STOPPING_SECONDS),
      claim: claimTemplate({ name: DATA_VOLUME, labels: workload.selector, size: plan.volume, storageClassName: plan.storageClassName }),
      governingService: this.headlessService.name,
      selectors: this._selectors,
      enforcedLimits: props.enforcedLimits ?? {},
      scrapeClasses: this.scrapeClasses,
      sidecar: props.sidecar,
      objstoreFile: this.sidecar.store?.file,
    });
  }

  private findings(): Finding[] {
    const { objectStore, enforcedLimits = {} } = this.props;
    return [
      ...planFindings(this._plan),
      ...selectorFindings(this._selectors, this._plan),
      ...this.unmatched(),
      ...scrapeClassFindings(this.scrapeClasses),
      ...nameFindings(this._workload.name),
      ...amountFindings('enforcedLimits', enforcedLimits),
      ...enforcedLimitFindings(this._plan.limits, enforcedLimits),
      ...unsayableFindings(this._plan.remoteWrite),
      ...alertmanagerFindings(this._plan.alertmanagers),
      ...this._plan.hasSidecar ? sidecarFindings(this.sidecar, this._workload) : [],
      ...objectStore ? objectStoreFindings(objectStore) : [],
    ];
  }

  /** Selectors by labels that match nothing of this program. */
  private unmatched(): Finding[] {
    const { root } = this.node;
    // what is not asked for is not rendered
    const kinds = (Object.keys(MONITORING_KINDS) as MonitoringKind[]).filter((kind) => this._selectors[MONITORING_KINDS[kind].selector]._expectsOwn);
    return kinds.flatMap((kind) => unmatchedFindings(manifestOf(this.resource), {
      kind, objects: objectsOfKind(root, kind).map(manifestOf), takers: takersOf(root, kind),
    }));
  }
}
