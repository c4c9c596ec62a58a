/**
 * What every cluster is asked for first: a Prometheus that scrapes kube-state-metrics for objects and a node exporter on each node, both thinned by the policies that come with the
 * library. Labels of teams are on the series of their pods; alerts are about pods that fail.
 */
import { Chart, Duration } from 'cdk8s';
import {
  AlertRule, AlertSeverity, CardinalityPolicies, KubeStateMetrics, NetworkPeer, NodeExporter, ObservabilityApp, PrometheusStatefulSet, RuleGroup,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
const scrapers = [NetworkPeer.podsOf('monitoring', { 'app.kubernetes.io/name': 'prometheus' })];

const kubeStateMetrics = new KubeStateMetrics(chart, 'kube-state-metrics', {
  cardinality: CardinalityPolicies.kubeStateMetrics(),
  labelsAllowlist: { pods: ['team'], namespaces: ['team'] },
  scrapeInterval: Duration.seconds(30),
  scrapers,
});

const nodeExporter = new NodeExporter(chart, 'node-exporter', { cardinality: CardinalityPolicies.nodeExporter(), scrapeInterval: Duration.seconds(15), scrapers });

new PrometheusStatefulSet(chart, 'prometheus', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  retention: Duration.days(15),
  scrapeConfigs: [kubeStateMetrics.scrapeConfig, nodeExporter.scrapeConfig],
  ruleGroups: [new RuleGroup('pods-that-fail', {
    rules: [
      new AlertRule('PodCrashLooping', {
        expr: 'max_over_time(kube_pod_container_status_waiting_reason{job="kube-state-metrics",reason="CrashLoopBackOff"}[5m]) >= 1',
        for: Duration.minutes(15),
        severity: AlertSeverity.WARNING,
        summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} ends again and again.',
      }),
      new AlertRule('ContainerOutOfMemory', {
        expr: 'kube_pod_container_status_last_terminated_reason{job="kube-state-metrics",reason="OOMKilled"} == 1 and on (namespace, pod, container) increase(kube_pod_container_status_restarts_total{job="kube-state-metrics"}[10m]) > 0',
        severity: AlertSeverity.WARNING,
        summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} was killed for its memory.',
      }),
      new AlertRule('NodeFilesystemAlmostFull', {
        expr: 'node_filesystem_avail_bytes{job="node-exporter"} / node_filesystem_size_bytes{job="node-exporter"} < 0.05',
        for: Duration.minutes(30),
        severity: AlertSeverity.CRITICAL,
        summary: '{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} left.',
      }),
    ],
  })],
});

app.synth();
