import { AttributePattern, SpanPattern } from './span-pattern';
import { TraceConditionTree, SpanTest, TraceTest } from './trace-test';
import { SpanKind, SpanStatus, TracedSpan, TracedSpans } from './traced-span';
import { fail } from '../../validation';
import { holds } from '../condition-tree';
import { AnchoredPattern } from '../relabel/anchored-pattern';

/** What a condition means: the policies into which it is compiled must answer the same. */
export function traceHolds(tree: TraceConditionTree, trace: TracedSpans): boolean {
  return holds(tree, (test) => answer(test, trace));
}

/** Whether a trace comes through a service. */
export function comesThrough(service: string, { spans }: TracedSpans): boolean {
  return spans.some((span) => hasAttribute(span, 'service.name', [service]));
}

function answer(test: TraceTest, trace: TracedSpans): boolean {
  const { spans } = trace;
  switch (test.kind) {
    case 'status': return spans.some(({ status = SpanStatus.UNSET }) => test.statuses.includes(status));
    // the collector cuts what is less than a millisecond
    case 'latency': return Math.floor(durationOf(spans)) > test.milliseconds;
    case 'spanCount': return spans.length >= (test.atLeast ?? 1) && spans.length <= (test.atMost ?? Infinity);
    case 'attribute': return spans.some((span) => hasAttribute(span, test.key, test.values));
    case 'spans': return test.anyOf.some((one) => spanAnswer(one, trace));
  }
}

function spanAnswer(test: SpanTest, { spans, ottl = {} }: TracedSpans): boolean {
  if (test.kind === 'match') {
    return spans.some((span) => fits(span, test.match));
  }
  const said = ottl[test.condition];
  return said ?? fail('SamplingPolicy', {
    what: `the decision depends on '${test.condition}', and the trace does not say what it is`,
    why: 'only a collector runs OTTL',
    fix: `ottl: { '${test.condition}': true } in the trace`,
  });
}

/** Milliseconds from the beginning of the first span to the end of the last. */
function durationOf(spans: readonly TracedSpan[]): number {
  return Math.max(...spans.map((span) => startOf(span) + lengthOf(span))) - Math.min(...spans.map(startOf));
}

function startOf({ start }: TracedSpan): number {
  return start?.toMilliseconds({ integral: false }) ?? 0;
}

function lengthOf({ duration }: TracedSpan): number {
  return duration.toMilliseconds({ integral: false });
}

/** An attribute of a span or its resource. */
function hasAttribute(span: TracedSpan, key: string, values: readonly string[]): boolean {
  return [resourceOf(span)[key], span.attributes?.[key]].some((value) => value !== undefined && values.includes(value));
}

function resourceOf({ service, resourceAttributes }: TracedSpan): { readonly [key: string]: string } {
  return { ...resourceAttributes, ...service === undefined ? {} : { 'service.name': service } };
}

function fits(span: TracedSpan, pattern: SpanPattern): boolean {
  const { services, names, root, kind, status, slowerThan, attributes = [], resourceAttributes = [] } = pattern;
  return (services?.includes(resourceOf(span)['service.name'] ?? '') ?? true)
    && (names?.includes(span.name ?? '') ?? true)
    && (root === undefined || root === (span.root ?? false))
    && (kind === undefined || kind === (span.kind ?? SpanKind.INTERNAL))
    && (status === undefined || status === (span.status ?? SpanStatus.UNSET))
    && (slowerThan === undefined || lengthOf(span) > slowerThan.toMilliseconds({ integral: false }))
    && attributes.every((one) => fitsAttribute(span.attributes?.[one.key], span.numbers?.[one.key], one))
    && resourceAttributes.every((one) => fitsAttribute(resourceOf(span)[one.key], undefined, one));
}

function fitsAttribute(text: string | undefined, number: number | undefined, { values, pattern, atLeast, atMost }: AttributePattern): boolean {
  if (values) {
    return text !== undefined && values.includes(text);
  }
  if (pattern !== undefined) {
    return text !== undefined && new AnchoredPattern(pattern).matches(text);
  }
  if (atLeast !== undefined || atMost !== undefined) {
    return number !== undefined && number >= (atLeast ?? -Infinity) && number <= (atMost ?? Infinity);
  }
  return text !== undefined || number !== undefined;
}
