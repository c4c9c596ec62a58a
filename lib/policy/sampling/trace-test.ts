import type { SpanPattern } from './span-pattern';
import type { SpanStatus } from './traced-span';
import type { ConditionTree } from '../condition-tree';

/** A question about a trace that one policy of the collector can answer. */
export type TraceTest =
  | { readonly kind: 'status'; readonly statuses: readonly SpanStatus[] }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'spanCount'; readonly atLeast?: number; readonly atMost?: number }
  | { readonly kind: 'attribute'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'spans'; readonly anyOf: readonly SpanTest[] };

/** A question about one span: a trace has the answer of any of its spans. */
export type SpanTest =
  | { readonly kind: 'match'; readonly match: SpanPattern }
  | { readonly kind: 'ottl'; readonly condition: string };

/** A condition on traces. */
export type TraceConditionTree = ConditionTree<TraceTest>;
