/** Policies in a real collector that scrapes: what its receiver drops and its processors merge, of a page that is served to it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { start } from './collector-process';
import { expectedSamples, identityOf } from './expected-samples';
import { exposition } from './exposition';
import { Metric, ResourceMetrics, SampleOf, samplesOf } from './otlp-metrics';
import { policyCases } from './policy-cases';
import { differenceBetween } from './sample-differences';
import { TEXTBOOK, textbookAnswer } from './textbook';
import { policy as shop } from '../../../examples/policies/shop';
import { AttributeAction, CustomExporter, Processor, PrometheusReceiver, ResourceProcessor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { underPolicy } from '../../../lib/collector/scraping-under-policy';
import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge } from '../../../lib/policy';
import { ScrapeConfig } from '../../../lib/scraping';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { judge } from '../../judges';
import { temporaryFolder } from '../processes';
import { Finding } from '../verdict';
import { unlessProblem } from '../words-of-library';

const DRAWN = 400;
const MOST = 100;
const PATIENCE_MS = 60_000;
const SHOWN = 2;
/** Scrapes are spread over the interval and may take as long: a hundred at once in a second are too many for a busy machine. */
const SCRAPE_INTERVAL = Duration.seconds(5);
const JOB = 'shop';

/** A policy, a page, and what must be left of it. */
interface Question {
  readonly id: string;
  readonly policy: CardinalityPolicy;
  /** the policy as it is shown */
  readonly text: string;
  readonly metrics: readonly Metric[];
  readonly answer: (target: Readonly<Record<string, string>>) => readonly SampleOf[];
}

interface Scraped extends Question {
  readonly receiver: PrometheusReceiver;
  readonly processors: readonly Processor[];
}

/** What differs, and how many policies were compared. */
export async function policiesBehindScrapes(): Promise<{ readonly compared: number; readonly findings: readonly Finding[] }> {
  const pages = new Map<string, string>();
  const server = await serve(pages);
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const textbook: Question = { id: 'textbook', policy: shop, text: 'examples/policies/shop.ts', metrics: [TEXTBOOK], answer: textbookAnswer };
    const all = [textbook, ...drawn()].flatMap((question) => scraped(question, address) ?? []).slice(0, MOST);
    all.forEach(({ id, metrics }) => pages.set(`/${id}`, exposition(metrics)));
    const arrived = await scrapeAll(all);
    const wrong = all.flatMap((one) => difference(one, address, arrived.get(one.id) ?? []));
    return { compared: all.length, findings: wrong.length === 0 ? [] : [{ check: 'same series', message: `${wrong.length} pages differ:\n${wrong.slice(0, SHOWN).join('\n')}` }] };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function serve(pages: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer((request, response) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(pages.get(request.url ?? '') ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function drawn(): Question[] {
  return policyCases(DRAWN, 1).flatMap(({ props, batches: [batch] }, index) => {
    const policy = withoutContradiction(props);
    // a page has texts only, and what it has no words for is left out
    const metrics = batch!.filter(({ exponentialHistogram }) => exponentialHistogram === undefined);
    const ruling = { gauges: props.mergeGauges ?? GaugeMerge.SUM, unique: props.unique ?? false };
    return policy === undefined || (ruling.unique && isDisproven(policy, metrics)) ? [] : [{
      id: `policy-${index}`,
      policy,
      text: JSON.stringify(props),
      metrics,
      answer: (target: Readonly<Record<string, string>>) => expectedSamples(metrics, target, { policy, ...ruling }),
    }];
  });
}

function withoutContradiction(props: CardinalityPolicyProps): CardinalityPolicy | undefined {
  return unlessProblem(() => new CardinalityPolicy(props));
}

/** What scrapes a page under a policy, if a collector can do what it says. */
function scraped(question: Question, address: string): Scraped | undefined {
  const { id, policy } = question;
  const job: ScrapeConfig = { jobName: JOB, metricsPath: `/${id}`, scrapeInterval: SCRAPE_INTERVAL, staticTargets: [{ targets: [address] }] };
  return unlessProblem(() => {
    const { scrapeConfigs, processors } = underPolicy(id, [job], policy, id);
    return { ...question, processors, receiver: new PrometheusReceiver({ name: id, scrapeConfigs }) };
  });
}

/** Who says that no series become one, and is wrong, loses samples: that is no difference. */
function isDisproven(policy: CardinalityPolicy, metrics: readonly Metric[]): boolean {
  const left = expectedSamples(metrics, {}, { policy, gauges: GaugeMerge.SUM, unique: true }).map(identityOf);
  return new Set(left).size < left.length;
}

/** The metrics of the first scrape of each page that was answered. */
async function scrapeAll(all: readonly Scraped[]): Promise<Map<string, Metric[]>> {
  const folder = temporaryFolder('scrapes');
  const output = join(folder, 'metrics.json');
  const config = join(folder, 'config.yaml');
  writeFileSync(config, stringify(configuration(all, output)));
  writeFileSync(output, '');
  const collector = await start(judge('otelcol'), config);
  const deadline = Date.now() + PATIENCE_MS;
  try {
    while (read(output).size < all.length && Date.now() < deadline) {
      await sleep(500);
    }
  } finally {
    // what the exporter has in memory is written when it ends
    await collector.end();
  }
  return read(output);
}

function configuration(all: readonly Scraped[], output: string): object {
  const exporters = [new CustomExporter({ type: 'file', config: { path: output } })];
  const pipelines = all.map(({ id, receiver, processors }) => new Pipeline({
    signal: Signal.METRICS,
    name: id,
    receivers: [receiver],
    exporters,
    processors: [...processors, new ResourceProcessor({ name: id, attributes: [AttributeAction.insert('case', id)] })],
  }));
  const document = collectorDocument({ collectorVersion: VersionCatalog.tested().collector, pipelines, extensions: [], logLevel: 'info' });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}

/** What a scrape says of itself. */
const OF_SCRAPES = /^(?:up|scrape_.*)$/;

/** A page that took too long is told as `up` 0 with nothing else: what a policy leaves is not seen by it. */
function hasAnswered(metrics: readonly Metric[]): boolean {
  return metrics.some(({ name, gauge }) => name === 'up' && gauge?.dataPoints?.some(({ asDouble }) => asDouble === 1));
}

function read(output: string): Map<string, Metric[]> {
  const whole = readFileSync(output, 'utf8').split('\n').slice(0, -1);
  const cases = new Map<string, Metric[]>();
  for (const { resource, scopeMetrics } of whole.flatMap((line) => (JSON.parse(line) as { resourceMetrics: ResourceMetrics[] }).resourceMetrics)) {
    const id = resource.attributes.find(({ key }) => key === 'case')?.value.stringValue ?? '';
    const metrics = scopeMetrics.flatMap((scope) => scope.metrics);
    if (!cases.has(id) && hasAnswered(metrics)) {
      cases.set(id, metrics.filter(({ name }) => !OF_SCRAPES.test(name)));
    }
  }
  return cases;
}

function difference({ text, answer }: Scraped, address: string, arrived: readonly Metric[]): string[] {
  const target = { job: JOB, instance: address };
  const found = differenceBetween(answer(target), arrived.flatMap((metric) => samplesOf(metric, target)));
  return found === undefined ? [] : [`${text}\n${found}`];
}
