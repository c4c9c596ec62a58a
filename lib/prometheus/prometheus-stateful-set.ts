import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { POD_NAME, prometheusConfiguration } from './configuration';
import { extraArgumentFindings, prometheusArguments, prometheusFlags } from './flags';
import { planFindings } from './plan-findings';
import { prometheusContainer, STOPPING_SECONDS } from './prometheus-container';
import { PrometheusPlan, resolvePlan } from './prometheus-plan';
import { PrometheusServer } from './prometheus-server';
import { PrometheusServices } from './prometheus-services';
import { PrometheusStatefulSetProps } from './prometheus-stateful-set-props';
import { DATA_VOLUME, prometheusParts, prometheusWorkload } from './prometheus-workload';
import { remoteWriteFiles } from './remote-write';
import { requireJobs, scrapeParts, sourceFindings } from './scraping';
import { sidecarCompanion, SidecarCompanionPlan, sidecarFindings, sidecarPlan } from './sidecar-companion';
import { configMapFindings } from '../kubernetes/config-map-size';
import { prometheusReader } from '../policy/rules/rule-document';
import { ruleFindings } from '../policy/rules/rule-findings';
import { Scraper } from '../scraping/scraper';
import { thanosObjstore } from '../storage/renderings/thanos-objstore';
import { FlagValues } from '../thanos/flags/setting';
import { objectStoreFindings } from '../thanos/object-store-invariants';
import { OBJSTORE_FILE } from '../thanos/thanos-workload';
import { Finding, judgeAtSynth } from '../validation';
import { VersionCatalog } from '../versions';
import { mountOf } from '../wiring/endpoint-needs';
import { NamedNeeds } from '../wiring/needs-sum';
import { statefulPods } from '../workload/stateful-pods';
import { Workload } from '../workload/workload';

const CONFIG_MOUNT_PATH = '/etc/prometheus';
const CONFIG_FILE = 'prometheus.yaml';
const RULES_FILE = 'rules.yaml';

/**
 * Prometheus without an operator: replicas that each scrape everything, with a Thanos sidecar that uploads their blocks when there is an object store.
 *
 * A change of its configuration or rules rolls its pods, one after the other.
 */
export class PrometheusStatefulSet extends PrometheusServer {
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The ConfigMap: configuration, rules, and the document of the object store. */
  public readonly configMap: ApiObject;
  /** @internal */
  protected readonly _workload: Workload;
  /** @internal */
  protected readonly _services: PrometheusServices;
  /** @internal */
  protected readonly _plan: PrometheusPlan;
  private readonly props: PrometheusStatefulSetProps;

  public constructor(scope: Construct, id: string, props: PrometheusStatefulSetProps) {
    super(scope, id);
    this.props = props;
    this._plan = resolvePlan(props, props.versions ?? VersionCatalog.tested());
    requireJobs(props, this.scraper);
    this._workload = prometheusWorkload(this, props, {
      config: { mountPath: CONFIG_MOUNT_PATH, files: () => this.files() },
      parts: () => this.parts(),
      companions: () => this._plan.hasSidecar ? [sidecarCompanion(this.sidecar)] : [],
    });
    this.configMap = this._workload.configMap!;
    this._services = new PrometheusServices(this, this._workload, this._plan, props.objectStore);
    this.statefulSet = this.makeStatefulSet();
    this._workload.grantAccess();
    judgeAtSynth(this, () => [...this._workload.commonFindings(), ...this.findings()], (findings) => findings);
  }

  private get scraper(): Scraper {
    return { caller: this.node.path, program: 'Prometheus', interval: this._plan.scrapeInterval, timeout: this._plan.scrapeTimeout };
  }

  private get sidecar(): SidecarCompanionPlan {
    return sidecarPlan(this._workload, this.node.path, this._plan, this.props, `${CONFIG_MOUNT_PATH}/${OBJSTORE_FILE}`);
  }

  private get flags(): FlagValues {
    return prometheusFlags(this._plan, `${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`);
  }

  private files(): { [name: string]: string } {
    const { scrapeConfigs = [], ruleGroups = [], objectStore } = this.props;
    const hasRules = ruleGroups.length > 0;
    return {
      [CONFIG_FILE]: Yaml.stringify(prometheusConfiguration(this._plan, {
        scraper: this.scraper, jobs: scrapeConfigs, ruleFiles: hasRules ? [`${CONFIG_MOUNT_PATH}/${RULES_FILE}`] : [],
      })),
      ...hasRules ? { [RULES_FILE]: Yaml.stringify({ groups: ruleGroups.map((group) => group.toDocument()) }) } : {},
      ...objectStore ? { [OBJSTORE_FILE]: Yaml.stringify(thanosObjstore(objectStore).document) } : {},
    };
  }

  private parts(): NamedNeeds[] {
    const { alertmanagers, remoteWrite } = this._plan;
    const files = [...remoteWrite.flatMap(remoteWriteFiles), ...alertmanagers.flatMap(({ tls }) => tls._files())];
    return [
      ...prometheusParts(this._plan),
      { from: 'the configuration of Prometheus', needs: { variables: [{ name: POD_NAME, fieldPath: 'metadata.name' }], mounts: files.map(mountOf) } },
      ...scrapeParts(this.props),
    ];
  }

  private makeStatefulSet(): ApiObject {
    const { volume, storageClassName, replicas } = this._plan;
    return statefulPods(this, this._workload, {
      replicas,
      serviceName: this.headlessService.name,
      volumeName: DATA_VOLUME,
      volume,
      storageClassName,
      // blocks that were never uploaded
      volumesHold: 'what is nowhere else',
      template: () => this._workload.podTemplate(
        prometheusContainer(this._workload.versions.prometheusImage, prometheusArguments(this.flags, this.props.extraArgs)), STOPPING_SECONDS,
      ),
    });
  }

  private findings(): Finding[] {
    const { objectStore, ruleGroups = [], extraArgs } = this.props;
    return [
      ...planFindings(this._plan),
      ...sourceFindings(this.props, this._plan),
      ...ruleFindings(ruleGroups.map((group) => group.toDocument()), prometheusReader(this._plan.version, extraArgs)),
      ...extraArgumentFindings(this.flags, extraArgs),
      ...this._plan.hasSidecar ? sidecarFindings(this.sidecar, this._workload) : [],
      ...objectStore ? objectStoreFindings(objectStore) : [],
      ...configMapFindings(this.files()),
    ];
  }
}
