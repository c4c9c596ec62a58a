import type { SpanPattern } from './span-pattern';
import type { SpanStatus } from './traced-span';

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

/** A condition as it was put together. */
export type ConditionTree =
  | { readonly kind: 'always' }
  | { readonly kind: 'test'; readonly test: TraceTest }
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionTree[] }
  | { readonly kind: 'not'; readonly of: ConditionTree };

/** Every question in a condition. */
export function testsIn(tree: ConditionTree): TraceTest[] {
  switch (tree.kind) {
    case 'always': return [];
    case 'test': return [tree.test];
    case 'not': return testsIn(tree.of);
    default: return tree.of.flatMap(testsIn);
  }
}
