/**
 * What becomes of targets that were found, by `promtool check service-discovery`: the whole way of Prometheus from a file of targets to the address that
 * it would ask, against the engine of the library.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { discovered, readyMadeJobs } from './ready-made-jobs';
import { ScrapeTarget } from '../../../lib/collector/components/receivers/scrape-target';
import { parsePrometheusDuration } from '../../../lib/policy/relabel/prometheus-duration';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const SERVICE_DISCOVERY = 'promtool service discovery';

/** So many pods and Services for each job. */
const DRAWN = 400;
const SEED = 20261127;
/** How long promtool waits for more to be found; it reads one file. */
const PATIENCE = '2s';
/** By which an answer is known. It stands among the labels that no target keeps. */
const NUMBER = '__meta_number';

type Labels = Readonly<Record<string, string>>;

/** What promtool says of a target. One that is dropped has no labels. */
interface Checked {
  readonly discoveredLabels: Labels;
  readonly labels?: Labels;
  readonly error?: string;
}

interface Job {
  readonly name: string;
  readonly document: { readonly [key: string]: unknown };
}

function jobs(): Job[] {
  return readyMadeJobs.map((document, index) => ({ name: `${String(document.job_name)} (${index + 1} of ${readyMadeJobs.length})`, document }));
}

/** Lets promtool find targets in a file and relabel them, number by number. */
async function checked({ document }: Job, found: readonly Labels[]): Promise<ReadonlyMap<number, Checked>> {
  const folder = temporaryFolder('service-discovery');
  const groups = found.map(({ __address__: address, ...labels }, index) => ({ targets: [address], labels: { ...labels, [NUMBER]: String(index) } }));
  writeFileSync(join(folder, 'targets.json'), JSON.stringify(groups));
  const config = join(folder, 'prometheus.yaml');
  writeFileSync(config, stringify({ scrape_configs: [{ ...document, file_sd_configs: [{ files: ['targets.json'] }] }] }));
  const { stdout, stderr } = await run(judge('promtool'), ['check', 'service-discovery', `--timeout=${PATIENCE}`, config, String(document.job_name)]);
  try {
    return new Map((JSON.parse(stdout) as Checked[]).map((each) => [Number(each.discoveredLabels[NUMBER]), each]));
  } catch {
    throw new Error(`promtool answers no list: ${tail(`${stdout}${stderr}`)}`);
  }
}

/** What will be asked, how often, and under which labels; undefined when it is dropped. */
function wordsOfLibrary({ document }: Job, labels: Labels): string | undefined {
  const target = ScrapeTarget.fromPrometheus(document, labels);
  return target && words(target.labels, target.url, `${target.interval.toMilliseconds()}`);
}

const PARAMETER = '__param_';

function wordsOfPrometheus({ error, labels = {} }: Checked): string | undefined {
  if (error !== undefined && error !== '') {
    return `refused: ${error}`;
  }
  const parameters = Object.entries(labels).filter(([name]) => name.startsWith(PARAMETER))
    .map(([name, value]): [string, string] => [name.slice(PARAMETER.length), value]);
  const query = new URLSearchParams(Object.fromEntries(parameters));
  query.sort();
  const path = labels.__metrics_path__ ?? '';
  const url = `${labels.__scheme__}://${labels.__address__}${path.startsWith('/') ? '' : '/'}${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
  return Object.keys(labels).length === 0 ? undefined : words(kept, url, `${parsePrometheusDuration(labels.__scrape_interval__!)}`);
}

function words(labels: Labels, url: string, interval: string): string {
  return JSON.stringify([url, interval, Object.entries(labels).sort(([one], [other]) => one < other ? -1 : 1)]);
}

interface Compared {
  readonly kept: number;
  readonly complaints: readonly string[];
}

function compare(job: Job, found: readonly Labels[], answers: ReadonlyMap<number, Checked>): Compared {
  const complaints: string[] = [];
  let kept = 0;
  found.forEach((labels, index) => {
    const answer = answers.get(index);
    const theirs = answer === undefined ? 'nothing' : wordsOfPrometheus(answer);
    const ours = wordsOfLibrary(job, labels);
    kept += ours === undefined ? 0 : 1;
    complaints.push(...theirs === ours ? [] : [`${JSON.stringify(labels)}: promtool says ${theirs ?? 'dropped'}, the library ${ours ?? 'dropped'}`]);
  });
  return { kept, complaints };
}

function verdictOn(object: string, messages: readonly string[]): Verdict {
  return { judge: SERVICE_DISCOVERY, example: 'lib', file: 'scraping', object, findings: messages.map((message) => ({ check: 'same target', message })) };
}

/** Both fates must be met, or little was compared. */
function weigh(job: Job, { kept, complaints }: Compared): Verdict {
  return verdictOn(`${job.name}, ${DRAWN} targets of which ${kept} are kept`, [
    ...complaints.slice(0, 3),
    ...kept > 0 ? [] : ['none of the targets is kept'],
  ]);
}

/** One verdict for each job, and one on answers about the targets of another. */
export async function judgeServiceDiscovery(): Promise<Verdict[]> {
  const found = fc.sample(discovered, { numRuns: DRAWN, seed: SEED });
  const heard = await Promise.all(jobs().map(async (job) => ({ job, answers: await checked(job, found) })));
  const verdicts = heard.map(({ job, answers }) => weigh(job, compare(job, found, answers)));
  const taken = heard.filter(({ job }, index) => compare(job, found, heard[(index + 1) % heard.length]!.answers).complaints.length === 0);
  return [...verdicts, verdictOn('answers about another job', taken.map(({ job }) => `those were taken for answers about ${job.name}`))];
}
