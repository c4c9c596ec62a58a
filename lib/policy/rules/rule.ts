import { RuleDocument } from './rule-document';

/** A rule of a group: a `RecordingRule`, or an `AlertRule`. */
export abstract class Rule {
  /** The name of the recorded series, or of the alert. */
  public readonly name: string;
  /** PromQL, as it was given. */
  public readonly expr: string;
  /** Labels beside those of the result. */
  public readonly labels: { readonly [name: string]: string };

  protected constructor(name: string, expr: string, labels: { readonly [name: string]: string }) {
    this.name = name;
    this.expr = expr;
    this.labels = labels;
  }

  /** As it stands in a file. @internal */
  public abstract _document(): RuleDocument;
}
