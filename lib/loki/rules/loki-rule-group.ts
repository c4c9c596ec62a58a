import { Duration } from 'cdk8s';
import { LokiRule } from './loki-rule';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { failOnFindings, Finding } from '../../validation';
import { decided } from '../../wiring/mapping';

/** Rules that are evaluated together. */
export interface LokiRuleGroupProps {
  /** The rules, in the order in which they are evaluated. None fails. */
  readonly rules: LokiRule[];

  /**
   * How often they are evaluated.
   *
   * @default - the `evaluationInterval` of the ruler
   */
  readonly interval?: Duration;
}

/**
 * Rules over the lines of a tenant that are evaluated one after the other.
 *
 * @see https://grafana.com/docs/loki/latest/alert/
 */
export class LokiRuleGroup {
  /** Its name; no two groups of a tenant have the same. */
  public readonly name: string;
  /** Its rules. */
  public readonly rules: LokiRule[];
  /** How often they are evaluated. */
  public readonly interval?: Duration;

  /**
   * @param name what it is called; empty fails
   * @param props its rules
   */
  public constructor(name: string, props: LokiRuleGroupProps) {
    this.name = name;
    this.rules = [...props.rules];
    this.interval = props.interval;
    failOnFindings('LokiRuleGroup', groupFindings(name, props));
  }

  /** As it stands below `groups:`. @internal */
  public _document(): { readonly [key: string]: unknown } {
    return decided({
      name: this.name,
      interval: this.interval && prometheusDuration(this.interval.toMilliseconds()),
      rules: this.rules.map((rule) => rule._document()),
    });
  }
}

function groupFindings(name: string, { rules, interval }: LokiRuleGroupProps): Finding[] {
  return [
    ...name.trim() === '' ? [{ what: 'a group of rules has no name', why: 'Loki refuses all rules of the tenant', fix: "new LokiRuleGroup('shop', …)" }] : [],
    ...rules.length === 0 ? [{ what: `'${name}' has no rules`, why: 'it would evaluate nothing', fix: "rules: [new LokiAlertRule('ShopErrors', …)]" }] : [],
    ...interval === undefined || interval.toMilliseconds() > 0 ? [] : [{
      what: `'${name}': interval is 0s`, why: 'Loki takes it for nothing said', fix: 'interval: Duration.minutes(1), or leave it out',
    }],
  ];
}
