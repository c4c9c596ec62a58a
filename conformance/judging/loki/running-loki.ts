/** A Loki that runs by a document of the library: what tenants write and ask, which of their limits hold, and which rules are read. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { complaintsOnLogql } from './logql';
import { PAYMENTS, RULES } from './pods';
import { LokiAlertRule, LokiRuleGroup, LokiTenant, ObjectStore } from '../../../lib';
import { lokiDocument } from '../../../lib/loki/document/loki-document';
import { LokiLogLevel } from '../../../lib/loki/document/loki-plan';
import { otlpBlock } from '../../../lib/loki/document/stream-labels';
import { runtimeOverrides } from '../../../lib/loki/tenants/runtime-overrides';
import { lokiObjectStore } from '../../../lib/storage/renderings/loki-object-store';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { answers, Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

const TIGHT = new LokiTenant('tight', { maxLineSize: Size.kibibytes(1), ruleGroups: [new LokiRuleGroup('tight', { rules: [new LokiAlertRule('Any', { expr: 'count_over_time({service_name="shop"}[1m]) > 0' })] })] });

/** The document of a monolith, with its folders and ports where this machine has them. */
function documentIn(folder: string, [http, grpc, gossip]: readonly number[]): object {
  const document = lokiDocument({
    addresses: { gossip: `127.0.0.1:${gossip}` },
    clusterLabel: 'loki.loki',
    logLevel: LokiLogLevel.INFO,
    replicationFactor: 1,
    storage: lokiObjectStore(ObjectStore.filesystem({ directory: join(folder, 'store') })).document as { readonly storage_config: object },
    storeKind: 'filesystem',
    usesThanosClients: true,
    schema: [{ from: '2026-01-01' }],
    retention: Duration.days(30),
    deletes: true,
    limits: {},
    otlp: otlpBlock().document,
    queryTimeout: Duration.minutes(5),
    ingester: { memory: Size.gibibytes(1), flushOnShutdown: true, zoneAware: false },
    patterns: false,
    ruler: { alertmanagers: [], remoteWriteTo: [], evaluationInterval: Duration.minutes(1) },
  });
  const here = parse(stringify(document).replaceAll('/var/loki', join(folder, 'data')).replaceAll('/etc/loki-', join(folder, 'etc-'))) as { readonly [block: string]: object };
  return {
    ...here,
    server: { ...here.server, http_listen_address: '127.0.0.1', http_listen_port: http, grpc_listen_address: '127.0.0.1', grpc_listen_port: grpc },
    memberlist: { ...here.memberlist, join_members: [], bind_addr: ['127.0.0.1'], bind_port: gossip, advertise_port: gossip },
  };
}

async function startIn(folder: string, tenants: readonly LokiTenant[]): Promise<{ readonly url: string; readonly daemon: Daemon }> {
  const ports = await freePorts(3);
  const write = (path: string, document: object) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), stringify(document));
  };
  write('config.yaml', documentIn(folder, ports));
  write('etc-runtime/overrides.yaml', runtimeOverrides(tenants));
  tenants.forEach(({ name, ruleGroups }) => write(`etc-rules/${name}/rules.yaml`, { groups: ruleGroups.map((group) => group._document()) }));
  mkdirSync(join(folder, 'store'), { recursive: true });
  const args = [`-config.file=${join(folder, 'config.yaml')}`, '-target=all', '-common.storage.ring.instance-addr=127.0.0.1', '-frontend.instance-addr=127.0.0.1', '-memberlist.advertise-addr=127.0.0.1'];
  return { url: `http://127.0.0.1:${ports[0]}`, daemon: new Daemon(judge('loki'), args) };
}

function lineOf(text: string): object {
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
  return {
    resourceLogs: [{
      resource: { attributes: [attribute('service.name', 'shop'), attribute('k8s.namespace.name', 'eu'), attribute('k8s.pod.name', 'shop-0')] },
      scopeLogs: [{ logRecords: [{ timeUnixNano: `${Date.now()}000000`, body: { stringValue: text } }] }],
    }],
  };
}

interface Streams { readonly data?: { readonly result: readonly { readonly stream: { readonly [label: string]: string } }[] } }

/** What is wrong with what is said of expressions. */
export async function complaintsOnExpressions(): Promise<string[]> {
  const { url, daemon } = await startIn(temporaryFolder('loki'), [PAYMENTS]);
  try {
    await daemon.until('Loki is ready', () => answers(`${url}/ready`));
    return await complaintsOnLogql(url);
  } finally {
    await daemon.end();
  }
}

/** What is wrong with a Loki by its tenants. */
export async function complaintsOnTenants(): Promise<string[]> {
  const { url, daemon } = await startIn(temporaryFolder('loki'), [PAYMENTS, TIGHT]);
  const asking = (tenant?: string) => ({ headers: { 'content-type': 'application/json', ...tenant === undefined ? {} : { 'X-Scope-OrgID': tenant } } });
  const push = (text: string, tenant?: string) => fetch(`${url}/otlp/v1/logs`, { method: 'POST', body: JSON.stringify(lineOf(text)), ...asking(tenant) }).then(({ status }) => status, () => 0);
  const streams = async (tenant: string) => {
    const answer = await fetch(`${url}/loki/api/v1/query_range?query=${encodeURIComponent('{service_name="shop"}')}`, asking(tenant)).catch(() => undefined);
    return answer?.ok ? (await answer.json() as Streams).data?.result ?? [] : [];
  };
  const rules = (tenant: string) => fetch(`${url}/loki/api/v1/rules`, asking(tenant)).then((answer) => answer.text(), () => '');
  try {
    await daemon.until('Loki takes lines', async () => await push('hello', 'payments') === 204);
    const long = 'x'.repeat(2000);
    const refused = [await push(long, 'tight'), await push('hello')];
    const accepted = await push(long, 'payments');
    await daemon.until('lines are found', async () => (await streams('payments')).length > 0);
    const [{ stream }] = await streams('payments') as [{ stream: { [label: string]: string } }];
    const seen = await rules('payments');
    return [
      ...JSON.stringify(refused) === '[400,401]' ? [] : [`a line that is too long, and one of nobody, are answered by ${refused.join(' and ')}`],
      ...accepted === 204 ? [] : [`a line that another tenant may not write is answered by ${accepted}`],
      ...(await streams('tight')).length === 0 ? [] : ['a tenant sees lines of another'],
      ...stream.service_name === 'shop' && stream.k8s_namespace_name === 'eu' ? [] : [`labels are ${JSON.stringify(stream)}`],
      ...RULES[0]!.rules.every(({ name }) => seen.includes(name)) && !seen.includes('Any') ? [] : [`rules are ${seen}`],
    ];
  } finally {
    await daemon.end();
  }
}
