import { ComponentKind, ComponentType, ConnectorSignals } from './component-type';
import { CollectorDistribution } from '../../versions';
import { Signal } from '../../wiring';

/*
 * Every component that this library knows: its names, where it is shipped and what it carries.
 *
 * Distributions: manifest.yaml of each distribution at v0.159.0 of
 * https://github.com/open-telemetry/opentelemetry-collector-releases. Names, modules and signals: `otelcol components`, which the
 * conformance run compares with this table.
 */

const { CORE, K8S, CONTRIB } = CollectorDistribution;
const EVERYWHERE = [CORE, K8S, CONTRIB];
const KUBERNETES = [K8S, CONTRIB];
const CORE_AND_CONTRIB = [CORE, CONTRIB];
const CONTRIB_ONLY = [CONTRIB];

const { TRACES, METRICS, LOGS } = Signal;
const ALL = [TRACES, METRICS, LOGS];

const core = (path: string) => `go.opentelemetry.io/collector/${path}`;
const contrib = (path: string) => `github.com/open-telemetry/opentelemetry-collector-contrib/${path}`;

interface Row {
  readonly module: string;
  readonly in: readonly CollectorDistribution[];
  readonly signals?: readonly Signal[];
  readonly renamed?: readonly [from: string, since: string];
  readonly since?: string;
  readonly stableFrom?: string;
  readonly connects?: ConnectorSignals;
}

const RECEIVERS: { readonly [name: string]: Row } = {
  file_log: { module: contrib('receiver/filelogreceiver'), in: KUBERNETES, signals: [LOGS], renamed: ['filelog', '0.149.0'] },
  host_metrics: { module: contrib('receiver/hostmetricsreceiver'), in: EVERYWHERE, signals: [METRICS, LOGS], renamed: ['hostmetrics', '0.151.0'] },
  k8s_cluster: { module: contrib('receiver/k8sclusterreceiver'), in: KUBERNETES, signals: [METRICS, LOGS] },
  k8s_events: { module: contrib('receiver/k8seventsreceiver'), in: KUBERNETES, signals: [LOGS] },
  k8s_objects: { module: contrib('receiver/k8sobjectsreceiver'), in: KUBERNETES, signals: [LOGS], renamed: ['k8sobjects', '0.151.0'] },
  kubelet_stats: { module: contrib('receiver/kubeletstatsreceiver'), in: KUBERNETES, signals: [METRICS], renamed: ['kubeletstats', '0.152.0'] },
  nop: { module: core('receiver/nopreceiver'), in: CORE_AND_CONTRIB, signals: ALL },
  otlp: { module: core('receiver/otlpreceiver'), in: EVERYWHERE, signals: ALL },
  prometheus: { module: contrib('receiver/prometheusreceiver'), in: EVERYWHERE, signals: [METRICS] },
  prometheus_remote_write: {
    module: contrib('receiver/prometheusremotewritereceiver'), in: CONTRIB_ONLY, signals: [METRICS], renamed: ['prometheusremotewrite', '0.148.0'],
  },
  receiver_creator: { module: contrib('receiver/receivercreator'), in: KUBERNETES, signals: ALL },
};

const PROCESSORS: { readonly [name: string]: Row } = {
  attributes: { module: contrib('processor/attributesprocessor'), in: EVERYWHERE, signals: ALL },
  batch: { module: core('processor/batchprocessor'), in: EVERYWHERE, signals: ALL },
  cumulative_to_delta: {
    module: contrib('processor/cumulativetodeltaprocessor'), in: KUBERNETES, signals: [METRICS], renamed: ['cumulativetodelta', '0.157.0'],
  },
  delta_to_cumulative: {
    module: contrib('processor/deltatocumulativeprocessor'), in: KUBERNETES, signals: [METRICS], renamed: ['deltatocumulative', '0.158.0'],
  },
  filter: { module: contrib('processor/filterprocessor'), in: EVERYWHERE, signals: ALL },
  groupbyattrs: { module: contrib('processor/groupbyattrsprocessor'), in: KUBERNETES, signals: ALL },
  groupbytrace: { module: contrib('processor/groupbytraceprocessor'), in: KUBERNETES, signals: [TRACES] },
  interval: { module: contrib('processor/intervalprocessor'), in: KUBERNETES, signals: [METRICS] },
  k8s_attributes: {
    module: contrib('processor/k8sattributesprocessor'), in: KUBERNETES, signals: ALL, renamed: ['k8sattributes', '0.146.0'], stableFrom: '0.161.0',
  },
  log_dedup: { module: contrib('processor/logdedupprocessor'), in: KUBERNETES, signals: [LOGS], renamed: ['logdedup', '0.151.0'] },
  memory_limiter: { module: core('processor/memorylimiterprocessor'), in: EVERYWHERE, signals: ALL },
  metric_start_time: {
    module: contrib('processor/metricstarttimeprocessor'), in: CONTRIB_ONLY, signals: [METRICS], renamed: ['metricstarttime', '0.148.0'],
  },
  metrics_transform: { module: contrib('processor/metricstransformprocessor'), in: KUBERNETES, signals: [METRICS], renamed: ['metricstransform', '0.152.0'] },
  probabilistic_sampler: { module: contrib('processor/probabilisticsamplerprocessor'), in: EVERYWHERE, signals: [TRACES, LOGS] },
  redaction: { module: contrib('processor/redactionprocessor'), in: KUBERNETES, signals: ALL },
  resource: { module: contrib('processor/resourceprocessor'), in: EVERYWHERE, signals: ALL },
  resource_detection: {
    module: contrib('processor/resourcedetectionprocessor'), in: KUBERNETES, signals: ALL, renamed: ['resourcedetection', '0.153.0'],
  },
  tail_sampling: { module: contrib('processor/tailsamplingprocessor'), in: KUBERNETES, signals: [TRACES] },
  transform: { module: contrib('processor/transformprocessor'), in: KUBERNETES, signals: ALL },
};

const EXPORTERS: { readonly [name: string]: Row } = {
  awss3: { module: contrib('exporter/awss3exporter'), in: CONTRIB_ONLY, signals: ALL },
  coralogix: { module: contrib('exporter/coralogixexporter'), in: CONTRIB_ONLY, signals: ALL },
  debug: { module: core('exporter/debugexporter'), in: EVERYWHERE, signals: ALL },
  file: { module: contrib('exporter/fileexporter'), in: EVERYWHERE, signals: ALL },
  load_balancing: { module: contrib('exporter/loadbalancingexporter'), in: KUBERNETES, signals: ALL, renamed: ['loadbalancing', '0.153.0'] },
  nop: { module: core('exporter/nopexporter'), in: EVERYWHERE, signals: ALL },
  otlp_grpc: { module: core('exporter/otlpexporter'), in: EVERYWHERE, signals: ALL, renamed: ['otlp', '0.144.0'] },
  otlp_http: { module: core('exporter/otlphttpexporter'), in: EVERYWHERE, signals: ALL, renamed: ['otlphttp', '0.144.0'] },
  prometheus: { module: contrib('exporter/prometheusexporter'), in: CORE_AND_CONTRIB, signals: [METRICS] },
  prometheus_remote_write: {
    module: contrib('exporter/prometheusremotewriteexporter'), in: CORE_AND_CONTRIB, signals: [METRICS], renamed: ['prometheusremotewrite', '0.154.0'],
  },
};

const CONNECTORS: { readonly [name: string]: Row } = {
  count: {
    module: contrib('connector/countconnector'), in: KUBERNETES, connects: { traces: [METRICS], metrics: [METRICS], logs: [METRICS] },
  },
  forward: {
    module: core('connector/forwardconnector'), in: EVERYWHERE, connects: { traces: [TRACES], metrics: [METRICS], logs: [LOGS] },
  },
  routing: {
    module: contrib('connector/routingconnector'), in: KUBERNETES, connects: { traces: [TRACES], metrics: [METRICS], logs: [LOGS] },
  },
  service_graph: {
    module: contrib('connector/servicegraphconnector'), in: KUBERNETES, renamed: ['servicegraph', '0.154.0'], connects: { traces: [METRICS] },
  },
  signal_to_metrics: {
    module: contrib('connector/signaltometricsconnector'),
    in: CONTRIB_ONLY,
    renamed: ['signaltometrics', '0.146.0'],
    connects: { traces: [METRICS], metrics: [METRICS], logs: [METRICS] },
  },
  span_metrics: {
    module: contrib('connector/spanmetricsconnector'), in: KUBERNETES, renamed: ['spanmetrics', '0.151.0'], connects: { traces: [METRICS] },
  },
};

const EXTENSIONS: { readonly [name: string]: Row } = {
  basicauth: { module: contrib('extension/basicauthextension'), in: KUBERNETES },
  bearertokenauth: { module: contrib('extension/bearertokenauthextension'), in: KUBERNETES },
  file_storage: { module: contrib('extension/storage/filestorage'), in: KUBERNETES },
  headers_setter: { module: contrib('extension/headerssetterextension'), in: KUBERNETES },
  health_check: { module: contrib('extension/healthcheckextension'), in: EVERYWHERE },
  k8s_leader_elector: { module: contrib('extension/k8sleaderelector'), in: KUBERNETES },
  k8s_observer: { module: contrib('extension/observer/k8sobserver'), in: KUBERNETES },
  pprof: { module: contrib('extension/pprofextension'), in: EVERYWHERE },
  sigv4auth: { module: contrib('extension/sigv4authextension'), in: CONTRIB_ONLY },
  zpages: { module: core('extension/zpagesextension'), in: EVERYWHERE },
};

/** Every row, by kind. */
export const CATALOGUE: readonly ComponentType[] = [
  ...rows(ComponentKind.RECEIVER, RECEIVERS),
  ...rows(ComponentKind.PROCESSOR, PROCESSORS),
  ...rows(ComponentKind.EXPORTER, EXPORTERS),
  ...rows(ComponentKind.CONNECTOR, CONNECTORS),
  ...rows(ComponentKind.EXTENSION, EXTENSIONS),
];

const BY_NAME = new Map(
  CATALOGUE.flatMap((type) => [type.name, ...(type.renamed ? [type.renamed.from] : [])].map((name) => [`${type.kind}/${name}`, type] as const)),
);

/** The row of a type by its name, old or new; undefined when this library does not know it. */
export function findComponentType(kind: ComponentKind, name: string): ComponentType | undefined {
  return BY_NAME.get(`${kind}/${name}`);
}

/** The row of a type that is known to be there. */
export function componentType(kind: ComponentKind, name: string): ComponentType {
  const type = findComponentType(kind, name);
  if (!type) {
    throw new Error(`the catalogue has no ${kind} '${name}'`);
  }
  return type;
}

function rows(kind: ComponentKind, table: { readonly [name: string]: Row }): ComponentType[] {
  return Object.entries(table).map(([name, row]) => ({
    kind,
    name,
    module: row.module,
    distributions: row.in,
    signals: row.signals ?? [],
    ...(row.renamed ? { renamed: { from: row.renamed[0], in: row.renamed[1] } } : {}),
    ...(row.since ? { since: row.since } : {}),
    ...(row.stableFrom ? { stableFrom: row.stableFrom } : {}),
    ...(row.connects ? { connects: row.connects } : {}),
  }));
}
