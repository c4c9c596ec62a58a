import { PlainLabels } from './fates/observations';
import { Parsed } from '../promql/parse-expression';

/** A label of a result that something outside of the expression counts on. */
export interface ShownLabel {
  readonly label: string;
  /** What is done with it: `its legend shows it`. */
  readonly use: string;
}

/** An expression in its place: a rule, a query of a panel, a variable. */
export interface Statement {
  readonly where: string;
  /** As it is written. */
  readonly text: string;
  readonly parsed: Parsed;
  readonly shown: readonly ShownLabel[];
  /** The series that it records, if it does, and the labels that they get. */
  readonly records?: { readonly name: string; readonly labels: PlainLabels };
}
