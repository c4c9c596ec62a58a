import { readCollectorText } from './collector-text';
import { DocumentReader } from './document';
import { LabelBuilder } from './label-builder';
import { LabelNames } from './label-names';
import { RelabelConfig } from './relabel-config';
import { readRules, rulesOf } from './relabel-document';
import { relabel, RelabelRule } from './relabel-rule';

const CALLER = 'Relabeling';

/**
 * Relabel rules that can be run: what would Prometheus make of these labels?
 *
 * It does what the relabel engine of Prometheus 3 does, which the collector uses too, so that a test of rules looks at what they do, not at
 * how they are written.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export class Relabeling {
  /** Rules as programs give them to a scrape job. What Prometheus refuses fails. */
  public static of(configs: RelabelConfig[]): Relabeling {
    return new Relabeling(rulesOf(CALLER, 'configs', configs, LabelNames.UTF8));
  }

  /**
   * Rules as they stand in a configuration of Prometheus: a list of maps with keys such as `source_labels`, for example the value of
   * `relabel_configs`, `metric_relabel_configs` or `write_relabel_configs`. What Prometheus refuses fails, and so does what is no such list.
   */
  public static fromPrometheus(configs: unknown): Relabeling {
    return new Relabeling(readRules(new DocumentReader(CALLER, (text) => text), 'configs', configs, LabelNames.UTF8));
  }

  /**
   * Rules as they stand in a configuration of the collector, which is that of Prometheus with dollar signs doubled (`$$1` is the first group)
   * and references to variables (`${env:CLUSTER}`). What the collector refuses fails, and so does a variable that `environment` lacks.
   *
   * @param environment the variables of the container
   */
  public static fromCollector(configs: unknown, environment: { [name: string]: string } = {}): Relabeling {
    const reader = new DocumentReader(CALLER, (text) => readCollectorText(CALLER, environment, text));
    return new Relabeling(readRules(reader, 'configs', configs, LabelNames.UTF8));
  }

  private constructor(private readonly rules: readonly RelabelRule[]) {}

  /** The labels that are left when all rules were applied, one after the other; undefined when a rule drops what has them. */
  public apply(labels: { [name: string]: string }): { [name: string]: string } | undefined {
    const builder = new LabelBuilder(labels);
    return relabel(builder, this.rules) ? builder.labels() : undefined;
  }
}
