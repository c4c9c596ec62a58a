import { Duration, Size } from 'cdk8s';
import { heldBytes, MEMORY_AT_REST, TraceLoad, tracesToHold } from './load-invariants';
import { bytesOf } from '../../kubernetes/quantities';

/** What the program says of the samplers, as far as their size follows from it. */
export interface SamplingRequest {
  readonly load: TraceLoad;
  readonly decisionWait: Duration;
  /** Cores that each sampler has for itself. */
  readonly cpu: number;
  readonly replicas?: number;
  readonly numTraces?: number;
  readonly memoryLimit?: Size;
  /** Percent of the memory limit at which data is refused. */
  readonly refusedFromPercent: number;
}

/** The size of the samplers. */
export interface SamplingPlan {
  readonly replicas: number;
  /** Traces that each holds. */
  readonly numTraces: number;
  /** Decisions of either kind that each remembers. */
  readonly cacheSize: number;
  readonly memoryLimit: Size;
}

/**
 * Spans that one core decides about in a second. Published for tail sampling: 8,000 recommended, 9,000 sustained with one core and 2 GB.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/v0.90.0/docs/performance.md
 */
const SPANS_PER_CORE = 8_000;

/** While one of three is away, each of the others has half as many traces again: what the margin of `numTraces` holds. */
const FEWEST_REPLICAS = 3;

/** Decisions are remembered for ten times as many traces as are held: late spans find theirs. */
const REMEMBERED_PER_HELD = 10;

/** However few traces there are, this many cost next to nothing. */
const FEWEST_TRACES = 1_000;

/** A sampler that needs more than this is shared out among further ones: what one takes along when it is killed stays small. */
const LARGEST_SAMPLER = Size.gibibytes(8);

const SMALLEST_SAMPLER = Size.mebibytes(512);
const MEMORY_STEP = 256 * 1024 ** 2;

/** Nobody is helped by a search without an end, when even the memory at rest does not fit. */
const MOST_REPLICAS = 500;

/** How many samplers there are and what each of them holds. */
export function samplingPlan(request: SamplingRequest): SamplingPlan {
  const replicas = request.replicas ?? replicasFor(request);
  const plan = { replicas, ...heldBy(request, replicas) };
  return { ...plan, memoryLimit: request.memoryLimit ?? roundedUp(memoryNeeded(request, replicas)) };
}

function replicasFor(request: SamplingRequest): number {
  const { load: { tracesPerSecond, spansPerTrace }, cpu, memoryLimit } = request;
  const byCpu = Math.max(FEWEST_REPLICAS, Math.ceil((tracesPerSecond * spansPerTrace) / (SPANS_PER_CORE * cpu)));
  const largest = bytesOf(memoryLimit ?? LARGEST_SAMPLER);
  let replicas = byCpu;
  while (memoryNeeded(request, replicas) > largest && replicas < MOST_REPLICAS) {
    replicas += 1;
  }
  // more would not help: what is too small for one is a finding, with what would be enough
  return replicas < MOST_REPLICAS ? replicas : byCpu;
}

function heldBy({ load, decisionWait, numTraces }: SamplingRequest, replicas: number): Pick<SamplingPlan, 'numTraces' | 'cacheSize'> {
  const held = numTraces ?? Math.max(FEWEST_TRACES, tracesToHold(load, decisionWait.toSeconds({ integral: false }), replicas));
  return { numTraces: held, cacheSize: held * REMEMBERED_PER_HELD };
}

function memoryNeeded(request: SamplingRequest, replicas: number): number {
  const { numTraces, cacheSize } = heldBy(request, replicas);
  return ((MEMORY_AT_REST + heldBytes(request.load, numTraces, cacheSize * 2)) * 100) / request.refusedFromPercent;
}

function roundedUp(bytes: number): Size {
  const steps = Math.ceil(bytes / MEMORY_STEP) * MEMORY_STEP;
  return Size.mebibytes(Math.max(SMALLEST_SAMPLER.toMebibytes(), steps / 1024 ** 2));
}
