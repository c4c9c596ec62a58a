/** What an application exports of its traces: requests of spans that come in any order, as the JSON of protobuf, one a line. */
import { createHash } from 'node:crypto';
import { GeneratedSpan, GeneratedTrace } from './generated-traces';

/** Spans of so many traces come in any order: they are sent within a second, and wait for each other much longer. */
const SHUFFLED_TOGETHER = 800;
const SPANS_A_REQUEST = 50;

interface PlacedSpan {
  readonly trace: string;
  readonly span: GeneratedSpan;
}

/** By which the sink knows what arrives. */
export interface Numbering {
  readonly run: string;
  readonly kind: string;
  readonly source: string;
}

function bytes(hexadecimal: string): string {
  return Buffer.from(hexadecimal, 'hex').toString('base64');
}

function attribute(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

/** In an order that has nothing to do with what they are, and is the same in every run. */
function shuffled(spans: readonly PlacedSpan[]): PlacedSpan[] {
  const place = ({ trace, span }: PlacedSpan) => createHash('sha256').update(`${trace}/${span.id}`).digest('hex');
  return spans.map((span) => ({ span, place: place(span) })).sort((a, b) => a.place < b.place ? -1 : 1).map(({ span }) => span);
}

function spanJson({ trace, span }: PlacedSpan, began: number, { run, kind, source }: Numbering): object {
  const nanoseconds = (milliseconds: number) => `${began + milliseconds}000000`;
  return {
    traceId: bytes(trace),
    spanId: bytes(span.id),
    ...span.parent === undefined ? {} : { parentSpanId: bytes(span.parent) },
    name: span.route,
    kind: 'SPAN_KIND_SERVER',
    startTimeUnixNano: nanoseconds(span.start),
    endTimeUnixNano: nanoseconds(span.end),
    status: span.failed ? { code: 'STATUS_CODE_ERROR' } : {},
    attributes: [attribute('http.route', span.route), attribute('run', run), attribute('kind', kind), attribute('source', source), attribute('seq', String(span.number))],
  };
}

/** Each service has a resource of its own, as if its pod had sent it. */
function requestJson(spans: readonly PlacedSpan[], began: number, numbering: Numbering): object {
  const services = [...new Set(spans.map(({ span }) => span.service))];
  return {
    resourceSpans: services.map((service) => ({
      resource: { attributes: [attribute('service.name', service), attribute('service.instance.id', `${service}-0`)] },
      scopeSpans: [{ spans: spans.filter(({ span }) => span.service === service).map((one) => spanJson(one, began, numbering)) }],
    })),
  };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** @param began when the traces began, in milliseconds since 1970 */
export function requestLines(traces: readonly GeneratedTrace[], began: number, numbering: Numbering): string[] {
  const placed = (together: readonly GeneratedTrace[]) => together.flatMap(({ id, spans }) => spans.map((span) => ({ trace: id, span })));
  const order = chunks(traces, SHUFFLED_TOGETHER).flatMap((together) => shuffled(placed(together)));
  return chunks(order, SPANS_A_REQUEST).map((spans) => JSON.stringify(requestJson(spans, began, numbering)));
}
