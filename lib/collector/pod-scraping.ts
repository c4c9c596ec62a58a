import { Duration } from 'cdk8s';
import { RelabelAction, RelabelConfig } from '../policy';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from '../scraping/scrape-config';
import { fail } from '../validation';
import { TransformProcessor } from './components/processors/transform-processor';

/** Which annotated pods are scraped, and how. */
export interface PodScrapingOptions {
  /**
   * What the annotations begin with: `prometheus.io` for `prometheus.io/scrape`, `prometheus.io/port`, `prometheus.io/path` and
   * `prometheus.io/scheme`. What is no prefix of annotations fails.
   *
   * @default 'prometheus.io'
   */
  readonly annotationPrefix?: string;

  /**
   * How often. Zero fails.
   *
   * @default Duration.minutes(1)
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a target may take. Longer than the interval fails.
   *
   * @default - 10 seconds, or the interval when it is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The namespaces of the pods. A name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Labels that the pods must have, for example `team=shop`. What is no label selector fails.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * How many series a target may have; one with more counts as down.
   *
   * @default - any number
   */
  readonly sampleLimit?: number;

  /**
   * Whether any certificate will do for pods with the scheme https: most of them have signed their own.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * What happens to series after they were scraped.
   *
   * @default - nothing
   */
  readonly metricRelabelConfigs?: RelabelConfig[];
}

const JOB = 'annotated-pods';

/**
 * The receiver names the container that discovery saw, on the resource, whatever rules say: of a pod that is one target it is any of them, and
 * metadata of a wrong container would follow. The label says it where it is known.
 */
export function withoutGuessedContainer(): TransformProcessor {
  return new TransformProcessor({
    name: JOB,
    metricStatements: [`delete_key(resource.attributes, "k8s.container.name") where resource.attributes["service.name"] == "${JOB}"`],
  });
}

/**
 * A job for annotated pods of the collector's own node.
 *
 * A pod with `port` is one target, whatever ports its containers declare: labels of containers are left out, so that the targets that
 * discovery makes of its containers and ports are the same, and scraped once. Without `port` every declared port is a target.
 */
export function annotatedPods(options: PodScrapingOptions): ScrapeConfig {
  return {
    jobName: JOB,
    scrapeInterval: options.scrapeInterval,
    scrapeTimeout: options.scrapeTimeout,
    sampleLimit: options.sampleLimit,
    // the annotation of a pod says otherwise
    scheme: ScrapeScheme.HTTP,
    insecureSkipVerify: options.insecureSkipVerify,
    kubernetes: [{
      role: KubernetesDiscoveryRole.POD,
      namespaces: options.namespaces,
      labelSelector: options.labelSelector,
      ownNodeOnly: true,
    }],
    relabelConfigs: annotationRules(annotationLabel(options.annotationPrefix ?? 'prometheus.io')),
    metricRelabelConfigs: options.metricRelabelConfigs,
  };
}

const POD = '__meta_kubernetes_pod';

function annotationRules(annotation: string): RelabelConfig[] {
  return [
    { sourceLabels: [`${annotation}_scrape`], regex: 'true', action: RelabelAction.KEEP },
    { sourceLabels: [`${POD}_phase`], regex: 'Succeeded|Failed', action: RelabelAction.DROP },
    { sourceLabels: [`${POD}_container_init`], regex: 'true', action: RelabelAction.DROP },
    // neither the pod nor a container says at which port
    { sourceLabels: [`${annotation}_port`, `${POD}_container_port_number`], regex: ';', action: RelabelAction.DROP },
    // what is not TCP cannot be scraped
    { sourceLabels: [`${annotation}_port`, `${POD}_container_port_protocol`], regex: ';(UDP|SCTP)', action: RelabelAction.DROP },
    { sourceLabels: [`${annotation}_scheme`], regex: '(https?)', targetLabel: '__scheme__' },
    { sourceLabels: [`${annotation}_path`], regex: '(/.*)', targetLabel: '__metrics_path__' },
    { sourceLabels: [`${annotation}_path`], regex: '([^/].*)', targetLabel: '__metrics_path__', replacement: '/$1' },
    { sourceLabels: [`${POD}_ip`, `${annotation}_port`], regex: '([0-9.]+);([0-9]+)', targetLabel: '__address__', replacement: '$1:$2' },
    { sourceLabels: [`${POD}_ip`, `${annotation}_port`], regex: '([0-9a-fA-F.]*:[0-9a-fA-F:.]*);([0-9]+)', targetLabel: '__address__', replacement: '[$1]:$2' },
    { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
    { sourceLabels: [`${POD}_name`], targetLabel: 'pod' },
    { sourceLabels: [`${POD}_node_name`], targetLabel: 'node' },
    // which container listens at a port of the pod's own choice is not known
    { sourceLabels: [`${annotation}_port`, `${POD}_container_name`], regex: ';(.+)', targetLabel: 'container' },
  ];
}

/** Prometheus replaces what its labels do not take. */
function annotationLabel(prefix: string): string {
  if (!/^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?$/.test(prefix)) {
    fail('podScraping', {
      what: `annotationPrefix '${prefix}' is not the prefix of an annotation`,
      why: 'no pod could have such annotations: none would be scraped',
      fix: "annotationPrefix: 'prometheus.io', without a slash",
    });
  }
  return `${POD}_annotation_${prefix.replace(/[^a-zA-Z0-9_]/g, '_')}`;
}
