/** Traces of an application, drawn from a seed: some fail, some take long, most are neither. Every span has a number, by which it is counted. */
import fc from 'fast-check';

const SEED = 20_261_127;

/** Longer than any policy here calls slow, in milliseconds. */
const SLOW_MS = { min: 2_500, max: 6_000 };
/** Shorter than any policy here calls slow, in milliseconds. */
const QUICK_MS = { min: 5, max: 400 };

const SERVICES = ['frontend', 'cart', 'payments', 'stock'] as const;

export type Course = 'failed' | 'slow' | 'ordinary';

export interface GeneratedSpan {
  /** in hexadecimal digits */
  readonly id: string;
  /** undefined for the root */
  readonly parent: string | undefined;
  readonly service: string;
  readonly route: string;
  /** after the beginning of the trace, in milliseconds */
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
  readonly number: number;
}

export interface GeneratedTrace {
  /** in hexadecimal digits */
  readonly id: string;
  readonly course: Course;
  readonly spans: readonly GeneratedSpan[];
}

interface Draft {
  readonly id: Uint8Array;
  readonly course: Course;
  readonly milliseconds: number;
  readonly services: readonly string[];
  /** which of the spans fails, if any does */
  readonly failing: number;
}

/** Without a liking for numbers at the edge: ids are as even as those of an SDK. */
const draft: fc.Arbitrary<Draft> = fc.noBias(fc.oneof(
  { weight: 4, arbitrary: fc.constant<Course>('failed') },
  { weight: 4, arbitrary: fc.constant<Course>('slow') },
  { weight: 92, arbitrary: fc.constant<Course>('ordinary') },
).chain((course) => fc.record({
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  course: fc.constant(course),
  milliseconds: fc.integer(course === 'slow' ? SLOW_MS : QUICK_MS),
  services: fc.array(fc.constantFrom(...SERVICES), { minLength: 2, maxLength: 6 }),
  failing: fc.nat(5),
})));

/** A root, and spans below it that lie within its time: the trace takes as long as its root. */
function traceOf({ id, course, milliseconds, services, failing }: Draft, index: number, firstNumber: number): GeneratedTrace {
  const spanId = (position: number) => (BigInt(index) * 16n + BigInt(position) + 1n).toString(16).padStart(16, '0');
  return {
    id: Buffer.from(id).toString('hex'),
    course,
    spans: services.map((service, position) => ({
      id: spanId(position),
      parent: position === 0 ? undefined : spanId(0),
      service,
      route: `/${service}/${position}`,
      start: position === 0 ? 0 : Math.floor(milliseconds * position / 10),
      end: position === 0 ? milliseconds : Math.floor(milliseconds * (position + 1) / 10),
      failed: course === 'failed' && position === failing % services.length,
      number: firstNumber + position,
    })),
  };
}

/** @param first how many traces were drawn before: other ones are drawn */
export function generateTraces(count: number, first = 0): GeneratedTrace[] {
  let spans = 0;
  return fc.sample(draft, { seed: SEED + first, numRuns: count }).map((one, index) => {
    const trace = traceOf(one, first + index, spans);
    spans += trace.spans.length;
    return trace;
  });
}
