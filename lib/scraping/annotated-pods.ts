import { AnnotationScrapingOptions } from './annotation-scraping-options';
import { annotationLabel, AnnotatedKind, askedFor, requestRules } from './annotations';
import { ENDED, PREPARING } from './pod-rules';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from './scrape-config';
import { inTiers } from './tier-rules';
import { RelabelAction, RelabelConfig } from '../policy';

/** The label `job` of what annotated pods say. */
export const ANNOTATED_PODS = 'annotated-pods';

const POD = '__meta_kubernetes_pod';

/**
 * Jobs for annotated pods: one, or one for each tier.
 *
 * A pod with `port` is one target, whatever ports its containers declare: labels of containers are left out, so that the targets that
 * discovery makes of its containers and ports are the same, and scraped once. Without `port` every declared port is a target.
 */
export function annotatedPods(caller: string, options: AnnotationScrapingOptions, ownNodeOnly?: boolean): ScrapeConfig[] {
  const kind: AnnotatedKind = { meta: POD, caller };
  return inTiers(kind, options, {
    jobName: ANNOTATED_PODS,
    sampleLimit: options.sampleLimit,
    // the annotation of a pod says otherwise
    scheme: ScrapeScheme.HTTP,
    insecureSkipVerify: options.insecureSkipVerify,
    kubernetes: [{ role: KubernetesDiscoveryRole.POD, namespaces: options.namespaces, labelSelector: options.labelSelector, ownNodeOnly }],
    relabelConfigs: podRules(annotationLabel(kind, options.annotationPrefix)),
    metricRelabelConfigs: options.metricRelabelConfigs,
  });
}

function podRules(annotation: string): RelabelConfig[] {
  return [
    askedFor(annotation),
    ENDED,
    PREPARING,
    // neither the pod nor a container says at which port
    { sourceLabels: [`${annotation}_port`, `${POD}_container_port_number`], regex: ';', action: RelabelAction.DROP },
    // what is not TCP cannot be scraped
    { sourceLabels: [`${annotation}_port`, `${POD}_container_port_protocol`], regex: ';(UDP|SCTP)', action: RelabelAction.DROP },
    ...requestRules(annotation),
    { sourceLabels: [`${POD}_ip`, `${annotation}_port`], regex: '([0-9.]+);([0-9]+)', targetLabel: '__address__', replacement: '$1:$2' },
    { sourceLabels: [`${POD}_ip`, `${annotation}_port`], regex: '([0-9a-fA-F.]*:[0-9a-fA-F:.]*);([0-9]+)', targetLabel: '__address__', replacement: '[$1]:$2' },
    { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
    { sourceLabels: [`${POD}_name`], targetLabel: 'pod' },
    { sourceLabels: [`${POD}_node_name`], targetLabel: 'node' },
    // which container listens at a port of the pod's own choice is not known
    { sourceLabels: [`${annotation}_port`, `${POD}_container_name`], regex: ';(.+)', targetLabel: 'container' },
  ];
}
