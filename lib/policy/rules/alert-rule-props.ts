import { Duration } from 'cdk8s';

/** How much an alert matters: the label `severity`, by which Alertmanagers route. */
export enum AlertSeverity {
  /** Somebody has to act at once. */
  CRITICAL = 'critical',
  /** Somebody has to act in working hours. */
  WARNING = 'warning',
  /** Nobody has to act: it explains other alerts, or inhibits them. */
  INFO = 'info',
}

/** When an alert fires, and what it says. */
export interface AlertRuleProps {
  /**
   * Each series of its result is an alert: PromQL whose value is an instant vector. What Prometheus refuses to load fails, and so does what would always fire: a
   * scalar, and a comparison with `bool`.
   */
  readonly expr: string;

  /**
   * How long the expression has to have a result before the alert fires. Less than a millisecond fails.
   *
   * @default - it fires with the first result
   */
  readonly for?: Duration;

  /**
   * How long the alert goes on when the expression has no result any longer. Less than a millisecond fails.
   *
   * @default - it ends with the first evaluation that has no result
   */
  readonly keepFiringFor?: Duration;

  /**
   * The label `severity`. Together with a label of that name it fails; other words than these go into `labels`.
   *
   * @default - no such label, unless it is in `labels`
   */
  readonly severity?: AlertSeverity;

  /**
   * Further labels, which are templates. `alertname` and `__name__` fail.
   *
   * @default - those of the result
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * What happened, in a line: a template, the annotation `summary`.
   *
   * @default - no such annotation, unless it is in `annotations`
   */
  readonly summary?: string;

  /**
   * What happened, in a few sentences: a template, the annotation `description`.
   *
   * @default - no such annotation, unless it is in `annotations`
   */
  readonly description?: string;

  /**
   * Where it stands what to do: a template, the annotation `runbook_url`.
   *
   * @default - no such annotation, unless it is in `annotations`
   */
  readonly runbookUrl?: string;

  /**
   * Further annotations. All of them are templates of Go: what Prometheus refuses to load fails, as do a function with the wrong number of arguments and a label
   * that no result of the expression can have.
   *
   * @default - none
   * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
   */
  readonly annotations?: { readonly [name: string]: string };
}
