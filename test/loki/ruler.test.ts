import { Duration } from 'cdk8s';
import * as YAML from 'yaml';
import {
  AlertmanagerEndpoint, LokiAlertRule, LokiRecordingRule, LokiRuleGroup, LokiRulerOptions, LokiStoreClient, LokiTenant, RemoteWriteEndpoint, SecretValue, Tls,
} from '../../lib';
import { at, find } from '../manifests';
import { distributed, documentOf, fileOf, monolithic, whats, written } from './program';

const EXPR = 'sum(rate({app="shop"} |= "error" [5m])) > 1';
const ALERTS = () => [new LokiRuleGroup('shop', { rules: [new LokiAlertRule('ShopErrors', { expr: EXPR })] })];
const RECORDINGS = () => [new LokiRuleGroup('shop', { rules: [new LokiRecordingRule('shop:errors', { expr: EXPR })] })];
const ALERTMANAGER = AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093' });
const REMOTE = RemoteWriteEndpoint.http({
  url: 'https://mimir.example.com/api/v1/push', headers: { 'authorization': SecretValue.fromSecret('mimir', 'token', { prefix: 'Bearer ' }), 'x-source': 'loki' },
});

test('rules of a tenant are a file in a folder of its name, for the ruler alone', () => {
  const manifests = written(distributed({ tenants: [new LokiTenant('shop', { ruleGroups: ALERTS() })], ruler: { alertmanagers: [ALERTMANAGER] } }));
  const mounts = (name: string, kind: string) => JSON.stringify(at(find(manifests, kind, name), 'spec.template.spec.containers.0.volumeMounts'));

  expect(YAML.parse(fileOf(manifests, 'loki-rules-0', 'rules.yaml'))).toEqual({ groups: [{ name: 'shop', rules: [{ alert: 'ShopErrors', expr: EXPR }] }] });
  expect(mounts('loki-ruler', 'StatefulSet')).toContain('/etc/loki-rules/shop');
  expect(mounts('loki-querier', 'Deployment')).not.toContain('/etc/loki-rules');
  expect(documentOf(manifests)).toMatchObject({
    ruler: { enable_sharding: true, alertmanager_url: ALERTMANAGER.url, evaluation_interval: '60s', wal: { dir: '/var/loki/ruler-wal' } },
    ruler_storage: { backend: 'local', local: { directory: '/etc/loki-rules' } },
  });
});

test('the older clients have rules named elsewhere', () => {
  const tenants = [new LokiTenant('shop', { ruleGroups: ALERTS() })];
  const document = documentOf(written(distributed({ storeClient: LokiStoreClient.LEGACY, tenants, ruler: { alertmanagers: [ALERTMANAGER] } })));

  expect(document.ruler).toMatchObject({ storage: { type: 'local', local: { directory: '/etc/loki-rules' } } });
  expect(document.ruler_storage).toBeUndefined();
});

test('a secret of remote write is in the environment of the ruler, and a variable in the document', () => {
  const ruler: LokiRulerOptions = { remoteWriteTo: [REMOTE], evaluationInterval: Duration.seconds(30), externalUrl: 'https://grafana.example.com' };
  const manifests = written(distributed({ tenants: [new LokiTenant('shop', { ruleGroups: RECORDINGS() })], ruler }));
  const env = (name: string, kind: string) => at(find(manifests, kind, name), 'spec.template.spec.containers.0.env');

  expect(documentOf(manifests).ruler).toMatchObject({
    evaluation_interval: '30s',
    external_url: 'https://grafana.example.com',
    remote_write: {
      enabled: true,
      clients: { 'mimir-example-com': { url: REMOTE.url, headers: { 'x-source': 'loki' }, authorization: { type: 'Bearer', credentials: '${MIMIR_TOKEN}' } } },
    },
  });
  expect(env('loki-ruler', 'StatefulSet')).toContainEqual({ name: 'MIMIR_TOKEN', valueFrom: { secretKeyRef: { name: 'mimir', key: 'token' } } });
  expect(JSON.stringify(env('loki-querier', 'Deployment'))).not.toContain('secretKeyRef');
});

test('a monolith evaluates rules itself', () => {
  const manifests = written(monolithic({ tenants: [new LokiTenant('shop', { ruleGroups: ALERTS() })], ruler: { alertmanagers: [ALERTMANAGER] } }));

  expect(JSON.stringify(find(manifests, 'StatefulSet', 'loki').spec)).toContain('/etc/loki-rules/shop');
});

test.each<[string, LokiRuleGroup[], LokiRulerOptions | undefined, string]>([
  ['rules without a ruler', ALERTS(), undefined, "the tenant 'shop' has rules, and there is no ruler"],
  ['a ruler without rules', [], {}, 'there is a ruler, and no tenant has rules'],
  ['alerts of which nobody is told', ALERTS(), {}, "the tenant 'shop' has the alert 'ShopErrors', and there are no alertmanagers"],
  ['recordings that nobody keeps', RECORDINGS(), {}, "the tenant 'shop' records 'shop:errors', and remoteWriteTo names nobody"],
  [
    'a name for all Alertmanagers', ALERTS(), { alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager.monitoring.svc:9093' })] },
    "alertmanagers has 'http://alertmanager.monitoring.svc:9093', which stands for every address of its name",
  ],
  [
    'Alertmanagers of different certificates', ALERTS(),
    { alertmanagers: [ALERTMANAGER, AlertmanagerEndpoint.http({ url: 'https://a.example.com', tls: Tls.custom({ serverName: 'b' }) })] },
    'alertmanagers have different certificates',
  ],
  ['two destinations of one name', RECORDINGS(), { remoteWriteTo: [REMOTE, REMOTE] }, "two destinations of remote write are called 'mimir-example-com'"],
])('%s: a problem', (_, ruleGroups, ruler, what) => {
  expect(whats(() => distributed({ tenants: [new LokiTenant('shop', { ruleGroups })], ruler }))).toEqual([`loki/loki: ${what}`]);
});
