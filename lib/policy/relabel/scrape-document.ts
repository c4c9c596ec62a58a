import { DocumentReader, PlainMap } from './document-reader';
import { LabelNames } from './label-names';
import { parsePrometheusDuration } from './prometheus-duration';
import { readRelabellings } from './relabel-document';
import { RelabelRule, relabelRule } from './relabel-rule';
import { fail } from '../../validation';

/** What a scrape configuration says about its targets, nothing left open. */
export interface ScrapeJob {
  readonly name: string;
  /** In milliseconds, as `timeout`. */
  readonly interval: number;
  readonly timeout: number;
  readonly metricsPath: string;
  readonly scheme: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** Whether each of HISTOGRAM_OPTIONS is on. */
  readonly histograms: { readonly [option: string]: boolean };
  readonly names: LabelNames;
  readonly rules: readonly RelabelRule[];
}

/** Options that targets have as labels too. */
export const HISTOGRAM_OPTIONS = ['convert_classic_histograms_to_nhcb', 'always_scrape_classic_histograms', 'scrape_native_histograms'] as const;

/** What Prometheus takes when neither the job nor `global` says anything. */
const GLOBAL = { interval: 60_000, timeout: 10_000 };

/**
 * An entry of `scrape_configs` as Prometheus understands it. What Prometheus refuses in what is read here fails; how targets are found and
 * what they are shown is not looked at.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/config/config.go
 */
export function readScrapeJob(reader: DocumentReader, document: unknown): ScrapeJob {
  const entry = reader.map('scrape_configs', document);
  const name = reader.text('job_name', entry.job_name);
  if (!name) {
    return fail(reader.caller, { what: 'a job has no job_name', why: 'Prometheus and the collector refuse it', fix: "job_name: 'pods'" });
  }
  const names = readNames(reader, entry);
  readRelabellings(reader, 'metric_relabel_configs', entry.metric_relabel_configs, names);
  return {
    name,
    ...readTimes(reader, entry),
    metricsPath: reader.text('metrics_path', entry.metrics_path) ?? '/metrics',
    scheme: reader.text('scheme', entry.scheme) ?? 'http',
    params: readParams(reader, entry),
    histograms: Object.fromEntries(HISTOGRAM_OPTIONS.map((option) => [option, reader.flag(option, entry[option])])),
    names,
    rules: readRelabellings(reader, 'relabel_configs', entry.relabel_configs, names).map((config) => relabelRule(config, names)),
  };
}

function readNames(reader: DocumentReader, { metric_name_validation_scheme: given }: PlainMap): LabelNames {
  const scheme = reader.text('metric_name_validation_scheme', given) || LabelNames.UTF8;
  const found = Object.values(LabelNames).find((names) => names === scheme);
  return found ?? fail(reader.caller, {
    what: `metric_name_validation_scheme is '${scheme}'`, why: 'Prometheus and the collector refuse it', fix: 'utf8 or legacy',
  });
}

function readTimes(reader: DocumentReader, entry: PlainMap): { readonly interval: number; readonly timeout: number } {
  const read = (key: string): number => {
    const text = entry[key] === null ? undefined : reader.text(key, entry[key]);
    return parsePrometheusDuration(text ?? '0')
      ?? fail(reader.caller, { what: `${key} is '${text}'`, why: 'Prometheus and the collector refuse it', fix: `${key}: 30s` });
  };
  const interval = read('scrape_interval') || GLOBAL.interval;
  const timeout = read('scrape_timeout') || Math.min(GLOBAL.timeout, interval);
  if (timeout > interval) {
    fail(reader.caller, {
      what: `scrape_timeout ${String(entry.scrape_timeout)} is longer than scrape_interval ${String(entry.scrape_interval ?? '1m')}`,
      why: 'Prometheus and the collector refuse it',
      fix: `scrape_timeout: ${String(entry.scrape_interval ?? '1m')}`,
    });
  }
  return { interval, timeout };
}

function readParams(reader: DocumentReader, { params }: PlainMap): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(params === undefined || params === null ? {} : reader.map('params', params));
  return new Map(entries.map(([name, values]) => [name, reader.texts(`params: ${name}`, values) ?? []]));
}
