/** Answers collectors as the Target Allocator does, which cannot be had as a Go module: the same paths, the same shapes. */
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';

/** A target with the labels that were discovered. */
export interface Target {
  readonly address: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What is handed out. */
export interface HandedOut {
  /** jobs by their names, as they stand in the document of the allocator */
  readonly jobs: Readonly<Record<string, object>>;
  /** who gets which targets of a job */
  readonly targetsOf: (job: string, collector: string) => readonly Target[];
}

/** The jobs of a document, by their names. Collectors are told everything but where targets are found. */
export function jobsOf(document: { readonly config?: { readonly scrape_configs?: readonly object[] } }): Record<string, object> {
  return Object.fromEntries((document.config?.scrape_configs ?? []).map((job) => [
    (job as { job_name: string }).job_name, Object.fromEntries(Object.entries(job).filter(([key]) => !/^static_configs$|_sd_configs$/.test(key))),
  ]));
}

const link = (job: string) => `/jobs/${encodeURIComponent(job)}/targets`;

/** The body of an answer; undefined when there is nothing at this path. */
export function answer({ jobs, targetsOf }: HandedOut, url: string): unknown {
  const { pathname, searchParams } = new URL(url, 'http://allocator');
  if (pathname === '/scrape_configs') {
    return jobs;
  }
  if (pathname === '/jobs') {
    return Object.fromEntries(Object.keys(jobs).map((job) => [job, { _link: link(job) }]));
  }
  const job = Object.keys(jobs).find((name) => link(name) === pathname);
  return job === undefined ? undefined : targetsOf(job, searchParams.get('collector_id') ?? '')
    .map(({ address, labels }) => ({ targets: [address], labels: { __address__: address, ...labels } }));
}

/** A server of this, and what it is asked. */
export function standIn(handedOut: HandedOut, onQuestion: (url: string) => void = () => undefined): Server {
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/';
    onQuestion(url);
    const body = answer(handedOut, url);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
}
