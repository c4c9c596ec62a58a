/** How tenants of a Loki ask and write, from the node. */
import { AnsweredLine } from './lines';
import { MOST_LINES } from './program';
import { Means } from '../asking';

export interface AskedLoki extends Means {
  readonly queryUrl: string;
  readonly otlpUrl: string;
}

/** An answer by HTTP. */
export interface Answer {
  /** 200 for every success */
  readonly status: number;
  readonly text: string;
}

interface Streams {
  readonly data: {
    readonly result: ReadonlyArray<{
      readonly stream: Readonly<Record<string, string>>;
      readonly values: ReadonlyArray<readonly [string, string, { readonly structuredMetadata?: Readonly<Record<string, string>> }]>;
    }>;
  };
}

/** Labels of streams and structured metadata are told apart only for who asks for it. */
const APART = ['--header', 'X-Loki-Response-Encoding-Flags=categorize-labels'];
const HOUR_MS = 3_600_000;

async function request({ node, program }: Means, args: readonly string[], body?: string): Promise<Answer> {
  const { code, stdout, stderr } = await node.run([program, 'ask', '--timeout', '30s', ...args], body);
  if (code === 0) {
    return { status: 200, text: stdout };
  }
  const [, status] = /: (\d{3}) /.exec(stderr) ?? [];
  if (status === undefined) {
    throw new Error(`${args.join(' ')}: ${stderr.trim()}`);
  }
  return { status: Number(status), text: stderr.trim() };
}

/** How a GET is answered. */
export async function statusOf(asked: Means, url: string): Promise<number> {
  return (await request(asked, ['GET', url])).status;
}

function asTenant(tenant: string | undefined): string[] {
  return tenant === undefined ? [] : ['--header', `X-Scope-OrgID=${tenant}`];
}

/** Asks for lines of the last hour; nobody when no tenant is named. */
export function query(asked: AskedLoki, tenant: string | undefined, logql: string): Promise<Answer> {
  const now = Date.now();
  const parameters = new URLSearchParams({
    query: logql, start: `${now - HOUR_MS}000000`, end: `${now}000000`, limit: String(MOST_LINES), direction: 'forward',
  });
  return request(asked, [...asTenant(tenant), ...APART, 'GET', `${asked.queryUrl}/loki/api/v1/query_range?${parameters}`]);
}

/** The lines of an answer, each with its labels and its metadata. */
export function linesIn(text: string): AnsweredLine[] {
  return (JSON.parse(text) as Streams).data.result.flatMap(({ stream, values }) =>
    values.map(([time, line, { structuredMetadata }]) => ({ time, text: line, labels: stream, metadata: structuredMetadata ?? {} })));
}

/** @throws when Loki refuses */
export async function askLines(asked: AskedLoki, tenant: string, logql: string): Promise<AnsweredLine[]> {
  const { status, text } = await query(asked, tenant, logql);
  if (status !== 200) {
    throw new Error(`${tenant}, ${logql}: ${text}`);
  }
  return linesIn(text);
}

/** Writes lines by OTLP. */
export function push(asked: AskedLoki, tenant: string | undefined, lines: readonly string[]): Promise<Answer> {
  const body = {
    resourceLogs: [{
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'pushed' } }] },
      scopeLogs: [{ logRecords: lines.map((stringValue) => ({ timeUnixNano: `${Date.now()}000000`, body: { stringValue } })) }],
    }],
  };
  const args = ['--header', 'Content-Type=application/json', '--body', 'POST', `${asked.otlpUrl}/v1/logs`];
  return request(asked, [...asTenant(tenant), ...args], JSON.stringify(body));
}
