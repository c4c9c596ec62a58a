import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../../policy/relabel/prometheus-duration';
import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig } from '../../../scraping';
import { Finding } from '../../../validation';
import { FileSource, Tls } from '../../../wiring';
import { relabelingSpec, seriesRelabelings } from '../relabelings';
import { schemeOf, transportSpec } from './endpoint-spec';
import { monitorSpec } from './endpoints';
import { ScrapeConfigMonitorProps } from './scrape-config-monitor-props';
import { scrapeFindings } from './scrape-findings';

/** How the operator spells what is looked for. */
const ROLES: { readonly [role in KubernetesDiscoveryRole]: string } = {
  [KubernetesDiscoveryRole.NODE]: 'Node',
  [KubernetesDiscoveryRole.POD]: 'Pod',
  [KubernetesDiscoveryRole.SERVICE]: 'Service',
  [KubernetesDiscoveryRole.ENDPOINTSLICE]: 'EndpointSlice',
  [KubernetesDiscoveryRole.INGRESS]: 'Ingress',
};

/** The ConfigMap with the authority of the cluster that Kubernetes puts into every namespace. */
const CLUSTER_CA = FileSource.fromConfigMap('kube-root-ca.crt', 'ca.crt');

/**
 * A scrape job in the words of the operator.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.ScrapeConfig
 */
export function scrapeConfigSpec(props: ScrapeConfigMonitorProps): object {
  const { scrapeConfig: job, cardinality, limits, params } = props;
  const transport = transportOf(props);
  return {
    ...monitorSpec({ ...props, limits: { samples: job.sampleLimit, labels: job.labelLimit, ...limits } }),
    jobName: job.jobName,
    scrapeInterval: written(job.scrapeInterval ?? job.tier?.interval),
    scrapeTimeout: written(job.scrapeTimeout ?? job.tier?.timeout),
    metricsPath: job.metricsPath,
    scheme: schemeOf({ scheme: job.scheme, ...transport })?.toUpperCase(),
    params,
    honorLabels: job.honorLabels ? true : undefined,
    ...transportSpec(transport),
    staticConfigs: job.staticTargets?.map(({ targets, labels }) => ({ targets, labels })),
    kubernetesSDConfigs: job.kubernetes?.map(discoverySpec),
    relabelings: relabelingSpec(job.relabelConfigs),
    metricRelabelings: relabelingSpec(seriesRelabelings({ metricRelabelings: job.metricRelabelConfigs, cardinality })),
  };
}

/** What of a job, and of what it shows its targets, goes wrong with the operator only. */
export function scrapeConfigFindings(props: ScrapeConfigMonitorProps): Finding[] {
  const { scrapeConfig: job, limits = {} } = props;
  const [key] = Object.keys(job.extra ?? {});
  return [
    ...job.serviceAccountToken && !props.scrapeClass?._props.serviceAccountToken ? [{
      what: `job '${job.jobName}': serviceAccountToken is on, and ${props.scrapeClass ? `scrapeClass '${props.scrapeClass.name}' does not show it` : 'there is no scrapeClass'}`,
      why: 'the token is a file of the pod: for files only scrape classes have words',
      fix: "scrapeClass: new ScrapeClass('kubelet', { serviceAccountToken: true }), which is among scrapeClasses of the Prometheus too",
    }] : [],
    ...key === undefined ? [] : [{
      what: `job '${job.jobName}': extra has '${key}'`,
      why: 'the resource has other words than the configuration of Prometheus: it would be refused',
      fix: 'params, authorization or basicAuth; for everything else resource.addJsonPatch(…), in the words of the operator',
    }],
    ...(['samples', 'labels'] as const).filter((name) => limits[name] !== undefined && job[`${name === 'samples' ? 'sample' : 'label'}Limit`] !== undefined).map((name) => ({
      what: `job '${job.jobName}': ${name === 'samples' ? 'sampleLimit' : 'labelLimit'} and limits.${name} are both given`, why: 'one of them would be forgotten', fix: `leave limits.${name} out`,
    })),
    ...twiceStatic(job),
    ...scrapeFindings({ ...transportOf(props), scheme: job.scheme, relabelings: job.relabelConfigs }),
  ];
}

function written(duration: Duration | undefined): string | undefined {
  return duration && prometheusDuration(duration.toMilliseconds());
}

function twiceStatic({ jobName, staticTargets = [] }: ScrapeConfig): Finding[] {
  return staticTargets.flatMap(({ targets }) => targets.filter((target, index) => targets.indexOf(target) !== index)).map((target) => ({
    what: `job '${jobName}': target '${target}' stands twice`, why: 'the API server refuses the object', fix: 'leave one of them out',
  }));
}

function transportOf({ scrapeConfig: { tls, clusterCa, insecureSkipVerify }, authorization, basicAuth }: ScrapeConfigMonitorProps) {
  return { tls: clusterCa ? Tls.custom({ ca: CLUSTER_CA }) : tls, insecureSkipVerify, authorization, basicAuth };
}

function discoverySpec({ role, namespaces, ownNamespace, labelSelector, fieldSelector, attachNodeMetadata }: KubernetesDiscovery): object {
  return {
    role: ROLES[role],
    namespaces: ownNamespace ? { ownNamespace: true } : namespaces && { names: namespaces },
    selectors: labelSelector ?? fieldSelector ? [{ role: ROLES[role], label: labelSelector, field: fieldSelector }] : undefined,
    attachMetadata: attachNodeMetadata ? { node: true } : undefined,
  };
}
