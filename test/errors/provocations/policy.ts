import { Provocations } from '../provocation';

export const POLICY: Provocations = {
  room: 'Policies',
  page: 'cardinality-policy.md',
  provocations: [
    {
      title: 'Can Prometheus take a label away?',
      program: `
          const policy = new CardinalityPolicy({
            dropLabels: ['pod_ip'],
        +   unique: true,
          });
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{
              jobName: 'pods',
              kubernetes: [{ role: KubernetesDiscoveryRole.POD }],
              metricRelabelConfigs: policy.metricRelabelConfigs(),
            }],
          });
      `,
      error: `CardinalityPolicy: dropLabels may make series the same
  why: Prometheus keeps one sample of them and loses the others, without a word
  fix: unique: true, when you know that none become the same (the simulator checks it); or scrape with a collector, which merges them`,
    },
    {
      title: 'Why does a policy ask what becomes of gauges?',
      program: `
          const policy = new CardinalityPolicy({
            dropLabels: ['pod_ip'],
        +   mergeGauges: GaugeMerge.SUM,
          });
          new CollectorDaemonSet(chart, 'agent', { cluster, podScraping: {}, metricsTo: vendor, cardinality: policy });
      `,
      otherwise: [["dropLabels: ['pod_ip'],", "dropLabels: ['pod_ip'], unique: true,"]],
      error: `observability/agent: cardinality: dropLabels may make gauges the same, and nobody says what becomes of their values
  why: counters and histograms are added; a sum of gauges is as often wrong as right
  fix: mergeGauges: GaugeMerge.SUM, or MAX, MIN, MEAN; unique: true when no series become the same; forSeries, for counters only`,
    },
    {
      title: 'Can the buckets of a histogram go by dropLabels?',
      program: `
          new CardinalityPolicy({
        -   dropLabels: ['le'],
        +   keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1] }],
          });
      `,
      error: `CardinalityPolicy: dropLabels[0] 'le' takes 'le'
  why: histograms and summaries are nothing without it
  fix: keepBuckets, to thin histograms; dropMetrics, for whole metrics`,
    },
    {
      title: 'Which parts of a policy contradict each other?',
      program: `
          new CardinalityPolicy({
        -   dropMetrics: ['debug_.*', 'http_request_duration_seconds_.*'],
        +   dropMetrics: ['debug_.*'],
            keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1] }],
          });
      `,
      error: `CardinalityPolicy: keepBuckets[0] is about 'http_request_duration_seconds_bucket', which dropMetrics drops
  why: it would never act
  fix: leave 'http_request_duration_seconds_bucket' out of dropMetrics, or leave keepBuckets[0] out`,
    },
    {
      title: 'Which regular expressions are there?',
      program: `
          new CardinalityPolicy({
        -   dropMetrics: ['(?!http_).*_debug'],
        +   dropMetrics: ['go_.*_debug'],
          });
      `,
      error: `CardinalityPolicy: dropMetrics[0] '(?!http_).*_debug' is no RE2 expression: invalid or unsupported Perl syntax: \`(?!\` at character 1
  why: collectors, Prometheus and Thanos read RE2, which has no lookaround and no backreference: they do not start with it
  fix: dropMetrics[0]: an expression of https://github.com/google/re2/wiki/Syntax`,
    },
    {
      title: 'Which alerts break when a label goes?',
      program: `
          new ApiObject(chart, 'rules', {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'PrometheusRule',
            metadata: { name: 'pods' },
            spec: { groups: [{ name: 'pods', rules: [{ alert: 'PodRestarts', expr: 'sum by (pod) (rate(restarts_total[5m])) > 0' }] }] },
          });
          new CardinalityPolicy({
        -   dropLabels: ['pod', 'uid'],
        +   dropLabels: ['uid'],
          }).failOnBreakages(app);
      `,
      error: `alert PodRestarts (group pods): dropLabels takes 'pod' from 'restarts_total', but the expression groups by it
  why: it would be empty for all of them: sum by (pod) (rate(restarts_total[5m])) > 0
  fix: leave 'pod' out of dropLabels, or rules on other series than these`,
    },
    {
      title: 'Is what a policy leaves within its budget?',
      files: {
        'metrics.txt': ['GET', 'PUT', 'POST'].map((method) => `http_requests_total{method="${method}"} 1\n`).join(''),
      },
      program: `
          CardinalitySimulator.simulate({
            dumps: [SeriesDump.exposition('metrics.txt', { job: 'shop', instance: 'shop-0:8080' })],
        -   policy: new CardinalityPolicy({ budget: { seriesPerTarget: 2 } }),
        +   policy: new CardinalityPolicy({ budget: { seriesPerTarget: 3 } }),
          }).failOnProblems();
      `,
      error: `CardinalityPolicy: budget.seriesPerTarget is 2, and target shop shop-0:8080 has 3 series after the policy
  why: 1 series too many
  fix: a part of the policy that saves them, or budget.seriesPerTarget: 3`,
    },
    {
      title: 'Why is a relabel rule refused?',
      shows: 'hashmod',
      program: `
          Relabeling.of([
        -   { sourceLabels: ['__address__'], action: RelabelAction.HASHMOD, targetLabel: '__tmp_shard' },
        +   { sourceLabels: ['__address__'], action: RelabelAction.HASHMOD, targetLabel: '__tmp_shard', modulus: 3 },
            { sourceLabels: ['__tmp_shard'], regex: '0', action: RelabelAction.KEEP },
          ]);
      `,
      error: `Relabeling: configs[0]: relabel configuration for hashmod requires non-zero modulus
  why: Prometheus and the collector refuse it
  fix: modulus: 3`,
    },
    {
      title: 'Why is an entry of relabel_configs empty?',
      program: `
          Relabeling.fromPrometheus([
            { action: 'labeldrop', regex: 'pod_ip' },
        -   null,
          ]);
      `,
      error: `Relabeling: configs[1]: empty or null relabeling rule
  why: Prometheus and the collector refuse it
  fix: leave the empty entry out`,
    },
    {
      title: 'How is an aggregation told which labels stay?',
      program: `
          new CardinalityPolicy({
        -   aggregate: [{ metric: 'http_requests_total' }],
        +   aggregate: [{ metric: 'http_requests_total', by: ['namespace'] }],
          });
      `,
      error: `CardinalityPolicy: aggregate[0] has neither by nor without
  why: one of them says which labels stay
  fix: aggregate[0].by: ['namespace']`,
    },
  ],
};
