import { k8s } from 'cdk8s-plus-30';
import { ScrapeLimits } from '../../policy';
import { limitsOfOperator } from '../../policy/cardinality/compilers/limits';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { readArgument } from '../../thanos/flags/setting';
import { THANOS_FLAGS } from '../../thanos/flags/thanos-flags';
import { thanosSize } from '../../thanos/sizes';
import { writtenLabels } from '../external-labels';
import { STARTING_MINUTES } from '../prometheus-container';
import { PrometheusPlan, takesLateSamples } from '../prometheus-plan';
import { DATA_VOLUME } from '../prometheus-workload';
import { SIDECAR_CONTAINER } from '../sidecar-companion';
import { ThanosSidecarOptions } from '../sidecar-options';
import { alertingSpec } from './alerting-spec';
import { defined } from './defined';
import { remoteWriteSpec } from './remote-write-spec';
import { ScrapeClasses, scrapeClassesSpec } from './scrape-class-spec';
import { PrometheusSelectors } from './selector-findings';

/** What is known of a Prometheus that the operator runs. */
export interface PrometheusSpecPlan {
  readonly plan: PrometheusPlan;
  /** The pod as this library would write it: the operator gets what it has words for. */
  readonly pod: k8s.PodTemplateSpec;
  readonly claim: k8s.KubePersistentVolumeClaimProps;
  readonly governingService: string;
  readonly selectors: PrometheusSelectors;
  readonly enforcedLimits: ScrapeLimits;
  readonly scrapeClasses: ScrapeClasses;
  readonly sidecar?: ThanosSidecarOptions;
  /** Where the sidecar finds the document of the object store. */
  readonly objstoreFile?: string;
}

/**
 * The spec of the resource `Prometheus` of prometheus-operator.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
 */
export function prometheusSpec(spec: PrometheusSpecPlan): object {
  const { plan, selectors, enforcedLimits } = spec;
  return defined({
    version: plan.version,
    ...podSpec(spec),
    replicas: plan.replicas,
    replicaExternalLabelName: plan.replicaLabel,
    // the labels of the cluster say where series come from: another one would only be longer
    prometheusExternalLabelName: '',
    externalLabels: writtenLabels(plan),
    externalUrl: plan.externalUrl,
    routePrefix: plan.externalUrl === undefined ? undefined : '/',
    retention: prometheusDuration(plan.retention.toMilliseconds()),
    retentionSize: thanosSize(plan.retentionSize),
    // the operator would let compaction wait for sidecars that look for another file
    disableCompaction: plan.coordination?.mode === 'disabled' ? true : undefined,
    tsdb: takesLateSamples(plan) ? { outOfOrderTimeWindow: prometheusDuration(plan.outOfOrderTimeWindow!.toMilliseconds()) } : undefined,
    exemplars: plan.maxExemplars === undefined ? undefined : { maxSize: plan.maxExemplars },
    enableFeatures: plan.maxExemplars === undefined ? undefined : ['exemplar-storage'],
    scrapeInterval: prometheusDuration(plan.scrapeInterval.toMilliseconds()),
    scrapeTimeout: prometheusDuration(plan.scrapeTimeout.toMilliseconds()),
    evaluationInterval: prometheusDuration(plan.evaluationInterval.toMilliseconds()),
    ...limitsOfOperator(plan.limits),
    ...enforced(limitsOfOperator(enforcedLimits)),
    ...selectorSpec(selectors),
    ...scrapeClassesSpec(spec.scrapeClasses),
    serviceDiscoveryRole: 'EndpointSlice',
    enableRemoteWriteReceiver: plan.remoteWriteReceiver ? true : undefined,
    remoteWrite: plan.remoteWrite.length === 0 ? undefined : plan.remoteWrite.map((endpoint) => remoteWriteSpec(endpoint, plan.maxExemplars !== undefined)),
    alerting: alertingSpec(plan.alertmanagers),
    thanos: plan.hasSidecar ? thanosSpec(spec) : undefined,
  });
}

/** Which objects it takes, as they stand in the resource. */
export function selectorSpec(selectors: PrometheusSelectors): object {
  return Object.fromEntries(Object.entries(selectors).flatMap(([kind, selector]) => Object.entries(selector._spec(kind))));
}

function podSpec({ pod, claim, governingService }: PrometheusSpecPlan): object {
  const { metadata, spec } = pod;
  const [prometheus, sidecar] = spec!.containers;
  return {
    image: prometheus!.image,
    serviceName: governingService,
    serviceAccountName: spec!.serviceAccountName,
    enableServiceLinks: spec!.enableServiceLinks,
    podMetadata: { labels: metadata!.labels, annotations: metadata!.annotations },
    securityContext: k8s.toJson_PodSecurityContext(spec!.securityContext),
    resources: k8s.toJson_ResourceRequirements(prometheus!.resources),
    storage: { volumeClaimTemplate: k8s.toJson_KubePersistentVolumeClaimProps(claim) },
    volumes: nonEmpty(spec!.volumes!.map((volume) => k8s.toJson_Volume({ ...volume, name: ownName(volume.name) }))),
    // the container of the operator, with the variables that it does not know
    containers: sidecar?.env?.length ? [{ name: SIDECAR_CONTAINER, env: sidecar.env.map(k8s.toJson_EnvVar) }] : undefined,
    topologySpreadConstraints: spec!.topologySpreadConstraints?.map(k8s.toJson_TopologySpreadConstraint),
    priorityClassName: spec!.priorityClassName,
    nodeSelector: spec!.nodeSelector,
    tolerations: spec!.tolerations,
    imagePullSecrets: spec!.imagePullSecrets,
    terminationGracePeriodSeconds: spec!.terminationGracePeriodSeconds,
    maximumStartupDurationSeconds: STARTING_MINUTES * 60,
  };
}

function thanosSpec({ plan, pod, sidecar = {}, objstoreFile }: PrometheusSpecPlan): object {
  const container = pod.spec!.containers.find(({ name }) => name === SIDECAR_CONTAINER)!;
  return {
    version: plan.thanosVersion,
    image: container.image,
    resources: k8s.toJson_ResourceRequirements(container.resources),
    logLevel: sidecar.logLevel,
    objectStorageConfigFile: objstoreFile,
    // the operator mounts the folder of blocks itself
    volumeMounts: nonEmpty(container.volumeMounts!.filter(({ name }) => name !== DATA_VOLUME).map((mount) => ({ ...mount, name: ownName(mount.name) }))),
    additionalArgs: nonEmpty([
      ...argument('store.limits.request-series', sidecar.requestSeriesLimit),
      ...argument('store.limits.request-samples', sidecar.requestSamplesLimit),
      ...(sidecar.extraArgs ?? []).flatMap(additionalArgument),
    ]),
  };
}

/** An argument as the operator writes it: a switch has no value. */
function additionalArgument(text: string): object[] {
  const read = readArgument(text, THANOS_FLAGS.sidecar);
  if (!('setting' in read)) {
    return [];
  }
  const { name, value } = read.setting;
  return typeof value === 'string' ? argument(name, value) : [{ name: value ? name : `no-${name}` }];
}

function argument(name: string, value: string | number | undefined): object[] {
  return value === undefined ? [] : [{ name, value: String(value) }];
}

/** The operator has volumes of its own, `config` among them. */
function ownName(name: string): string {
  return `own-${name}`;
}

function enforced(limits: { readonly [key: string]: number | string }): object {
  return Object.fromEntries(Object.entries(limits).map(([key, limit]) => [`enforced${key.charAt(0).toUpperCase()}${key.slice(1)}`, limit]));
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
