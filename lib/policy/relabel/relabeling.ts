import { inCollectorText, readCollectorText } from './collector-text';
import { DocumentReader } from './document-reader';
import { LabelBuilder } from './label-builder';
import { LabelNames } from './label-names';
import { RelabelConfig } from './relabel-config';
import { readRelabellings } from './relabel-document';
import { requireRelabellings } from './relabel-requirements';
import { relabel, RelabelRule, relabelRule } from './relabel-rule';
import { operatorRule, prometheusRule } from './relabel-writers';
import { decided } from '../../wiring/mapping';

const CALLER = 'Relabeling';

/** What one rule does to labels. */
export interface RelabelEffect {
  /** Where the rule stands in its list, from 0. */
  readonly index: number;

  /** The rule as it was given. */
  readonly rule: RelabelConfig;

  /** The labels before. */
  readonly before: { readonly [name: string]: string };

  /**
   * The labels afterwards.
   *
   * @default - the rule drops what has them
   */
  readonly after?: { readonly [name: string]: string };
}

/**
 * Relabel rules that can be run: what would Prometheus make of these labels?
 *
 * It does what the relabel engine of Prometheus 3 does, which the collector uses too, so that a test of rules looks at what they do, not at
 * how they are written. What it refuses, it refuses with the words of Prometheus, of several mistakes the one of which Prometheus complains first.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export class Relabeling {
  /**
   * Rules as programs give them to a scrape job. What Prometheus refuses fails.
   *
   * @param names what may be the name of a label that is written
   */
  public static of(configs: RelabelConfig[], names: LabelNames = LabelNames.UTF8): Relabeling {
    requireRelabellings(CALLER, 'configs', configs, names);
    return new Relabeling(configs, names);
  }

  /**
   * Rules as they stand in a configuration of Prometheus: a list of maps with keys such as `source_labels`, for example the value of
   * `relabel_configs`, `metric_relabel_configs` or `write_relabel_configs`. What Prometheus refuses fails, and so does what is no such list.
   *
   * @param names what may be the name of a label that is written
   */
  public static fromPrometheus(configs: unknown, names: LabelNames = LabelNames.UTF8): Relabeling {
    return new Relabeling(readRelabellings(new DocumentReader(CALLER, (text) => text), 'configs', configs, names), names);
  }

  /**
   * Rules as they stand in a configuration of the collector, which is that of Prometheus with dollar signs doubled (`$$1` is the first group)
   * and references to variables (`${env:CLUSTER}`). What the collector refuses fails, and so does a variable that `environment` lacks.
   *
   * @param environment the variables of the container
   * @param names what may be the name of a label that is written
   */
  public static fromCollector(configs: unknown, environment: { [name: string]: string } = {}, names: LabelNames = LabelNames.UTF8): Relabeling {
    const reader = new DocumentReader(CALLER, (text) => readCollectorText(CALLER, environment, text));
    return new Relabeling(readRelabellings(reader, 'configs', configs, names), names);
  }

  private readonly configs: readonly RelabelConfig[];
  private readonly rules: readonly RelabelRule[];

  private constructor(configs: readonly RelabelConfig[], names: LabelNames) {
    // what is not said is not there: whoever looks at a trace sees what was written
    this.configs = configs.map(decided);
    this.rules = this.configs.map((config) => relabelRule(config, names));
  }

  /** The labels that are left when all rules were applied, one after the other; undefined when a rule drops what has them. */
  public apply(labels: { [name: string]: string }): { [name: string]: string } | undefined {
    const builder = new LabelBuilder(labels);
    return relabel(builder, this.rules) ? builder.labels() : undefined;
  }

  /** What each rule does to labels that it changes, one after the other; the last effect may be that they are dropped. */
  public trace(labels: { [name: string]: string }): RelabelEffect[] {
    const effects: RelabelEffect[] = [];
    const builder = new LabelBuilder(labels);
    for (const [index, rule] of this.rules.entries()) {
      const before = builder.labels();
      const stays = rule(builder);
      const after = builder.labels();
      if (!stays || !isSame(before, after)) {
        effects.push({ index, rule: this.configs[index]!, before, after: stays ? after : undefined });
      }
      if (!stays) {
        break;
      }
    }
    return effects;
  }

  /**
   * The rules as a configuration of Prometheus has them, under `metric_relabel_configs` for example. The Target Allocator reads its own
   * configuration so too.
   */
  public toPrometheus(): { [key: string]: unknown }[] {
    return this.configs.map(prometheusRule);
  }

  /** The rules as a ServiceMonitor, a PodMonitor or a ScrapeConfig has them, under `metricRelabelings` for example. */
  public toOperator(): { [key: string]: unknown }[] {
    return this.configs.map(operatorRule);
  }

  /** The rules as a configuration of the collector has them, in its Prometheus receiver: dollar signs are doubled. */
  public toCollector(): { [key: string]: unknown }[] {
    return this.configs.map(prometheusRule).map(inCollectorText);
  }
}

/** Both in the order of their names. */
function isSame(one: { [name: string]: string }, other: { [name: string]: string }): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
