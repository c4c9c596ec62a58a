/** Lokis with a gateway and a canary, by every option that has a say in what either is given. */
import { Chart, Duration, Size, Testing } from 'cdk8s';
import { AlertmanagerEndpoint, LokiAlertRule, LokiDistributed, LokiDistributedProps, LokiMonolithic, LokiRuleGroup, LokiTenant, NetworkPeer, ObjectStore } from '../../../lib';
import { Manifest } from '../kubernetes-types';

const CLUSTER = { name: 'prod', region: 'us-east-1' };
const STORE = ObjectStore.s3({ bucket: 'acme-prod-logs', region: 'us-east-1' });

const SHOP = new LokiTenant('shop', { ruleGroups: [new LokiRuleGroup('shop', { rules: [new LokiAlertRule('Errors', { expr: 'rate({app="shop"}[5m]) > 0' })] })] });
const RULER = { alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager.monitoring.svc:9093' })] };

/** A request of lines that is too large for this Loki is made in a moment. */
export const FEW_BYTES = 4096;

type Options = Pick<LokiDistributedProps, 'gateway' | 'canary' | 'tenants' | 'ruler' | 'queryTimeout' | 'extraConfig' | 'name' | 'defaultTenant'>;

const OPTIONS: { readonly [name: string]: Options } = {
  'nothing said': { gateway: {}, canary: {} },
  'with rules': { gateway: {}, tenants: [SHOP], ruler: RULER },
  'slow queries': { gateway: { replicas: 3, cpuLimit: 3.5, memoryLimit: Size.mebibytes(512), clients: [NetworkPeer.podsOf('grafana')] }, queryTimeout: Duration.minutes(10) },
  'a canary of a tenant': { gateway: {}, canary: { replicas: 2, tenant: SHOP }, tenants: [SHOP], ruler: RULER, name: 'logs' },
  'small requests': { gateway: {}, canary: {}, tenants: [SHOP], ruler: RULER, extraConfig: { distributor: { max_recv_msg_size: FEW_BYTES } } },
};

/** What is written for a Loki. */
export interface GatewayCase {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

function written(name: string, add: (chart: Chart) => unknown): GatewayCase {
  const chart = new Chart(Testing.app(), 'loki', { namespace: 'loki' });
  add(chart);
  return { name, manifests: Testing.synth(chart) as Manifest[] };
}

export function gatewayCases(): GatewayCase[] {
  return [
    ...Object.entries(OPTIONS).map(([name, options]) => written(name, (chart) => new LokiDistributed(chart, 'loki', { cluster: CLUSTER, objectStore: STORE, ...options }))),
    written('a monolith', (chart) => new LokiMonolithic(chart, 'loki', { cluster: CLUSTER, objectStore: STORE, canary: {}, defaultTenant: new LokiTenant('everybody') })),
  ];
}
