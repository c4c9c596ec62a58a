import { RuleDocument } from './rule-document';

/** A rule of a group: a `RecordingRule`, or an `AlertRule`. */
export abstract class Rule {
  /** PromQL, as it was given. */
  public readonly expr: string;

  protected constructor(expr: string) {
    this.expr = expr;
  }

  /** As it stands in a file. @internal */
  public abstract _document(): RuleDocument;
}
