import { Duration } from 'cdk8s';
import { Labels } from '../../kubernetes/labels';
import { CardinalityPolicy, RelabelAction, RelabelConfig } from '../../policy';
import { limitsOfPrometheus } from '../../policy/cardinality/compilers/limits';
import { scrapeRelabeling } from '../../policy/cardinality/compilers/series-relabeling';
import { PolicyPlan } from '../../policy/cardinality/policy-plan';
import { failOnFindings } from '../../validation';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig } from '../scrape-config';

/** Where an exporter is. */
export interface ExporterPlace {
  readonly namespace?: string;
  readonly selector: Labels;
}

/** Whom a job scrapes. */
export interface ExporterTargets extends ExporterPlace {
  readonly ports: readonly string[];
}

/** Pods of one exporter, at its ports. */
export function exporterPods({ namespace, selector }: ExporterTargets): KubernetesDiscovery {
  return {
    role: KubernetesDiscoveryRole.POD,
    namespaces: namespace === undefined ? undefined : [namespace],
    labelSelector: Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(','),
  };
}

/** What drops all but these ports of living pods: discovery shows evicted ones too, as long as they are not deleted. */
export function portRules({ ports }: ExporterTargets): RelabelConfig[] {
  return [
    { sourceLabels: ['__meta_kubernetes_pod_container_port_name'], regex: ports.join('|'), action: RelabelAction.KEEP },
    { sourceLabels: ['__meta_kubernetes_pod_phase'], regex: 'Succeeded|Failed', action: RelabelAction.DROP },
  ];
}

/** What a policy leaves for who scrapes. What relabel rules cannot do fails. */
export function underPolicy(path: string, interval?: Duration, plan?: PolicyPlan): Partial<ScrapeConfig> {
  if (plan === undefined) {
    return { scrapeInterval: interval };
  }
  const { document, findings } = scrapeRelabeling(plan);
  failOnFindings(path, findings.map((finding) => ({ ...finding, what: `cardinality: ${finding.what}` })));
  const { sample_limit: _samples, label_limit: _labels, ...others } = limitsOfPrometheus(plan.limits);
  return {
    scrapeInterval: interval,
    metricRelabelConfigs: document.length > 0 ? document : undefined,
    sampleLimit: plan.limits.samples,
    labelLimit: plan.limits.labels,
    extra: Object.keys(others).length > 0 ? others : undefined,
  };
}

/** The plan of a policy. */
export function planOf(cardinality?: CardinalityPolicy): PolicyPlan | undefined {
  return cardinality?._plan;
}
