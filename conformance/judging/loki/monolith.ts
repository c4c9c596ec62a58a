/** A Loki that runs by a document of the library, with its folders and ports where this machine has them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { LokiTenant, ObjectStore } from '../../../lib';
import { lokiDocument } from '../../../lib/loki/document/loki-document';
import { LokiLogLevel, LokiPlan } from '../../../lib/loki/document/loki-plan';
import { otlpBlock } from '../../../lib/loki/document/stream-labels';
import { runtimeOverrides } from '../../../lib/loki/tenants/runtime-overrides';
import { lokiObjectStore } from '../../../lib/storage/renderings/loki-object-store';
import { Mapping, withAdded } from '../../../lib/wiring/added-keys';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { Daemon } from '../daemon';

/** What the document of one Loki has that those of others have not. */
export interface MonolithChanges {
  readonly plan?: Partial<Pick<LokiPlan, 'retention' | 'deletes'>>;
  /** Whether the document is that of components of their own, one of which is the compactor. */
  readonly hasCompactor?: boolean;
  /** What it says in the place of the document, or beside it. */
  readonly instead?: Mapping;
}

/** A Loki that runs. */
export interface RunningLoki {
  readonly url: string;
  readonly daemon: Daemon;
}

/** Where its chunks are, in its folder. */
export const STORE = 'store';

function documentIn(folder: string, [http, grpc, gossip]: readonly number[], { plan, hasCompactor, instead = {} }: MonolithChanges): object {
  const document = lokiDocument({
    addresses: { gossip: `127.0.0.1:${gossip}`, ...hasCompactor ? { compactor: `127.0.0.1:${grpc}` } : {} },
    clusterLabel: 'loki.loki',
    logLevel: LokiLogLevel.INFO,
    replicationFactor: 1,
    storage: lokiObjectStore(ObjectStore.filesystem({ directory: join(folder, STORE) })).document as { readonly storage_config: object },
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
    ...plan,
  });
  const text = stringify(withAdded(instead, document));
  const here = parse(text.replaceAll('/var/loki', join(folder, 'data')).replaceAll('/etc/loki-', join(folder, 'etc-'))) as { readonly [block: string]: object };
  return {
    ...here,
    server: { ...here.server, http_listen_address: '127.0.0.1', http_listen_port: http, grpc_listen_address: '127.0.0.1', grpc_listen_port: grpc },
    memberlist: { ...here.memberlist, join_members: [], bind_addr: ['127.0.0.1'], bind_port: gossip, advertise_port: gossip },
  };
}

/** Starts a Loki on what is in a folder. */
export async function startIn(folder: string, tenants: readonly LokiTenant[], changes: MonolithChanges = {}): Promise<RunningLoki> {
  const ports = await freePorts(3);
  const write = (path: string, document: object) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), stringify(document));
  };
  write('config.yaml', documentIn(folder, ports, changes));
  write('etc-runtime/overrides.yaml', runtimeOverrides(tenants));
  tenants.forEach(({ name, ruleGroups }) => write(`etc-rules/${name}/rules.yaml`, { groups: ruleGroups.map((group) => group._document()) }));
  mkdirSync(join(folder, STORE), { recursive: true });
  const args = [`-config.file=${join(folder, 'config.yaml')}`, '-target=all', '-common.storage.ring.instance-addr=127.0.0.1', '-frontend.instance-addr=127.0.0.1', '-memberlist.advertise-addr=127.0.0.1'];
  return { url: `http://127.0.0.1:${ports[0]}`, daemon: new Daemon(judge('loki'), args) };
}

/** What is found while a Loki runs, which has ended by then. */
export async function during<T>(loki: RunningLoki, find: (loki: RunningLoki) => Promise<T>): Promise<T> {
  try {
    return await find(loki);
  } finally {
    await loki.daemon.end();
  }
}

/** A line as it comes by OTLP, with the attributes of its resource. */
export function lineOf(text: string, resource: { readonly [attribute: string]: string }, time = Date.now()): object {
  const attributes = Object.entries(resource).map(([key, value]) => ({ key, value: { stringValue: value } }));
  return { resource: { attributes }, scopeLogs: [{ logRecords: [{ timeUnixNano: `${time}000000`, body: { stringValue: text } }] }] };
}

/** Lines of a tenant are written; the status of the answer. */
export async function push(url: string, lines: readonly object[], tenant?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...tenant === undefined ? {} : { 'X-Scope-OrgID': tenant } };
  return fetch(`${url}/otlp/v1/logs`, { method: 'POST', body: JSON.stringify({ resourceLogs: lines }), headers }).then(({ status }) => status, () => 0);
}

interface Answer { readonly data: { readonly result: readonly { readonly values: readonly (readonly [time: string, text: string])[] }[] } }

/** The lines of a shop that a tenant is answered with, from a time on. Fails when it is refused. */
export async function linesOf(url: string, tenant: string, from: number): Promise<string[]> {
  const asked = new URLSearchParams({ query: '{service_name="shop"}', start: `${from}000000`, end: `${Date.now()}000000`, limit: '1000' });
  const answer = await fetch(`${url}/loki/api/v1/query_range?${asked}`, { headers: { 'X-Scope-OrgID': tenant } });
  if (!answer.ok) {
    throw new Error(`${tenant} is answered by ${answer.status}: ${await answer.text()}`);
  }
  const { data } = await answer.json() as Answer;
  return data.result.flatMap(({ values }) => values.map(([, text]) => text));
}
