/** A real Prometheus that scrapes pages from here, with the rules of a policy. */
import { writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchWhenReady } from './real-pages';
import { ScrapeCase } from './scrape-cases';
import { relabelRules } from '../../../lib/policy/cardinality/compilers/relabel-rules';
import { prometheusRule } from '../../../lib/policy/relabel/relabel-writers';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

/** What Prometheus has of a case. */
export interface Scraped {
  /** Whether all its targets could be scraped. */
  readonly up: boolean;
  /** Series by metric, without those that Prometheus adds itself. */
  readonly byMetric: ReadonlyMap<string, number>;
  /** Samples that the rules have left. */
  readonly samples: number;
}

/** The label by which a case is found again, whatever its policy does. */
const CASE = 'simulated_case';

const CONTENT_TYPES = { text: 'text/plain; version=0.0.4', openMetrics: 'application/openmetrics-text; version=1.0.0' } as const;
const INTERVAL_SECONDS = 10;
const PATIENCE_MS = 120_000;

/** Added to every scrape by Prometheus. */
const OWN_SERIES: readonly string[] = ['up', 'scrape_duration_seconds', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling', 'scrape_series_added'];

export function targetLabels({ target }: ScrapeCase, index: number, instance: string): { [name: string]: string } {
  return { ...target.labels, job: `case-${index}`, instance, [CASE]: String(index) };
}

export function instanceOf(index: number, target: number): string {
  return `case-${index}-target-${target}`;
}

async function serve(cases: readonly ScrapeCase[]): Promise<Server> {
  const server = createServer((request, response) => {
    const { page, format } = cases[Number(request.url!.slice(1))]!;
    response.writeHead(200, { 'content-type': CONTENT_TYPES[format] }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function config(cases: readonly ScrapeCase[], port: number): object {
  return {
    global: { scrape_interval: `${INTERVAL_SECONDS}s`, scrape_timeout: `${INTERVAL_SECONDS}s` },
    scrape_configs: cases.map((each, index) => ({
      job_name: `case-${index}`,
      metrics_path: `/${index}`,
      honor_labels: each.target.honorLabels ?? false,
      // times of long ago would be refused
      honor_timestamps: false,
      static_configs: Array.from({ length: each.targets }, (_, target) => ({
        targets: [`127.0.0.1:${port}`], labels: targetLabels(each, index, instanceOf(index, target)),
      })),
      metric_relabel_configs: each.policy && relabelRules(each.policy._plan.steps).map(prometheusRule),
    })),
  };
}

interface Answer {
  readonly data: { readonly result: readonly { readonly metric: Readonly<Record<string, string>>; readonly value: readonly [number, string] }[] };
}

/** One number for each case, or for each case and metric. */
async function ask(url: string, query: string): Promise<{ readonly index: number; readonly metric: string; readonly value: number }[]> {
  const { data } = JSON.parse(await fetchWhenReady(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)) as Answer;
  return data.result.map(({ metric, value }) => ({ index: Number(metric[CASE]), metric: metric.__name__ ?? '', value: Number(value[1]) }));
}

/** Scrapes all cases, and says what has become of each. */
export async function scrapeAll(cases: readonly ScrapeCase[]): Promise<Scraped[]> {
  const server = await serve(cases);
  const folder = temporaryFolder('simulation');
  const [port] = await freePorts(1) as [number];
  writeFileSync(join(folder, 'prometheus.yaml'), JSON.stringify(config(cases, (server.address() as AddressInfo).port)));
  const prometheus = new Daemon(judge('prometheus'), [
    `--config.file=${join(folder, 'prometheus.yaml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`,
  ]);
  try {
    return await readWhenScraped(`http://127.0.0.1:${port}`, cases);
  } finally {
    await prometheus.kill();
    server.closeAllConnections();
    server.close();
  }
}

async function readWhenScraped(url: string, cases: readonly ScrapeCase[]): Promise<Scraped[]> {
  const targets = cases.reduce((sum, each) => sum + each.targets, 0);
  const deadline = Date.now() + PATIENCE_MS;
  await fetchWhenReady(`${url}/-/ready`);
  // all targets of a case write one series of a merged metric: both have been heard when both have an `up`
  while ((await ask(url, `count(up{${CASE}!=""})`))[0]?.value !== targets) {
    if (Date.now() > deadline) {
      throw new Error(`Prometheus has not scraped all ${targets} targets`);
    }
    await sleep(200);
  }
  const own = OWN_SERIES.join('|');
  const [up, samples, series] = [
    await ask(url, `min by (${CASE}) (up{${CASE}!=""})`),
    await ask(url, `sum by (${CASE}) (scrape_samples_post_metric_relabeling)`),
    await ask(url, `count by (${CASE}, __name__) ({${CASE}!="",__name__!~"${own}"})`),
  ];
  return cases.map((_, index) => ({
    up: up.find((one) => one.index === index)?.value === 1,
    samples: samples.find((one) => one.index === index)?.value ?? 0,
    byMetric: new Map(series.filter((one) => one.index === index).map(({ metric, value }) => [metric, value])),
  }));
}
