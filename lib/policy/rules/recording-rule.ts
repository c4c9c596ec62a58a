import { recordNameFindings } from './record-name';
import { Rule } from './rule';
import { ANY_READER, RuleDocument } from './rule-document';
import { oneRuleFindings } from './rule-findings';
import { failOnFindings } from '../../validation';
import { decided } from '../../wiring/mapping';

/** What a rule records. */
export interface RecordingRuleProps {
  /** What is recorded: PromQL whose value is an instant vector or a scalar. What Prometheus refuses to load, or could never evaluate, fails. */
  readonly expr: string;

  /**
   * Labels of the recorded series, in the place of those that the expression gives them. `__name__` fails.
   *
   * @default - those of the result
   */
  readonly labels?: { readonly [name: string]: string };
}

/**
 * Series that are computed at every interval of their group, and kept under a name of their own.
 *
 * The name says `level:metric:operations`: the labels that are left, what was read, and what was done to it, the last thing first. A name without a colon
 * fails: this library, and everybody who reads a query, tells by it what is recorded from what is scraped.
 *
 * @see https://prometheus.io/docs/practices/rules/#recording-rules
 */
export class RecordingRule extends Rule {
  /**
   * @param name `level:metric:operations`, for example `namespace:http_requests:rate5m`
   * @param props what is recorded
   */
  public constructor(name: string, props: RecordingRuleProps) {
    super(name, props.expr, { ...props.labels });
    failOnFindings('RecordingRule', [...recordNameFindings(name, props.expr), ...oneRuleFindings(`'${name}'`, this._document(), ANY_READER)]);
  }

  /** @internal */
  public _document(): RuleDocument {
    return decided({ record: this.name, expr: this.expr, labels: Object.keys(this.labels).length === 0 ? undefined : this.labels });
  }
}
