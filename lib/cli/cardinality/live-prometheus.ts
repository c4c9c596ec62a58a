import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ReportOptions } from './report-options';
import { DumpReader } from '../../policy/simulate/reading/dump-reader';
import { refuse } from '../refuse';
import { Surroundings } from '../surroundings';

/** How far a Prometheus looks back for what there is now. */
const LOOKBACK_SECONDS = 300;

/** Whether a source is a server. */
export function isServer(source: string): boolean {
  return /^https?:\/\//.test(source);
}

/** The address of the series of a Prometheus. */
export function seriesUrl(server: string, { match, start, end }: ReportOptions, { now }: Surroundings): string {
  const seconds = Math.floor(now() / 1000);
  const url = below(server, 'api/v1/series');
  url.searchParams.set('match[]', match);
  url.searchParams.set('start', start ?? String(seconds - LOOKBACK_SECONDS));
  url.searchParams.set('end', end ?? String(seconds));
  return url.href;
}

export function statusUrl(server: string): string {
  return below(server, 'api/v1/status/tsdb').href;
}

/** Has a reader read an answer piece by piece, however long it is. */
export async function readServer(url: string, reader: DumpReader, options: ReportOptions, surroundings: Surroundings): Promise<void> {
  const { body } = await ask(url, options, surroundings);
  for await (const piece of body ?? []) {
    reader.push(piece as Uint8Array);
  }
  reader.end();
}

export async function readServerText(url: string, options: ReportOptions, surroundings: Surroundings): Promise<string> {
  return (await ask(url, options, surroundings)).text();
}

async function ask(url: string, options: ReportOptions, surroundings: Surroundings): Promise<Response> {
  const token = readToken(options, surroundings);
  const response = await fetch(url, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
    .catch((error: Error) => refuseServer(url, `cannot be reached: ${(error.cause as Error | undefined)?.message ?? error.message}`, 'the address of a Prometheus: http://localhost:9090'));
  return response.ok ? response : refuseServer(url, `has answered with ${response.status} ${response.statusText}`, response.status === 401 || response.status === 403 ? '--token-file or --token-env' : 'the address of a Prometheus');
}

/** A token is no argument: every process of the machine can read those. */
function readToken({ tokenFile, tokenEnv }: ReportOptions, { directory, environment }: Surroundings): string | undefined {
  if (tokenFile !== undefined) {
    return readTokenFile(directory, tokenFile).trim();
  }
  if (tokenEnv === undefined) {
    return undefined;
  }
  return environment[tokenEnv] || refuse(`--token-env ${tokenEnv} is no variable that has a value`, `export ${tokenEnv}`, 'there is no token');
}

function readTokenFile(directory: string, path: string): string {
  try {
    return readFileSync(resolve(directory, path), 'utf8');
  } catch (error) {
    return refuse(`--token-file ${path} cannot be read: ${(error as Error).message}`, 'the path of a file', 'there is no token');
  }
}

function below(server: string, path: string): URL {
  try {
    return new URL(path, server.endsWith('/') ? server : `${server}/`);
  } catch {
    return refuseServer(server, 'is no address', 'http://localhost:9090');
  }
}

function refuseServer(url: string, what: string, fix: string): never {
  return refuse(`${url} ${what}`, fix, 'there is nothing to count');
}
