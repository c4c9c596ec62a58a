/** Rules and what comes of them over a few series: what the library takes does what it says, and what it refuses goes wrong as it says. */
import { Duration } from 'cdk8s';
import { AlertRule, AlertSeverity, RecordingRule, RuleGroup } from '../../../lib/policy';

/** What an alert looks like when it fires. */
export interface ExpectedAlert {
  readonly exp_labels: Readonly<Record<string, string>>;
  readonly exp_annotations?: Readonly<Record<string, string>>;
}

/** One test of `promtool test rules`. */
export interface Evaluation {
  readonly name: string;
  readonly groups: readonly object[];
  /** For three minutes, a sample each. */
  readonly series: Readonly<Record<string, string>>;
  /** After two minutes. */
  readonly recorded?: Readonly<Record<string, readonly { readonly labels: string; readonly value: number }[]>>;
  readonly alerts?: Readonly<Record<string, readonly ExpectedAlert[]>>;
  /** Whether promtool has to say no. */
  readonly fails?: true;
}

const SHOP = new RuleGroup('shop', {
  labels: { team: 'shop' },
  rules: [
    new RecordingRule('namespace:errors:ratio', {
      expr: 'sum by (namespace) (errors) / sum by (namespace) (requests)', labels: { kept: 'long' },
    }),
    new AlertRule('ShopErrors', {
      expr: 'namespace:errors:ratio > 0.1',
      for: Duration.minutes(1),
      severity: AlertSeverity.CRITICAL,
      labels: { tier: '{{ $labels.namespace | toUpper }}' },
      summary: '{{ $value | humanizePercentage }} of the requests of {{ $labels.namespace }} ({{ $labels.team }}) fail',
      description: '{{ with query "count(requests)" }}{{ . | first | value | printf "%.0f" }}{{ end }} series',
    }),
    new AlertRule('ShopMissing', { expr: 'absent(requests{namespace="bank"})', summary: '{{ $labels.namespace }} is gone' }),
  ],
}).toDocument();
const SHOP_SERIES = { 'errors{namespace="shop",pod="a"}': '20 20 20', 'requests{namespace="shop",pod="a"}': '60 60 60', 'requests{namespace="shop",pod="b"}': '40 40 40' };
const SHOP_ALERT: ExpectedAlert = {
  exp_labels: { namespace: 'shop', severity: 'critical', tier: 'SHOP', team: 'shop', kept: 'long' },
  exp_annotations: { summary: '20% of the requests of shop (shop) fail', description: '2 series' },
};

const alone = (rule: object) => [{ name: 'alone', rules: [rule] }];
const UP = { 'up{job="a"}': '1 1 1' };

/** What the library takes. */
export const RIGHT: readonly Evaluation[] = [
  {
    name: 'a record, the alert on it, and an alert on what is absent',
    groups: [SHOP],
    series: SHOP_SERIES,
    recorded: { 'namespace:errors:ratio': [{ labels: 'namespace:errors:ratio{namespace="shop",kept="long",team="shop"}', value: 0.2 }] },
    alerts: { ShopErrors: [SHOP_ALERT], ShopMissing: [{ exp_labels: { namespace: 'bank', team: 'shop' }, exp_annotations: { summary: 'bank is gone' } }] },
  },
  { name: 'another value than is recorded', groups: [SHOP], series: SHOP_SERIES, recorded: { 'namespace:errors:ratio': [{ labels: 'namespace:errors:ratio{namespace="shop",kept="long",team="shop"}', value: 0.3 }] }, fails: true },
  { name: 'an alert that does not fire', groups: [SHOP], series: SHOP_SERIES, alerts: { ShopErrors: [] }, fails: true },
  { name: 'another text than the alert has', groups: [SHOP], series: SHOP_SERIES, alerts: { ShopErrors: [{ ...SHOP_ALERT, exp_annotations: { summary: 'nothing' } }] }, fails: true },
];

/** An alert that the library refuses, and what Prometheus makes of it. */
export interface WrongAlert {
  readonly name: string;
  readonly make: () => unknown;
  /** What the library says. */
  readonly what: RegExp;
  /** The same, and what it does. */
  readonly evaluation: Omit<Evaluation, 'name'>;
}

/** What the library refuses although Prometheus loads it. */
export const WRONG: readonly WrongAlert[] = [
  {
    name: 'a scalar, which is always there',
    make: () => new AlertRule('A', { expr: 'scalar(count(up)) > bool 5' }),
    what: /is a scalar/,
    evaluation: { groups: alone({ alert: 'A', expr: 'scalar(count(up)) > bool 5' }), series: UP, alerts: { A: [{ exp_labels: {} }] } },
  },
  {
    name: 'a comparison with bool, which has a result in any case',
    make: () => new AlertRule('A', { expr: 'up == bool 0' }),
    what: /compares with bool/,
    evaluation: { groups: alone({ alert: 'A', expr: 'up == bool 0' }), series: UP, alerts: { A: [{ exp_labels: { job: 'a' } }] } },
  },
  {
    name: 'a label that is gone',
    make: () => new AlertRule('A', { expr: 'sum by (job) (up) == 1', summary: '{{ $labels.pod }} is up' }),
    what: /shows \$labels\.pod, which no result/,
    evaluation: {
      groups: alone({ alert: 'A', expr: 'sum by (job) (up) == 1', annotations: { summary: '{{ $labels.pod }} is up' } }),
      series: UP,
      alerts: { A: [{ exp_labels: { job: 'a' }, exp_annotations: { summary: ' is up' } }] },
    },
  },
  {
    name: 'a label of the rule in a text',
    make: () => new AlertRule('A', { expr: 'sum by (job) (up) == 1', labels: { team: 'shop' }, summary: '{{ $labels.team }}' }),
    what: /shows \$labels\.team, which no result/,
    evaluation: {
      groups: [{ name: 'a', labels: { tier: 'one' }, rules: [{ alert: 'A', expr: 'sum by (job) (up) == 1', labels: { team: 'shop' }, annotations: { summary: '<{{ $labels.team }}{{ $labels.tier }}>' } }] }],
      series: UP,
      alerts: { A: [{ exp_labels: { job: 'a', team: 'shop', tier: 'one' }, exp_annotations: { summary: '<>' } }] },
    },
  },
  {
    name: 'the name of the alert as a label',
    make: () => new AlertRule('A', { expr: 'up == 1', labels: { alertname: 'B' } }),
    what: /labels has 'alertname'/,
    evaluation: { groups: alone({ alert: 'A', expr: 'up == 1', labels: { alertname: 'B' } }), series: UP, alerts: { A: [{ exp_labels: { job: 'a' } }], B: [] } },
  },
  {
    name: 'a function without its argument',
    make: () => new AlertRule('A', { expr: 'up == 1', summary: '{{ humanize }}' }),
    what: /humanize has 0 arguments/,
    evaluation: {
      groups: alone({ alert: 'A', expr: 'up == 1', annotations: { summary: '{{ humanize }}' } }),
      series: UP,
      alerts: {
        A: [{
          exp_labels: { job: 'a' },
          exp_annotations: { summary: '<error expanding template: error executing template __alert_A: template: __alert_A:1:115: executing "__alert_A" at <humanize>: wrong number of args for humanize: want 1 got 0>' },
        }],
      },
    },
  },
  {
    name: 'a text as an expression',
    make: () => new RecordingRule('all:a:text', { expr: '"a"' }),
    what: /is a string/,
    evaluation: { groups: alone({ record: 'all:a:text', expr: '"a"' }), series: UP, recorded: { 'all:a:text': [] }, fails: true },
  },
  {
    name: 'a range as an expression',
    make: () => new RecordingRule('all:up:range', { expr: 'up[5m]' }),
    what: /is a range vector/,
    evaluation: { groups: alone({ record: 'all:up:range', expr: 'up[5m]' }), series: UP, recorded: { 'all:up:range': [] }, fails: true },
  },
];
