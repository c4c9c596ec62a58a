import { Provocations } from '../provocation';

export const RULES: Provocations = {
  room: 'Rules',
  page: 'rules.md',
  provocations: [
    {
      title: 'Why does Prometheus not start with my rule?',
      program: `
        - new RecordingRule('job:requests:rate5m', { expr: 'sum by (job) rate(requests_total[5m])' });
        + new RecordingRule('job:requests:rate5m', { expr: 'sum by (job) (rate(requests_total[5m]))' });
      `,
      error: `RecordingRule: 'job:requests:rate5m': expr 'sum by (job) rate(requests_total[5m])' is no PromQL: 'rate(requests_total[' at character 14 cannot stand there
  why: Prometheus refuses the file, and does not start
  fix: write it as it works in the query page of a Prometheus`,
    },
    {
      title: 'expected type range vector in call to function "rate", got instant vector',
      program: `
        - new RecordingRule('job:requests:rate5m', { expr: 'sum by (job) (rate(requests_total))' });
        + new RecordingRule('job:requests:rate5m', { expr: 'sum by (job) (rate(requests_total[5m]))' });
      `,
      error: `RecordingRule: 'job:requests:rate5m': expr 'sum by (job) (rate(requests_total))' is no PromQL: rate takes a range vector, and 'requests_total' is an instant vector
  why: Prometheus refuses the file, and does not start
  fix: requests_total[5m]`,
    },
    {
      title: 'unknown function with name',
      program: `
        - new RecordingRule('job:requests:increase1h', { expr: 'sum by (job) (incraese(requests_total[1h]))' });
        + new RecordingRule('job:requests:increase1h', { expr: 'sum by (job) (increase(requests_total[1h]))' });
      `,
      error: `RecordingRule: 'job:requests:increase1h': expr 'sum by (job) (incraese(requests_total[1h]))' is no PromQL: there is no function 'incraese'
  why: Prometheus refuses the file, and does not start
  fix: increase(…)`,
    },
    {
      title: 'How is a recording rule called?',
      program: `
        - new RecordingRule('requests', { expr: 'sum by (namespace) (requests_total)' });
        + new RecordingRule('namespace:requests:sum', { expr: 'sum by (namespace) (requests_total)' });
      `,
      error: `RecordingRule: the name 'requests' has no colon
  why: nobody could tell it from a scraped metric, and a target that exposes one of that name would mix with it
  fix: 'namespace:requests:sum', which is level:metric:operations`,
    },
    {
      title: 'Why does my alert always fire?',
      program: `
        - new AlertRule('TargetDown', { expr: 'up == bool 0' });
        + new AlertRule('TargetDown', { expr: 'up == 0' });
      `,
      error: `AlertRule: 'TargetDown': expr 'up == bool 0' compares with bool
  why: its result is 0 where the comparison does not hold, which is a result: the alert would always fire
  fix: expr: 'up == 0'`,
    },
    {
      title: 'Why is a label empty in the text of an alert?',
      program: `
          new AlertRule('ShopErrors', {
        -   expr: 'sum by (namespace) (rate(errors_total[5m])) > 1',
        +   expr: 'sum by (namespace, pod) (rate(errors_total[5m])) > 1',
            summary: '{{ $labels.pod }} in {{ $labels.namespace }} has {{ $value }} errors in a second',
          });
      `,
      error: `AlertRule: 'ShopErrors': summary shows $labels.pod, which no result of 'sum by (namespace) (rate(errors_total[5m])) > 1' has
  why: the text would be empty there
  fix: $labels.namespace, or an expression that keeps 'pod', as in by (namespace, pod)`,
    },
    {
      title: 'Why is a label that I gave to an alert empty in its text?',
      program: `
          new AlertRule('ShopErrors', {
            expr: 'sum by (namespace) (rate(errors_total[5m])) > 1',
            labels: { team: 'shop' },
        -   summary: 'Errors: ask {{ $labels.team }}',
        +   summary: 'Errors: ask shop',
          });
      `,
      error: `AlertRule: 'ShopErrors': summary shows $labels.team, which no result of 'sum by (namespace) (rate(errors_total[5m])) > 1' has
  why: templates see the labels of the result, not those that the rule writes: the text would be empty there
  fix: the value of the label 'team' in the place of {{ $labels.team }}`,
      shows: 'team',
    },
    {
      title: 'function not defined, in a template of an alert',
      program: `
          new AlertRule('ShopErrors', {
            expr: 'sum by (namespace) (rate(errors_total[5m])) > 1',
        -   summary: '{{ $value | humanise }} errors in a second',
        +   summary: '{{ $value | humanize }} errors in a second',
          });
      `,
      error: `AlertRule: 'ShopErrors': annotations.summary: there is no function 'humanise'
  why: Prometheus refuses the file: it is a template of Go
  fix: a function of https://prometheus.io/docs/prometheus/latest/configuration/template_reference/`,
    },
    {
      title: 'error expanding template: wrong number of args',
      program: `
          new AlertRule('ShopErrors', {
            expr: 'sum by (namespace) (rate(errors_total[5m])) > 1',
        -   summary: '{{ humanize }} errors in a second',
        +   summary: '{{ $value | humanize }} errors in a second',
          });
      `,
      error: `AlertRule: 'ShopErrors': summary: humanize has 0 arguments, and takes 1
  why: the alert would arrive with an error in the place of the text
  fix: humanize with 1, what is piped into it among them`,
    },
    {
      title: 'May two alerts have one name?',
      program: `
          new RuleGroup('shop', {
            rules: [
              new AlertRule('ShopErrors', { expr: 'sum(rate(errors_total[5m])) > 10', severity: AlertSeverity.CRITICAL }),
        -     new AlertRule('ShopErrors', { expr: 'sum(rate(errors_total[5m])) > 1', severity: AlertSeverity.CRITICAL }),
        +     new AlertRule('ShopErrors', { expr: 'sum(rate(errors_total[5m])) > 1', severity: AlertSeverity.WARNING }),
            ],
          });
      `,
      error: `RuleGroup: 'shop': two alerts 'ShopErrors' have the same labels
  why: nobody could tell which of them fires, and one would end the other
  fix: severity or another label by which they differ, or one of them with another name`,
    },
    {
      title: 'function is not enabled: how do I use experimental PromQL?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
            ruleGroups: [new RuleGroup('spread', { rules: [new RecordingRule('job:up:mad1h', { expr: 'mad_over_time(up[1h])' })] })],
        +   extraArgs: ['--enable-feature=promql-experimental-functions'],
          });
      `,
      error: `observability/prometheus: rule group 'spread': rules[0]: expr 'mad_over_time(up[1h])' has mad_over_time, which is experimental
  why: Prometheus refuses the file, and does not start
  fix: extraArgs: ['--enable-feature=promql-experimental-functions']`,
    },
  ],
};
