/** What the policy of the example decides about a trace, by the interpreter of the library. */
import { Duration } from 'cdk8s';
import { GeneratedTrace } from './generated-traces';
import { SamplingOutcome, SamplingPolicy, SpanStatus, TracedSpans } from '../../../lib/policy';

/** In percent of the traces that neither fail nor take long. */
export const SHARE_OF_OTHERS = 10;

/** The one that `examples/traces.ts` gives to its samplers. */
export const POLICY = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: SHARE_OF_OTHERS });

/** One that nobody runs: a judge that takes it for the other does not look. */
export const OTHER_POLICY = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: SHARE_OF_OTHERS + 1 });

function asTraced({ id, spans }: GeneratedTrace): TracedSpans {
  return {
    traceId: id,
    spans: spans.map(({ service, route, parent, start, end, failed }) => ({
      service,
      name: route,
      root: parent === undefined,
      status: failed ? SpanStatus.ERROR : SpanStatus.UNSET,
      start: Duration.millis(start),
      duration: Duration.millis(end - start),
      attributes: { 'http.route': route },
    })),
  };
}

export function isKept(policy: SamplingPolicy, trace: GeneratedTrace): boolean {
  return policy.decide(asTraced(trace)).outcome === SamplingOutcome.KEPT;
}
