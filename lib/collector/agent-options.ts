import { Size } from 'cdk8s';
import { CollectorProps } from './collector-options';
import { HostMetricsReceiverProps } from './components/receivers/host-metrics-receiver';
import { KubeletStatsReceiverProps } from './components/receivers/kubelet-stats-receiver';
import { OtlpReceiverProps } from './components/receivers/otlp-receiver';
import { ContainerLogsOptions } from './container-logs';
import { LogRoute } from './log-routes';
import { ScrapingOptions } from './scraping-options';
import { CardinalityPolicy, LogVolumePolicy } from '../policy';
import { AnnotationScrapingOptions, KubeletScrapingOptions } from '../scraping';

/** Options of an agent. What is given is collected; `{}` collects it as it usually is. */
export interface CollectorDaemonSetProps extends CollectorProps {
  /**
   * Logs of the containers of the node. The pod runs as root, to whom the files belong, without a single capability.
   *
   * @default - not collected
   */
  readonly containerLogs?: ContainerLogsOptions;

  /**
   * Metrics of pods of the node that are annotated with `prometheus.io/scrape: "true"`, and with `prometheus.io/port`, `prometheus.io/path`
   * and `prometheus.io/scheme` where they are not those of a declared port, `/metrics` and `http`; `prometheus.io/param_<name>` is a parameter, and
   * `prometheus.io/tier` chooses among `tiers`.
   *
   * @default - not collected
   */
  readonly podScraping?: AnnotationScrapingOptions;

  /**
   * Metrics of the node: CPU, memory, disks, file systems, load.
   *
   * @default - not collected
   */
  readonly hostMetrics?: HostMetricsReceiverProps;

  /**
   * What the kubelet of the node knows: CPU, memory, disk and network of pods, containers and the node.
   *
   * @default - not collected
   */
  readonly kubeletMetrics?: KubeletStatsReceiverProps;

  /**
   * What cAdvisor in the kubelet knows of containers, under the names that Kubernetes dashboards look for (`container_…`).
   *
   * @default - not collected
   */
  readonly cadvisorMetrics?: KubeletScrapingOptions;

  /**
   * Further scrape jobs. With an allocator of the strategy `PER_NODE` each agent gets the targets of its node; without one the jobs look at the own node only
   * (`ownNodeOnly`), and others are a problem.
   *
   * @default - nothing but what other options say
   */
  readonly scrape?: ScrapingOptions;

  /**
   * What stays of the series that are scraped, of annotated pods, of cAdvisor and of `scrape`. What goes before anything merges goes in the receiver; labels
   * that go away or change make series one, which the collector does rightly. Its limits are those of every scrape. What a collector cannot do fails,
   * and so does a policy where nothing is scraped, or beside an allocator with monitors.
   *
   * @default - all series
   */
  readonly cardinality?: CardinalityPolicy;

  /**
   * What becomes of log records before they leave the node. It acts when everything is known of their pods. With `containerLogs` the severity of plain
   * lines is read as `minimumSeverity` does; that of JSON bodies is when `containerLogs.json` has a `severityField`. Where nothing gives logs it fails.
   *
   * @default - all records leave as they are
   */
  readonly logVolume?: LogVolumePolicy;

  /**
   * Where records go by their class; what is of none of these classes goes where all logs go (`logsTo`, or `destination`), and so does all that `sendLogsTo` adds. Without `logsTo` it fails, and
   * so does a class that nobody says. One tenant for each team needs one agent then, and no more.
   *
   * @default - all records go where logs go
   */
  readonly logRoutes?: LogRoute[];

  /**
   * OTLP from the pods of the node, which find it behind the Service, on the node where they are.
   *
   * @default - not taken
   */
  readonly otlp?: OtlpReceiverProps;

  /**
   * How much waits on the disk of the node while destinations are down, in all queues together. Zero: nothing waits, and senders wait until
   * the destination has what they sent. Another size needs root, to whom the folder belongs.
   *
   * @default - 2 GiB with `containerLogs`, for which the pod is root anyway; otherwise nothing waits
   */
  readonly queueOnNode?: Size;

  /**
   * The folder of the node in which positions and queues are kept. A path that is not absolute fails.
   *
   * @default - `/var/lib/otelcol/<namespace>-<name>`
   */
  readonly stateFolder?: string;

  /**
   * How many pods are replaced at a time, as a number or a percentage. What is neither fails.
   *
   * @default '10%'
   */
  readonly maxUnavailable?: string;
}
