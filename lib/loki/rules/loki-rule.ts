import { Duration } from 'cdk8s';
import { alertRuleFindings, recordingRuleFindings } from './rule-findings';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { failOnFindings } from '../../validation';
import { decided, decidedOrNothing } from '../../wiring/mapping';

/** A rule over lines: an alert, or a recording. */
export abstract class LokiRule {
  /** Whether it tells somebody. @internal */
  public abstract readonly _isAlert: boolean;
  /** The name of the alert, or of the recorded metric. */
  public readonly name: string;
  /** LogQL whose value is a metric. */
  public readonly expr: string;
  /** Its labels. */
  public readonly labels: { readonly [name: string]: string };

  protected constructor(name: string, expr: string, labels: { readonly [name: string]: string } = {}) {
    this.name = name;
    this.expr = expr;
    this.labels = { ...labels };
  }

  /** As it stands in a file of rules. @internal */
  public abstract _document(): { readonly [key: string]: unknown };
}

/** When an alert fires, and what it says. */
export interface LokiAlertRuleProps {
  /**
   * LogQL that has a result as long as something is wrong, for example `sum by (app) (rate({app=~".+"} |= "panic" [5m])) > 0`. What Loki refuses
   * fails: the grammar, selectors that select everything, lines without a range over them, aggregations without the numbers or the parameter that they need.
   */
  readonly expr: string;

  /**
   * How long the expression has to have a result before the alert fires.
   *
   * @default - it fires at once
   */
  readonly for?: Duration;

  /**
   * How bad it is: the label `severity`.
   *
   * @default - it has no such label
   */
  readonly severity?: string;

  /**
   * One line on what is wrong: the annotation `summary`. A template of Go that cannot be read fails.
   *
   * @default - it has no such annotation
   */
  readonly summary?: string;

  /**
   * Further labels.
   *
   * @default - those of the result
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Further annotations, as templates of Go. One that cannot be read fails.
   *
   * @default - `summary` only
   */
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * An alert on lines: one for each series of the result of its expression.
 *
 * @see https://grafana.com/docs/loki/latest/alert/#alerting-rules
 */
export class LokiAlertRule extends LokiRule {
  /** How long the expression has to have a result before the alert fires. */
  public readonly for?: Duration;
  /** Its annotations. */
  public readonly annotations: { readonly [name: string]: string };
  /** @internal */
  public readonly _isAlert = true;

  /**
   * @param name the label `alertname`; empty fails
   * @param props when it fires, and what it says
   */
  public constructor(name: string, props: LokiAlertRuleProps) {
    super(name, props.expr, decided({ ...(props.severity === undefined ? {} : { severity: props.severity }), ...props.labels }));
    this.for = props.for;
    this.annotations = { ...(props.summary === undefined ? {} : { summary: props.summary }), ...props.annotations };
    failOnFindings('LokiAlertRule', alertRuleFindings(this));
  }

  /** @internal */
  public _document(): { readonly [key: string]: unknown } {
    return decided({
      alert: this.name,
      expr: this.expr,
      for: this.for && prometheusDuration(this.for.toMilliseconds()),
      labels: decidedOrNothing(this.labels),
      annotations: decidedOrNothing(this.annotations),
    });
  }
}

/** What a rule records. */
export interface LokiRecordingRuleProps {
  /** LogQL whose value is a metric. What Loki refuses fails, as with `LokiAlertRule`. */
  readonly expr: string;

  /**
   * Labels of the recorded series beside those of the result.
   *
   * @default - those of the result
   */
  readonly labels?: { readonly [name: string]: string };
}

/**
 * A metric that is made of lines, and written to somebody who keeps metrics.
 *
 * @see https://grafana.com/docs/loki/latest/operations/recording-rules/
 */
export class LokiRecordingRule extends LokiRule {
  /** @internal */
  public readonly _isAlert = false;

  /**
   * @param name the name of the metric; one that Prometheus refuses fails
   * @param props what is recorded
   */
  public constructor(name: string, props: LokiRecordingRuleProps) {
    super(name, props.expr, props.labels);
    failOnFindings('LokiRecordingRule', recordingRuleFindings(this));
  }

  /** @internal */
  public _document(): { readonly [key: string]: unknown } {
    return decided({ record: this.name, expr: this.expr, labels: decidedOrNothing(this.labels) });
  }
}
