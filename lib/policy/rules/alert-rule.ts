import { Duration } from 'cdk8s';
import { alertFindings, templatesOf } from './alert-findings';
import { AlertRuleProps } from './alert-rule-props';
import { Rule } from './rule';
import { ANY_READER, RuleDocument } from './rule-document';
import { oneRuleFindings } from './rule-findings';
import { PlacedTemplate } from './shown-labels';
import { failOnFindings } from '../../validation';
import { decided } from '../../wiring/mapping';
import { prometheusDuration } from '../relabel/prometheus-duration';

/**
 * An alert: one for each series of the result of its expression.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class AlertRule extends Rule {
  /** Its annotations. */
  public readonly annotations: { readonly [name: string]: string };
  /** How long the expression has to have a result before the alert fires. */
  public readonly for?: Duration;
  /** How long the alert goes on when the expression has no result any longer. */
  public readonly keepFiringFor?: Duration;
  private readonly props: AlertRuleProps;

  /**
   * @param name the label `alertname`, for example `ShopErrors`; text without space around it
   * @param props when it fires, and what it says
   */
  public constructor(name: string, props: AlertRuleProps) {
    super(name, props.expr, { ...present({ severity: props.severity }), ...props.labels });
    this.props = props;
    this.for = props.for;
    this.keepFiringFor = props.keepFiringFor;
    this.annotations = { ...present({ summary: props.summary, description: props.description, runbook_url: props.runbookUrl }), ...props.annotations };
    failOnFindings('AlertRule', [...alertFindings(name, props), ...oneRuleFindings(`'${name}'`, this._document(), ANY_READER)]);
  }

  /** Every template, by what it was given as. @internal */
  public _templates(): readonly PlacedTemplate[] {
    return templatesOf(this.props);
  }

  /** @internal */
  public _document(): RuleDocument {
    const some = (map: { readonly [name: string]: string }) => Object.keys(map).length === 0 ? undefined : map;
    return decided({
      alert: this.name,
      expr: this.expr,
      for: this.for && prometheusDuration(this.for.toMilliseconds({ integral: false })),
      keep_firing_for: this.keepFiringFor && prometheusDuration(this.keepFiringFor.toMilliseconds({ integral: false })),
      labels: some(this.labels),
      annotations: some(this.annotations),
    });
  }
}

/** The texts that were given. */
function present(texts: { readonly [name: string]: string | undefined }): { readonly [name: string]: string } {
  return decided(texts) as { readonly [name: string]: string };
}
