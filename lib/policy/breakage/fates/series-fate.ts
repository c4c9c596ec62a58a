import { GaugeMerge } from '../../cardinality/cardinality-policy-props';
import { Matcher } from '../../promql/expression';

/** A part of a policy that drops series. */
export interface Drop {
  readonly part: string;
  /** Whether it drops all of them; else some, or nobody can tell. */
  readonly sure: boolean;
}

/** Buckets that go. */
export interface Thinning {
  readonly part: string;
  /** The bounds that stay. */
  readonly le: readonly number[];
}

/** What becomes of a label. */
export interface LabelFate {
  readonly kind: 'gone' | 'renamed' | 'mapped';
  readonly part: string;
  /** Whether it is so for all series that have it. */
  readonly sure: boolean;
  /** Its new name. */
  readonly to?: string;
}

/** What becomes of what an expression asks of a label. */
export interface MatcherFate {
  /** It selects nothing any longer, or others than before, or nobody can tell. */
  readonly kind: 'nothing' | 'others' | 'unknown';
  readonly label: LabelFate;
  readonly sure: boolean;
  /** What the value has become. */
  readonly instead?: string;
}

/** A label that series lose, or whose values change. */
export interface Loss extends Pick<LabelFate, 'kind' | 'part' | 'sure' | 'to'> {
  /** Its name, or words for several. */
  readonly label: string;
}

/** A part that makes several series one. */
export interface Merge {
  readonly part: string;
  readonly gauges?: GaugeMerge;
  /** Whether there are such series, or only may be. */
  readonly sure: boolean;
}

/** What a policy does to the series of one selector. */
export interface SeriesFate {
  readonly drops: readonly Drop[];
  readonly thinned?: Thinning;
  readonly losses: readonly Loss[];
  readonly merges: readonly Merge[];
  /** Whether some of the series may have a label now. */
  mayHave(label: string): boolean;
  /** What becomes of a label; nothing when it stays as it is. */
  label(label: string): LabelFate | undefined;
  /** What becomes of a condition; nothing when it selects what it did. */
  matcher(matcher: Matcher): MatcherFate | undefined;
}
