import { readFileSync } from 'node:fs';
import { ReportOptions } from './report-options';
import { DumpReader } from '../../policy/simulate/reading/dump-reader';
import { fail } from '../../validation';
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
    .catch((error: Error) => refuse(url, `cannot be reached: ${(error.cause as Error | undefined)?.message ?? error.message}`, 'the address of a Prometheus: http://localhost:9090'));
  return response.ok ? response : refuse(url, `has answered with ${response.status} ${response.statusText}`, response.status === 401 || response.status === 403 ? '--token-file or --token-env' : 'the address of a Prometheus');
}

/** A token is no argument: every process of the machine can read those. */
function readToken({ tokenFile, tokenEnv }: ReportOptions, { environment }: Surroundings): string | undefined {
  if (tokenFile !== undefined) {
    return readTokenFile(tokenFile).trim();
  }
  if (tokenEnv === undefined) {
    return undefined;
  }
  return environment[tokenEnv] || fail('cdk8s-observability', { what: `--token-env ${tokenEnv} is no variable that has a value`, why: 'there is no token', fix: `export ${tokenEnv}` });
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail('cdk8s-observability', { what: `--token-file ${path} cannot be read: ${(error as Error).message}`, why: 'there is no token', fix: 'the path of a file' });
  }
}

function below(server: string, path: string): URL {
  try {
    return new URL(path, server.endsWith('/') ? server : `${server}/`);
  } catch {
    return refuse(server, 'is no address', 'http://localhost:9090');
  }
}

function refuse(url: string, what: string, fix: string): never {
  return fail('cdk8s-observability', { what: `${url} ${what}`, why: 'there is nothing to count', fix });
}
