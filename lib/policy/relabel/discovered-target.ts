import { LabelBuilder, LabelSet } from './label-builder';
import { isLabelValue } from './label-names';
import { parsePrometheusDuration, prometheusDuration } from './prometheus-duration';
import { relabel } from './relabel-rule';
import { HISTOGRAM_OPTIONS, ScrapeJob } from './scrape-document';
import { targetUrl } from './target-url';
import { fail, Finding } from '../../validation';

/** A target, ready to be scraped. */
export interface ReadyTarget {
  readonly url: string;
  /** Those of its series. */
  readonly labels: LabelSet;
  /** In milliseconds, as `timeout`. */
  readonly interval: number;
  readonly timeout: number;
}

const ADDRESS = '__address__';
const INTERVAL = '__scrape_interval__';
const TIMEOUT = '__scrape_timeout__';
const PATH = '__metrics_path__';
const SCHEME = '__scheme__';
const PARAM = '__param_';
const META = '__meta_';

/** Labels that are for the scraping only begin so. */
const RESERVED = '__';

/** What Go takes for true or false. */
const GO_BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/**
 * What becomes of a target between its discovery and its first scrape; undefined when the rules drop it. Labels of which Prometheus cannot
 * make a target fail.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/scrape/target.go
 */
export function readyTarget(caller: string, job: ScrapeJob, discovered: LabelSet): ReadyTarget | undefined {
  const labels = new LabelBuilder({ ...defaults(job), ...present(discovered) });
  if (!relabel(labels, job.rules)) {
    return undefined;
  }
  const refuse = (finding: Omit<Finding, 'why'>): never => fail(caller, { ...finding, why: 'Prometheus and the collector leave the target out, and complain' });
  const address = labels.get(ADDRESS);
  requireAddress(address, refuse);
  const times = requireTimes(labels, refuse);
  requireHistogramOptions(labels, refuse);
  labels.entries().filter(([name]) => name.startsWith(META)).forEach(([name]) => labels.delete(name));
  if (labels.get('instance') === '') {
    labels.set('instance', address);
  }
  requireValues(labels, refuse);
  return {
    url: targetUrl({ scheme: labels.get(SCHEME), address, path: labels.get(PATH), params: paramsOf(job, labels) }),
    labels: Object.fromEntries(Object.entries(labels.labels()).filter(([name]) => !name.startsWith(RESERVED))),
    ...times,
  };
}

type Refuse = (finding: Omit<Finding, 'why'>) => never;

/** What a target is told by its job. */
function defaults(job: ScrapeJob): LabelSet {
  return {
    job: job.name,
    [INTERVAL]: prometheusDuration(job.interval),
    [TIMEOUT]: prometheusDuration(job.timeout),
    [PATH]: job.metricsPath,
    [SCHEME]: job.scheme,
    ...Object.fromEntries(HISTOGRAM_OPTIONS.map((option) => [`__${option}__`, String(job.histograms[option])])),
    ...Object.fromEntries([...job.params].filter(([, values]) => values.length > 0).map(([name, [first]]) => [`${PARAM}${name}`, first])),
  };
}

/** A label without a value is none: the job's own comes in its place. */
function present(labels: LabelSet): LabelSet {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function requireAddress(address: string, refuse: Refuse): void {
  if (address === '') {
    refuse({ what: `no ${ADDRESS} is left`, fix: `${ADDRESS}: '10.0.0.7:8080' among the discovered labels, and rules that leave it` });
  }
  if (address.includes('/')) {
    refuse({ what: `${ADDRESS} is '${address}', which has a slash`, fix: `a host with a port in ${ADDRESS}, the path in ${PATH}` });
  }
}

function requireTimes(labels: LabelBuilder, refuse: Refuse): { readonly interval: number; readonly timeout: number } {
  const read = (name: string): number => parsePrometheusDuration(labels.get(name)) || refuse({
    what: `${name} is '${labels.get(name)}'`, fix: `rules that write a duration, such as 30s, into ${name}`,
  });
  const [interval, timeout] = [read(INTERVAL), read(TIMEOUT)];
  if (timeout > interval) {
    refuse({ what: `${TIMEOUT} ${labels.get(TIMEOUT)} is longer than ${INTERVAL} ${labels.get(INTERVAL)}`, fix: 'rules that write both' });
  }
  return { interval, timeout };
}

function requireHistogramOptions(labels: LabelBuilder, refuse: Refuse): void {
  const wrong = HISTOGRAM_OPTIONS.map((option) => `__${option}__`).find((name) => labels.get(name) !== '' && !GO_BOOLEAN.test(labels.get(name)));
  if (wrong !== undefined) {
    refuse({ what: `${wrong} is '${labels.get(wrong)}'`, fix: `rules that write true or false into ${wrong}` });
  }
}

function requireValues(labels: LabelBuilder, refuse: Refuse): void {
  const wrong = labels.entries().find(([, value]) => !isLabelValue(value));
  if (wrong) {
    refuse({ what: `${wrong[0]} has a value that UTF-8 cannot write`, fix: 'whole characters' });
  }
}

/** The labels of a target win over the first value of each parameter of its job. */
function paramsOf(job: ScrapeJob, labels: LabelBuilder): ReadonlyMap<string, readonly string[]> {
  const params = new Map(job.params);
  for (const [label, value] of labels.entries().filter(([name]) => name.startsWith(PARAM))) {
    const name = label.slice(PARAM.length);
    params.set(name, [value, ...(params.get(name) ?? []).slice(1)]);
  }
  return params;
}
