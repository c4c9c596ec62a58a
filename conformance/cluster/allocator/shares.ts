/** Who scrapes whom: by the answers of allocators, and by what those say who were scraped. */
import { AllocatorStage } from './allocator-stage';
import { SCRAPES } from '../course';
import { Pod } from '../pods';
import { Sending } from '../telemetry-count';

const PORT = 8080;

/** Who scraped each source, by the names of their pods and in their order. */
export type Shares = ReadonlyMap<string, readonly string[]>;

/** By the word of those who were scraped. An address that no collector has stays an address. */
export function sharesOf(sendings: readonly Sending[], collectors: readonly Pod[]): Shares {
  const nameOf = (address: string) => collectors.find(({ status }) => status.podIP === address)?.metadata.name ?? address;
  return new Map(sendings.filter(({ kind }) => kind === SCRAPES).map(({ source, scrapers = {} }) => [source, Object.keys(scrapers).map(nameOf).sort()]));
}

/** Sources that nobody scraped or several did, but for those whom nobody may scrape, and those who were scraped and may not be. */
export function wrongShares(shares: Shares, unscraped: readonly string[]): string[] {
  return [...shares].filter(([source, by]) => by.length !== (unscraped.includes(source) ? 0 : 1))
    .map(([source, by]) => `${source} by ${by.length === 0 ? 'nobody' : by.join(' and ')}`);
}

/** Sources that are scraped by others than those to whom a target at their address is given, by answers and by what the API server says of addresses. */
export function strayShares(shares: Shares, answers: readonly string[], pods: readonly Pod[]): string[] {
  const given = answers.map((line) => line.split(' ') as [job: string, target: string, collector: string]);
  return [...shares].flatMap(([source, by]) => {
    const [namespace, name] = source.split('/');
    const address = pods.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)?.status.podIP;
    const givenTo = [...new Set(given.filter(([, target]) => target.split(':')[0] === address).map(([, , collector]) => collector))];
    return by.every((collector) => givenTo.includes(collector)) ? [] : [`${source} by ${by.join(' and ')}, given to ${givenTo.join(' and ') || 'nobody'}`];
  });
}

interface Told {
  readonly targets: readonly string[];
}

/** What a replica of the allocator hands out: job, collector and target, one line for each, in order. */
export async function answersOf({ node, program }: AllocatorStage, replica: Pod, collectors: readonly string[]): Promise<string[]> {
  const ask = async (path: string): Promise<unknown> => {
    const { code, stdout, stderr } = await node.run([program, 'ask', 'GET', `http://${replica.status.podIP ?? ''}:${PORT}${path}`]);
    if (code !== 0) {
      throw new Error(`${replica.metadata.name} does not answer ${path}: ${stderr.trim()}`);
    }
    return JSON.parse(stdout);
  };
  const jobs = Object.keys(await ask('/jobs') as object);
  const lines = await Promise.all(jobs.flatMap((job) => collectors.map(async (collector) => {
    const told = await ask(`/jobs/${encodeURIComponent(job)}/targets?collector_id=${collector}`) as readonly Told[];
    return told.flatMap(({ targets }) => targets.map((target) => `${job} ${target} ${collector}`));
  })));
  return lines.flat().sort();
}

/** Targets of a job that more than one collector is given. */
export function givenTwice(answers: readonly string[]): string[] {
  const targets = answers.map((line) => line.split(' ').slice(0, 2).join(' '));
  return targets.filter((target, index) => targets.indexOf(target) !== index);
}
