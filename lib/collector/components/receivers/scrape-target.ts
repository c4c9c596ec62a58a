import { Duration } from 'cdk8s';
import { COLLECTOR_SCRAPER } from './collector-scraper';
import { readCollectorText } from '../../../policy/relabel/collector-text';
import { ReadyTarget, readyTarget } from '../../../policy/relabel/discovered-target';
import { DocumentReader } from '../../../policy/relabel/document-reader';
import { readScrapeJob } from '../../../policy/relabel/scrape-document';
import { ScrapeConfig } from '../../../scraping/scrape-config';
import { scrapeJob } from '../../../scraping/scrape-job';
import { toDocument } from '../expansion';

const CALLER = 'ScrapeTarget';

/**
 * What becomes of a discovered target: where it is scraped, how often, and which labels its series get.
 *
 * It goes the way of every target in Prometheus, which is also that in the collector: the job's own labels are added (`job`, `__scheme__`,
 * `__metrics_path__`, `__scrape_interval__`, …), `relabel_configs` are applied, `instance` is set. What discovery knows of a target is given
 * as labels, for example `__address__` and `__meta_kubernetes_pod_annotation_prometheus_io_port`. Labels of which no target can be made,
 * for example without an address, fail.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export class ScrapeTarget {
  /**
   * A target of a job as programs give it to the Prometheus receiver; undefined when the rules drop it.
   *
   * @param environment the variables of the container, for secrets in `extra`
   */
  public static of(job: ScrapeConfig, discovered: { [label: string]: string }, environment: { [name: string]: string } = {}): ScrapeTarget | undefined {
    return ScrapeTarget.fromCollector(toDocument(scrapeJob(job, COLLECTOR_SCRAPER)), discovered, environment);
  }

  /**
   * A target of an entry of `scrape_configs` as it stands in a configuration of Prometheus; undefined when the rules drop it. What is not said
   * there is Prometheus's own default: `global` is not looked at. What Prometheus refuses fails.
   */
  public static fromPrometheus(scrapeConfig: unknown, discovered: { [label: string]: string }): ScrapeTarget | undefined {
    return ScrapeTarget.read(new DocumentReader(CALLER, (text) => text), scrapeConfig, discovered);
  }

  /**
   * A target of an entry of `scrape_configs` as it stands in a configuration of the collector, with dollar signs doubled (`$$1` is the first
   * group) and references to variables (`${env:CLUSTER}`); undefined when the rules drop it. What the collector refuses fails, and so does a
   * variable that is read and that `environment` lacks.
   *
   * @param environment the variables of the container
   */
  public static fromCollector(
    scrapeConfig: unknown, discovered: { [label: string]: string }, environment: { [name: string]: string } = {},
  ): ScrapeTarget | undefined {
    return ScrapeTarget.read(new DocumentReader(CALLER, (text) => readCollectorText(CALLER, environment, text)), scrapeConfig, discovered);
  }

  private static read(reader: DocumentReader, scrapeConfig: unknown, discovered: { [label: string]: string }): ScrapeTarget | undefined {
    const target = readyTarget(CALLER, readScrapeJob(reader, scrapeConfig), discovered);
    return target && new ScrapeTarget(target);
  }

  /** Where it is scraped, with its parameters. */
  public readonly url: string;

  /** The labels that its series get: all that do not begin with `__`. */
  public readonly labels: { [name: string]: string };

  /** How often it is scraped. */
  public readonly interval: Duration;

  /** How long it may take. */
  public readonly timeout: Duration;

  private constructor(target: ReadyTarget) {
    this.url = target.url;
    this.labels = { ...target.labels };
    this.interval = Duration.millis(target.interval);
    this.timeout = Duration.millis(target.timeout);
  }
}
