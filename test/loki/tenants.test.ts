import { Duration, Size } from 'cdk8s';
import * as YAML from 'yaml';
import { LokiAlertRule, LokiRuleGroup, LokiTenant, LokiTenantProps } from '../../lib';
import { longestRetention } from '../../lib/loki/tenants/runtime-overrides';
import { problemOf } from '../collector/documents';
import { at, find } from '../manifests';
import { distributed, documentOf, fileOf, problems, whats, written } from './program';

const PAYMENTS = () => new LokiTenant('payments', {
  ingestionRate: Size.mebibytes(20), maxStreams: 50_000, retention: Duration.days(90), retentionStreams: [{ selector: '{namespace="dev"}', retention: Duration.days(2) }],
});

test('what a tenant may do is in a file that running pods read again', () => {
  const manifests = written(distributed({ tenants: [PAYMENTS(), new LokiTenant('like-everybody')] }));

  expect(YAML.parse(fileOf(manifests, 'loki-overrides', 'overrides.yaml'))).toEqual({
    overrides: {
      payments: {
        ingestion_rate_mb: 20,
        ingestion_burst_size_mb: 30,
        max_global_streams_per_user: 50_000,
        retention_period: '7776000s',
        retention_stream: [{ selector: '{namespace="dev"}', priority: 0, period: '172800s' }],
      },
    },
  });
  expect(documentOf(manifests).runtime_config).toEqual({ file: '/etc/loki-runtime/overrides.yaml', period: '10s' });
});

test('a change of it restarts nobody', () => {
  const templates = (tenants: LokiTenant[]) => written(distributed({ retention: Duration.days(30), tenants })).filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));

  expect(templates([PAYMENTS()])).toEqual(templates([new LokiTenant('payments', { maxStreams: 1 })]));
});

test('a tenant that is added later counts', () => {
  const loki = distributed();
  loki.addTenant(PAYMENTS());

  expect(documentOf(written(loki)).compactor).toMatchObject({ retention_enabled: true, delete_request_store: 's3' });
});

test('each writes and asks with the name that tells it apart', () => {
  const payments = PAYMENTS();
  const loki = distributed({ tenants: [payments] });

  expect([loki.otlpEndpoint, loki.otlpEndpointFor(payments)].map(({ name, url, headers }) => [name, url, headers])).toEqual([
    ['loki', 'http://loki-distributor.loki.svc:3100/otlp', { 'X-Scope-OrgID': 'default' }],
    ['loki-payments', 'http://loki-distributor.loki.svc:3100/otlp', { 'X-Scope-OrgID': 'payments' }],
  ]);
  expect(loki.otlpEndpointFor(payments)).toBe(loki.otlpEndpointFor(payments));
  expect(loki.queryEndpointFor(payments).grafanaDatasource('payments')).toEqual({
    name: 'payments',
    type: 'loki',
    access: 'proxy',
    url: 'http://loki-query-frontend.loki.svc:3100',
    jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
    secureJsonData: { httpHeaderValue1: 'payments' },
  });
});

test('one of whom Loki knows nothing has no endpoint', () => {
  expect(problemOf(() => distributed().otlpEndpointFor(PAYMENTS()))).toMatchObject({ path: 'loki/loki', what: "'payments' is asked for, which is none of its tenants" });
});

test('two of one name are a problem', () => {
  expect(whats(() => distributed({ tenants: [PAYMENTS(), PAYMENTS(), new LokiTenant('default')] }))).toEqual([
    "loki/loki: there are two tenants called 'payments'", "loki/loki: there are two tenants called 'default'",
  ]);
});

test.each(['', 'a b', 'a/b', '..', 'a|b', 'x'.repeat(151)])("'%s' is no name", (name) => {
  expect(problemOf(() => new LokiTenant(name)).what).toBe(`'${name}' is not the name of a tenant`);
});

test.each(["it's", 'a.b_c-d!*()', 'x'.repeat(150)])("'%s' is one", (name) => {
  expect(new LokiTenant(name).name).toBe(name);
});

test.each<[LokiTenantProps, string]>([
  [{ maxStreams: 0 }, "maxStreams of 'a' is 0"],
  [{ maxQuerySeries: 1.5 }, "maxQuerySeries of 'a' is 1.5"],
  [{ ingestionRate: Size.kibibytes(0) }, "ingestionRate of 'a' is 0 MiB"],
  [{ ingestionRate: Size.mebibytes(10), ingestionBurst: Size.mebibytes(5) }, "ingestionBurst of 'a' is 5 MiB, and ingestionRate 10 MiB"],
  [{ streamRate: Size.mebibytes(2), streamBurst: Size.mebibytes(1) }, "streamBurst of 'a' is 1 MiB, and streamRate 2 MiB"],
  [{ retention: Duration.hours(23) }, "retention of 'a' is 82800s"],
  [{ retention: Duration.seconds(0) }, "retention of 'a' is 0s"],
  [{ retentionStreams: [{ selector: '{app="x"}', retention: Duration.hours(1) }] }, 'retention of \'a\' for {app="x"} is 3600s'],
  [{ retentionStreams: [{ selector: '{}', retention: Duration.days(1) }] }, "retentionStreams of 'a' has the selector '{}', which selects every stream"],
  [{ retentionStreams: [{ selector: '{app="x"}', retention: Duration.days(1), priority: -1 }] }, 'priority of {app="x"} is -1'],
])('%# fails at once', (props, what) => {
  expect(problemOf(() => new LokiTenant('a', props)).what).toBe(what);
});

test('two groups of rules of one name fail', () => {
  const group = new LokiRuleGroup('g', { rules: [new LokiAlertRule('A', { expr: 'rate({app="a"}[5m])' })] });

  expect(problemOf(() => new LokiTenant('a', { ruleGroups: [group, group] })).what).toBe("'a' has two groups of rules called 'g'");
});

test('limits of all are judged as those of one', () => {
  expect(problems(() => distributed({ limits: { maxStreams: 0 }, retention: Duration.hours(1) })).map(({ what }) => what)).toEqual([
    'maxStreams of every tenant is 0', 'retention of every tenant is 3600s',
  ]);
});

test('what is kept the longest is known, unless something is kept for ever', () => {
  expect(longestRetention(Duration.days(30), [PAYMENTS()])?.toDays()).toBe(90);
  expect(longestRetention(undefined, [PAYMENTS()])).toBeUndefined();
});

test('the file of overrides is mounted in every pod', () => {
  const manifests = written(distributed());

  expect(at(find(manifests, 'Deployment', 'loki-querier'), 'spec.template.spec.containers.0.volumeMounts')).toContainEqual({
    name: 'files-0', mountPath: '/etc/loki-runtime', readOnly: true,
  });
});
