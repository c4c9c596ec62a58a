/** A trace that a Tempo takes by OTLP, as a tenant of which only the retention is said, and finds again by its id: at once, and after it was started anew. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { documentOf, tempoDocument } from '../../../lib/tempo/document/tempo-document';
import { TempoLogLevel } from '../../../lib/tempo/document/tempo-plan';
import { runtimeOverrides } from '../../../lib/tempo/tenants/runtime-overrides';
import { TempoTenant } from '../../../lib/tempo/tenants/tempo-tenant';
import { freePorts } from '../../free-ports';
import { answers, Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

const TRACE = '5b8efff798038103d269b633813fc60c';
const SPANS = 5;
const TENANT = 'payments';

interface Place {
  readonly file: string;
  readonly otlp: string;
  readonly api: string;
}

/** The document of a monolith, moved: its folder, its ports, and its store into a folder of this machine. */
async function placed(): Promise<Place> {
  const folder = temporaryFolder('tempo');
  const retention = Duration.days(14);
  const [http, internal, grpc, otlpHttp] = await freePorts(4);
  const written = documentOf('all', tempoDocument({
    storage: { trace: { backend: 'local', local: { path: join(folder, 'blocks') } } },
    retention,
    limits: {},
    multitenancy: true,
    logLevel: TempoLogLevel.INFO,
  }));
  const moved = stringify(written)
    .replaceAll('/var/tempo', folder).replaceAll('/etc/tempo-overrides', folder)
    .replace('http_listen_port: 3200', `http_listen_address: 127.0.0.1\n  grpc_listen_address: 127.0.0.1\n  http_listen_port: ${http}`)
    .replace('grpc_listen_port: 9095', `grpc_listen_port: ${internal}`)
    .replace('0.0.0.0:4317', `127.0.0.1:${grpc}`).replace('0.0.0.0:4318', `127.0.0.1:${otlpHttp}`);
  // folders whose defaults are in the image
  const rest = { live_store: { shutdown_marker_dir: join(folder, 'marker'), wal: { path: join(folder, 'live') } }, backend_scheduler: { local_work_path: folder } };
  mkdirSync(join(folder, 'blocks'));
  writeFileSync(join(folder, 'overrides.yaml'), stringify(runtimeOverrides([new TempoTenant(TENANT, { retention: Duration.days(30) })], { limits: {}, retention }, () => ({}))));
  const file = join(folder, 'tempo.yaml');
  writeFileSync(file, `${moved}${stringify(rest)}`);
  return { file, otlp: `http://127.0.0.1:${otlpHttp}/v1/traces`, api: `http://127.0.0.1:${http}` };
}

function spans(): object[] {
  const now = Date.now() * 1_000_000;
  return Array.from({ length: SPANS }, (_, index) => ({
    traceId: TRACE, spanId: `eee19b7ec3c1b17${index}`, name: `step ${index}`, kind: 2, startTimeUnixNano: `${now}`, endTimeUnixNano: `${now + 1_000_000}`,
  }));
}

function push(otlp: string): Promise<Response> {
  const body = { resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'checkout' } }] }, scopeSpans: [{ spans: spans() }] }] };
  return fetch(otlp, { method: 'POST', headers: { 'content-type': 'application/json', 'X-Scope-OrgID': TENANT }, body: JSON.stringify(body) });
}

/** How many spans of the trace a tenant is shown; none when there is no such trace. */
async function found(api: string, tenant: string): Promise<number> {
  const answer = await fetch(`${api}/api/v2/traces/${TRACE}`, { headers: { 'X-Scope-OrgID': tenant, 'accept': 'application/json' } });
  return answer.ok ? [...(await answer.text()).matchAll(/"spanId"/g)].length : 0;
}

async function ready(tempo: Daemon, { api }: Place): Promise<void> {
  await tempo.until('Tempo is ready', () => answers(`${api}/ready`), 90);
}

/** What is wrong with what becomes of a trace. */
export async function complaintsOnKeptTrace(program: string): Promise<string[]> {
  const place = await placed();
  const start = () => new Daemon(program, [`-config.file=${place.file}`, '-target=all']);
  const first = start();
  await ready(first, place);
  const taken = await push(place.otlp);
  await first.until('the whole trace is found', async () => await found(place.api, TENANT) === SPANS, 60);
  const complaints = [
    ...taken.ok ? [] : [`the spans are not taken: ${taken.status} ${await taken.text()}`],
    ...await found(place.api, 'search') === 0 ? [] : ['another tenant is shown the trace'],
  ];
  await first.end();
  const second = start();
  await ready(second, place);
  await second.until('the whole trace is found after a restart', async () => await found(place.api, TENANT) === SPANS, 60);
  await second.end();
  return complaints;
}
