import { ExporterOptions } from './exporter-options';
import { CardinalityPolicy } from '../../policy';

/**
 * Options of node_exporter.
 *
 * By default each of its pods gets 192 MiB of memory, of which it used 23 MiB on a node with two processors, and what Kubernetes' own monitoring gives it;
 * and from 0.1 to 1 core: it runs on one processor at a time. Nobody who connects to it can be kept away by a NetworkPolicy: none holds in the network of the
 * node.
 */
export interface NodeExporterProps extends ExporterOptions {
  /**
   * The only collectors that run. What node_exporter does not know, what needs more than a pod of this library has, and an empty list are problems.
   *
   * @default - those that run by themselves, and `extraCollectors`
   * @see https://github.com/prometheus/node_exporter/tree/v1.12.1#collectors
   */
  readonly collectors?: string[];

  /**
   * Collectors that do not run by themselves. With `collectors` they are a problem, as those are that run anyway.
   *
   * @default - none
   */
  readonly extraCollectors?: string[];

  /**
   * Collectors that would run by themselves and do not. With `collectors` they are a problem, as those are that would not run anyway.
   *
   * @default - none; without `hostNetwork` those that would show the network of the pod for that of the node
   */
  readonly withoutCollectors?: string[];

  /**
   * Whether its pods are in the network of the node. Without it the counters of interfaces, sockets and connections are those of the pod: these collectors do
   * not run then, and to ask for one of them is a problem.
   *
   * @default true
   */
  readonly hostNetwork?: boolean;

  /**
   * Where it listens, at the address of the node only; with `hostNetwork` nobody else on the node may have it. What is no port is a problem.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * An RE2 expression for mount points of the node that are left out, wherever it matches. What RE2 does not understand fails.
   *
   * @default - those of the kernel, of container runtimes and of the kubelet
   */
  readonly excludeMountPoints?: string;

  /**
   * An RE2 expression for network interfaces that are left out, wherever it matches. What RE2 does not understand fails.
   *
   * @default - interfaces of the pod network: one for every pod of the node
   */
  readonly excludeInterfaces?: string;

  /**
   * A folder of the node whose `*.prom` files are shown too, for what scripts of the node measure. The exporter is nobody: it sees what everybody may read.
   * A path that is not absolute is a problem.
   *
   * @default - no files are shown
   */
  readonly textfileFolder?: string;

  /**
   * Which of its series stay: rules in its scrape jobs. What relabel rules cannot do fails: give it to the collector that scrapes.
   *
   * @default - all series
   */
  readonly cardinality?: CardinalityPolicy;
}
