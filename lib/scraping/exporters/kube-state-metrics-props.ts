import { ExporterOptions } from './exporter-options';
import { CardinalityPolicy } from '../../policy';

/**
 * Options of kube-state-metrics.
 *
 * By default each of its pods gets 512 MiB of memory, twice what its project calls a general rule, because the limit is hard and lists at the start take more
 * than what stays; and from 0.1 to 1 core: with few its queues grow, and its memory with them.
 */
export interface KubeStateMetricsProps extends ExporterOptions {
  /**
   * Over how many pods objects are spread. Each still reads all of them and keeps its own. For clusters whose page takes longer than a scrape may: it cannot
   * be said by a number of pods, look at `scrape_duration_seconds`. Less than one is a problem.
   *
   * @default 1
   * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0#automated-sharding
   */
  readonly shards?: number;

  /**
   * Resources of which there are metrics, in plural: what it may read follows from them. None, and what kube-state-metrics does not know, are problems; so is
   * a list without `pods`, unless `podLifecycle` is off.
   *
   * @default - all that it knows and rules ask for: neither `secrets` nor `configmaps`, for to list them is to read them, nor `leases` and `endpointslices`,
   * which change all the time
   * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/developer/cli-arguments.md
   */
  readonly resources?: string[];

  /**
   * The namespaces whose objects are read. Those of no namespace, such as nodes, are read anyway when `resources` has them. An empty list is a problem, and a
   * name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Labels of objects that become labels of their `kube_…_labels` series, by resource: `{ pods: ['team'] }`. A star stands for any text, and alone for every
   * label, which makes a new series of every change. A resource that is not read, and what cannot be the key of a label, are problems.
   *
   * @default - none
   */
  readonly labelsAllowlist?: { readonly [resource: string]: string[] };

  /**
   * Which of its series there are. What it says by names of metrics kube-state-metrics is told itself, and does not even make; the rest stands in
   * `scrapeConfig`. What relabel rules cannot do fails: give it to the collector that scrapes. A policy that hides how pods fail is a problem, unless
   * `podLifecycle` is off.
   *
   * @default - all series
   */
  readonly cardinality?: CardinalityPolicy;

  /**
   * Whether it has to show how pods fail: crash loops, killed for memory, evicted, without an image, pending. Off, when a cluster collector or another
   * exporter shows it.
   *
   * @default true
   */
  readonly podLifecycle?: boolean;
}
