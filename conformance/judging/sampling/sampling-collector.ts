/** Samplers in a real collector: each sees every trace. */
import { ResourceSpans } from './otlp-traces';
import { Processor } from '../../../lib/collector/components';
import { Signal } from '../../../lib/wiring';
import { throughProcessors } from '../collector/through-processors';

const PORT = 23_900;

/** The ids of traces of which something is left, for each list of processors, with the number of spans. */
export async function throughSamplers(samplers: readonly (readonly Processor[])[], sent: readonly ResourceSpans[]): Promise<Map<string, number>[]> {
  const { left } = await throughProcessors({ signal: Signal.TRACES, port: PORT, processors: samplers, sent });
  return left.map(keptIn);
}

function keptIn(resourceSpans: readonly ResourceSpans[]): Map<string, number> {
  const kept = new Map<string, number>();
  for (const { traceId } of resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
    kept.set(traceId, (kept.get(traceId) ?? 0) + 1);
  }
  return kept;
}
