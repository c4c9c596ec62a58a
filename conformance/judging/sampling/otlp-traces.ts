/** Traces as OTLP carries them in JSON. */
import { SpanKind, SpanStatus, TracedSpan, TracedSpans } from '../../../lib/policy';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string; readonly doubleValue?: number };
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
}

export interface ResourceSpans {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
}

const KINDS = ['', SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER];
const STATUSES = [SpanStatus.UNSET, SpanStatus.OK, SpanStatus.ERROR];

/** When all traces begin, in milliseconds. */
const EPOCH = 1_790_000_000_000;

/** The spans of a trace, each with its resource: they come from services of their own. */
export function spansOf({ traceId, spans }: TracedSpans): ResourceSpans[] {
  return spans.map((span, index) => ({
    resource: { attributes: texts({ ...span.resourceAttributes, ...span.service === undefined ? {} : { 'service.name': span.service } }) },
    scopeSpans: [{ spans: [spanOf(traceId, index, span)] }],
  }));
}

function spanOf(traceId: string, index: number, span: TracedSpan): OtlpSpan {
  const start = EPOCH + (span.start?.toMilliseconds() ?? 0);
  return {
    traceId,
    spanId: hexadecimal(index + 1),
    ...span.root ? {} : { parentSpanId: hexadecimal(index + 100) },
    name: span.name ?? '',
    kind: KINDS.indexOf(span.kind ?? SpanKind.INTERNAL),
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(start + span.duration.toMilliseconds()),
    attributes: [...texts(span.attributes ?? {}), ...numbers(span.numbers ?? {})],
    status: { code: STATUSES.indexOf(span.status ?? SpanStatus.UNSET) },
  };
}

function texts(attributes: { readonly [key: string]: string }): Attribute[] {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function numbers(attributes: { readonly [key: string]: number }): Attribute[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } }));
}

function nanoseconds(milliseconds: number): string {
  return `${BigInt(milliseconds) * 1_000_000n}`;
}

function hexadecimal(number: number): string {
  return number.toString(16).padStart(16, '0');
}
