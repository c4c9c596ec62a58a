/** Exporters of the cluster and of its nodes: what they are told, by the program; what they may read, by the API server. */
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { listFindings, METRIC_LISTS } from './metric-lists';
import { whatIsMissing } from '../go-program';
import { pageOf } from './node-exporter-pod';
import { judgeRights } from './state-rights';
import { NodeExporter, NodeExporterProps } from '../../../lib/scraping';
import { NODE_COLLECTORS } from '../../../lib/scraping/exporters/node-collectors';
import { problemsOf } from '../../../lib/validation';
import { ApiServer } from '../../api-server/api-server';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { REFUSAL } from '../../matrix/judge-refusals';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Finding, Verdict } from '../verdict';

export const EXPORTERS = 'exporters';

const REFUSAL_CASES: readonly { readonly props: NodeExporterProps; readonly what: string; readonly args: readonly string[]; readonly says: RegExp }[] = [
  { props: { extraCollectors: ['nope'] }, what: "extraCollectors has 'nope'", args: ['--collector.nope'], says: /unknown long flag '--collector\.nope'/ },
  { props: { withoutCollectors: ['nope'] }, what: "withoutCollectors has 'nope'", args: ['--no-collector.nope'], says: /unknown long flag '--no-collector\.nope'/ },
  { props: { collectors: ['cpu', 'cpu'] }, what: "collectors has 'cpu' twice", args: ['--collector.cpu', '--collector.cpu'], says: /flag 'collector\.cpu' cannot be repeated/ },
  { props: { excludeMountPoints: '(' }, what: "excludeMountPoints '(' is no RE2 expression", args: ['--collector.filesystem.mount-points-exclude=('], says: /regexp: Compile/ },
  { props: { port: 65536 }, what: 'port is 65536', args: ['--web.listen-address=127.0.0.1:65536'], says: /invalid port/ },
];

export async function judgeExporters(server: ApiServer): Promise<Verdict[]> {
  return [
    verdictOn('node_exporter: every collector', await tableFindings()),
    ...await judgePods(),
    ...await Promise.all(REFUSAL_CASES.map(async (refused) => ({ ...verdictOn(`node_exporter: ${refused.what}`, await refusalFindings(refused)), example: REFUSAL }))),
    ...(await judgeRights(server)).map(({ object, findings }) => verdictOn(object, findings)),
    await listVerdict(),
    {
      ...verdictOn('kube-state-metrics: its flags and metrics', []),
      notJudged: 'kube-state-metrics is no Go module that can be built here: what it is told comes from its source at v2.20.0',
    },
  ];
}

async function listVerdict(): Promise<Verdict> {
  const notJudged = await whatIsMissing(METRIC_LISTS);
  return { ...verdictOn('kube-state-metrics: lists of metrics', notJudged === undefined ? await listFindings() : []), notJudged };
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: EXPORTERS, example: 'lib', file: 'scraping/exporters', object, findings };
}

function exporter(props: NodeExporterProps): NodeExporter {
  return new NodeExporter(new Chart(new App(), 'monitoring', { namespace: 'monitoring' }), 'node-exporter', props);
}

/** Its own list of collectors beside the table, both ways. */
async function tableFindings(): Promise<Finding[]> {
  const { stdout } = await run(judge('node_exporter'), ['--help']);
  const shown = new Map([...stdout.replace(/\s+/g, ' ').matchAll(/--\[no-\]collector\.(\w+) Enable the \w+ collector \(default: (enabled|disabled)\)/g)]
    .map(([, name, state]) => [name!, state === 'enabled']));
  const names = [...new Set([...shown.keys(), ...Object.keys(NODE_COLLECTORS)])];
  return names.filter((name) => shown.get(name) !== NODE_COLLECTORS[name]?.byDefault).map((name) => ({
    check: 'table', message: `${name}: node_exporter says ${shown.get(name)}, the table ${NODE_COLLECTORS[name]?.byDefault}`,
  }));
}

/** One after the other: the machine is small. */
async function judgePods(): Promise<Verdict[]> {
  const folder = temporaryFolder('textfiles');
  // nobody reads it, as on a node
  [folder, dirname(folder)].forEach((each) => chmodSync(each, 0o755));
  writeFileSync(join(folder, 'own.prom'), 'node_backup_last_success_timestamp_seconds 1\n');
  const possible = Object.keys(NODE_COLLECTORS).filter((name) => !NODE_COLLECTORS[name].byDefault && NODE_COLLECTORS[name].impossible === undefined);
  const cases: readonly { readonly name: string; readonly props: NodeExporterProps; readonly shows?: string }[] = [
    { name: 'nothing said', props: {}, shows: 'node_filesystem_avail_bytes{' },
    { name: 'every collector that a pod can have', props: { extraCollectors: possible } },
    { name: 'some collectors', props: { collectors: ['meminfo', 'cpu'] }, shows: 'node_memory_MemAvailable_bytes ' },
    { name: 'without some', props: { withoutCollectors: ['zfs', 'xfs', 'arp', 'netdev', 'netclass', 'filesystem'] } },
    { name: 'in a network of its own', props: { hostNetwork: false } },
    { name: 'other expressions, and files of the node', props: { excludeMountPoints: '^/(dev|proc)($|/)', excludeInterfaces: '^lo$', textfileFolder: folder }, shows: 'node_backup_last_success' },
  ];
  const verdicts: Verdict[] = [];
  for (const { name, props, shows } of cases) {
    verdicts.push(verdictOn(`node_exporter: ${name}`, await podFindings(props, shows)));
  }
  return verdicts;
}

async function podFindings(props: NodeExporterProps, shows?: string): Promise<Finding[]> {
  const [port] = await freePorts(1) as [number];
  const made = exporter({ ...props, port });
  const problems = problemsOf(made.node.root).map(({ what }) => ({ check: 'library', message: `the library finds fault with it: ${what}` }));
  try {
    const page = await pageOf(made, port);
    const ran = [...page.matchAll(/^node_scrape_collector_success\{collector="(\w+)"\}/gm)].map(([, name]) => name!).sort();
    return [
      ...problems,
      ...ran.join() === [...made.collectors].sort().join() ? [] : [{ check: 'collectors', message: `it runs ${ran.join(', ')}, the library says ${made.collectors.join(', ')}` }],
      ...shows === undefined || page.includes(`\n${shows}`) ? [] : [{ check: 'page', message: `its page has no ${shows}` }],
    ];
  } catch (error) {
    return [...problems, { check: 'start', message: (error as Error).message }];
  }
}

async function refusalFindings({ props, what, args, says }: typeof REFUSAL_CASES[number]): Promise<Finding[]> {
  const words = wordsOn(props);
  const { code, stdout, stderr } = await run('timeout', ['5', judge('node_exporter'), '--web.listen-address=127.0.0.1:0', ...args].filter((each, place, all) =>
    // an address that is to be refused stands alone
    !(each === '--web.listen-address=127.0.0.1:0' && all.slice(place + 1).some((other) => other.startsWith('--web.listen-address')))));
  const said = `${stdout}${stderr}`;
  return [
    ...words.some((each) => each.startsWith(what)) ? [] : [{ check: 'refused by the library', message: words.join('; ') || 'it is written' }],
    ...code !== 0 && says.test(said) ? [] : [{ check: 'refused by the program', message: tail(said) }],
  ];
}

function wordsOn(props: NodeExporterProps): string[] {
  try {
    return problemsOf(exporter(props).node.root).map(({ what }) => what);
  } catch (error) {
    return [(error as Error).message.split('monitoring/node-exporter: ')[1] ?? (error as Error).message];
  }
}
