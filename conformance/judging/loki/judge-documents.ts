/** The real Loki reads every document of the library as every component, prints the keys that it knows, refuses what is broken, and runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { complaintsOnKeys } from './keys';
import { LokiPod, lokiPods } from './pods';
import { complaintsOnLines } from './refused-lines';
import { complaintsOnExpressions, complaintsOnTenants } from './running-loki';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const LOKI_DOCUMENTS = 'loki documents';

/** What the library refuses because Loki does, in a document that is right otherwise. */
const BROKEN: { readonly [what: string]: (document: Document) => unknown } = {
  'a key that nobody knows': (document) => ({ ...document, querier: { max_concurent: 4 } }),
  'periods in no order': (document) => withPeriods(document, ['2026-07-01', '2026-01-01']),
  'a period from no day': (document) => withPeriods(document, ['July 2026']),
  'no period': (document) => withPeriods(document, []),
  'a stream retention of an hour': (document) => ({
    ...document, limits_config: { ...document.limits_config, retention_stream: [{ selector: '{namespace="dev"}', priority: 1, period: '1h' }] },
  }),
  'a stream retention of no selector': (document) => ({
    ...document, limits_config: { ...document.limits_config, retention_stream: [{ selector: 'namespace', priority: 1, period: '24h' }] },
  }),
  'retention without a store for requests': (document) => ({ ...document, compactor: { ...document.compactor, retention_enabled: true, delete_request_store: '' } }),
};

type Document = { readonly [block: string]: object };

function withPeriods(document: Document, days: readonly string[]): object {
  const [period] = (document.schema_config as { readonly configs: readonly object[] }).configs;
  return { ...document, schema_config: { configs: days.map((from) => ({ ...period, from })) } };
}

async function refusalOf(args: readonly string[]): Promise<string | undefined> {
  const { code, stdout, stderr } = await run(judge('loki'), [...args, '-verify-config'], { env: { PATH: process.env.PATH } });
  return code === 0 ? undefined : tail(`${stdout}${stderr}`);
}

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: LOKI_DOCUMENTS, example: 'lib', file: 'loki', object, findings: complaints.map((message) => ({ check: 'loki', message })) };
}

async function judgePod({ name, args }: LokiPod): Promise<Verdict> {
  const refusal = await refusalOf(args);
  return verdictOn(name, refusal === undefined ? [] : [refusal]);
}

async function judgeBroken(what: string, { args }: LokiPod, breaking: (document: Document) => unknown): Promise<Verdict> {
  const [, file] = /-config\.file=(.*)/.exec(args.find((argument) => argument.startsWith('-config.file='))!)!;
  const broken = join(temporaryFolder('loki'), 'config.yaml');
  writeFileSync(broken, stringify(breaking(parse(readFileSync(file!, 'utf8')) as Document)));
  const refusal = await refusalOf([`-config.file=${broken}`, '-target=all']);
  return verdictOn(`refused: ${what}`, refusal === undefined ? ['Loki takes it'] : []);
}

async function attempted(object: string, complaints: () => Promise<string[]>): Promise<Verdict> {
  return verdictOn(object, await complaints().catch(({ message }: Error) => [message]));
}

/** One after the other: each is over in a moment. */
export async function judgeLokiDocuments(): Promise<Verdict[]> {
  const pods = lokiPods();
  const running = attempted('tenants of a running Loki', complaintsOnTenants);
  const verdicts: Verdict[] = [];
  for (const pod of pods) {
    verdicts.push(await judgePod(pod));
  }
  for (const [what, breaking] of Object.entries(BROKEN)) {
    verdicts.push(await judgeBroken(what, pods.find(({ name }) => name.startsWith('a key of KMS, monolithic'))!, breaking));
  }
  return [
    ...verdicts,
    await attempted('the table of keys', complaintsOnKeys),
    await running,
    await attempted('lines that are refused', complaintsOnLines),
    await attempted('LogQL', complaintsOnExpressions),
  ];
}
