import { AnnotationScrapingOptions } from './annotation-scraping-options';
import { annotationLabel, AnnotatedKind, askedFor, requestRules } from './annotations';
import { behindServices } from './endpoint-rules';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from './scrape-config';
import { inTiers } from './tier-rules';

/** The label `job` of what is behind annotated Services. */
const ANNOTATED_SERVICES = 'annotated-services';

/**
 * Jobs for what is behind annotated Services: one, or one for each tier.
 *
 * With `port` every address is one target, whatever ports the Service has. Without it every port of the Service is a target.
 */
export function annotatedServices(caller: string, options: AnnotationScrapingOptions): ScrapeConfig[] {
  const kind: AnnotatedKind = { meta: '__meta_kubernetes_service', caller };
  const annotation = annotationLabel(kind, options.annotationPrefix);
  return inTiers(kind, options, {
    jobName: ANNOTATED_SERVICES,
    sampleLimit: options.sampleLimit,
    // the annotation of a Service says otherwise
    scheme: ScrapeScheme.HTTP,
    insecureSkipVerify: options.insecureSkipVerify,
    kubernetes: [{ role: KubernetesDiscoveryRole.ENDPOINTSLICE, namespaces: options.namespaces, labelSelector: options.labelSelector }],
    relabelConfigs: [
      askedFor(annotation),
      ...behindServices(`${annotation}_port`),
      ...requestRules(annotation),
      { sourceLabels: ['__address__', `${annotation}_port`], regex: '(.+):[0-9]+;([0-9]+)', targetLabel: '__address__', replacement: '$1:$2' },
    ],
    metricRelabelConfigs: options.metricRelabelConfigs,
  });
}
