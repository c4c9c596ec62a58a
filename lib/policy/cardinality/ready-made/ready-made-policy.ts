import { CardinalityPolicy } from '../cardinality-policy';
import { BucketSelection, CardinalityPolicyProps, LabelMapping, SelectedLabelRules, SeriesSelection } from '../cardinality-policy-props';

/** Why something is in a ready-made policy. */
export interface PolicyReason {
  /** What goes or changes: the expressions and labels of the policy. */
  readonly rule: string;

  /** Why nobody misses it, or what it costs. */
  readonly reason: string;
}

/** One entry of a ready-made policy. */
export type ReadyMadeRule = { readonly reason: string } & (
  | { readonly dropMetrics: string }
  | { readonly dropSeries: SeriesSelection }
  | { readonly keepBuckets: BucketSelection }
  | { readonly forSeries: SelectedLabelRules }
  | { readonly dropLabels: string }
  | { readonly mapLabels: LabelMapping }
);

/** A policy of which every entry has its reason. `and` adds your own to it. */
export class ReadyMadePolicy extends CardinalityPolicy {
  /** @internal */
  public static _of(rules: readonly ReadyMadeRule[], props: CardinalityPolicyProps = {}): ReadyMadePolicy {
    return new ReadyMadePolicy({ ...props, ...together(rules) }, rules.map(({ reason, ...rule }) => ({ rule: textOf(rule), reason })));
  }

  /** Why each entry is there. */
  public readonly reasons: PolicyReason[];

  private constructor(props: CardinalityPolicyProps, reasons: PolicyReason[]) {
    super(props);
    this.reasons = reasons;
  }
}

function together(rules: readonly ReadyMadeRule[]): CardinalityPolicyProps {
  const all = <K extends string, T>(name: K): T[] | undefined => {
    const given = rules.flatMap((rule) => name in rule ? [(rule as unknown as Record<K, T>)[name]] : []);
    return given.length === 0 ? undefined : given;
  };
  return {
    dropMetrics: all('dropMetrics'),
    dropSeries: all('dropSeries'),
    keepBuckets: all('keepBuckets'),
    forSeries: all('forSeries'),
    dropLabels: all('dropLabels'),
    mapLabels: all('mapLabels'),
  };
}

function textOf(rule: object): string {
  return Object.entries(rule).map(([part, value]) => `${part}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join();
}
