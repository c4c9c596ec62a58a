import { Duration } from 'cdk8s';
import { tailPolicies } from './compilers/tail-policies';
import { resolveSampling } from './resolve-sampling';
import { SamplingCondition } from './sampling-condition';
import { decide, SamplingDecision } from './sampling-decision';
import { planFindings, samplingFindings } from './sampling-findings';
import { SamplingPlan } from './sampling-plan';
import { HeadSampling, SamplingPolicyProps, SamplingRule } from './sampling-policy-props';
import { headKeeps } from './trace-id-hash';
import { TracedSpans } from './traced-span';
import { failOnFindings } from '../../validation';

const CALLER = 'SamplingPolicy';

/** What is kept beside errors and slow traces. */
export interface ErrorsSlowAndOptions {
  /** Traces that take longer are all kept. In whole milliseconds; zero fails. */
  readonly slowerThan: Duration;

  /** Percent that is kept of all other traces, from 0 to 100. Anything else fails. */
  readonly percent: number;

  /**
   * Whether traces that begin with a health check are dropped, errors among them.
   *
   * @default true
   */
  readonly dropHealthChecks?: boolean;

  /**
   * What is sampled before the rules. With less than 100 percent errors and slow traces are that share of themselves: without `rulesSeeTheRest` it fails.
   *
   * @default - nothing
   */
  readonly head?: HeadSampling;
}

/**
 * Which traces are kept: one value for every engine that can see to it.
 *
 * The rules are asked first to last, and the first that is about a trace decides, whatever later ones say. What cannot be read, cannot be meant, or cannot
 * be said to a collector fails, all of it at once.
 */
export class SamplingPolicy {
  /**
   * Errors, slow traces, and a share of all others: `{ slowerThan: Duration.seconds(1), percent: 10 }`, or `{ slowerThan: Duration.seconds(2), percent: 5 }`
   * where there is much of it.
   *
   * @param options what is slow, and the share
   */
  public static errorsSlowAnd(options: ErrorsSlowAndOptions): SamplingPolicy {
    const healthChecks: SamplingRule[] = options.dropHealthChecks ?? true ? [{ name: 'health-checks', when: SamplingCondition.healthCheck(), percent: 0 }] : [];
    return new SamplingPolicy({
      rules: [
        ...healthChecks,
        { name: 'errors', when: SamplingCondition.error() },
        { name: 'slow', when: SamplingCondition.slowerThan(options.slowerThan) },
      ],
      otherwise: options.percent,
      head: options.head,
    });
  }

  /** What compilers compile. @internal */
  public readonly _plan: SamplingPlan;

  public constructor(props: SamplingPolicyProps = {}) {
    failOnFindings(CALLER, samplingFindings(props));
    this._plan = resolveSampling(props);
    failOnFindings(CALLER, planFindings(this._plan));
    failOnFindings(CALLER, tailPolicies(this._plan, 1).findings);
  }

  /**
   * What the rules decide about a trace that comes to them; percentages by the hash of the real collector. A trace without spans fails, and so does one
   * whose id is none.
   */
  public decide(trace: TracedSpans): SamplingDecision {
    requireTrace(trace);
    return decide(this._plan, trace);
  }

  /**
   * Whether the head lets a trace pass, by the hash of a `probabilistic_sampler`. SDKs count otherwise, each language for itself.
   *
   * @param traceId 32 hexadecimal digits; anything else fails
   */
  public passesHead(traceId: string): boolean {
    requireTraceId(traceId);
    const { head } = this._plan;
    return !head || headKeeps(traceId, head.percent, head.hashSeed);
  }
}

function requireTrace({ traceId, spans }: TracedSpans): void {
  requireTraceId(traceId);
  failOnFindings(CALLER, spans.length > 0 ? [] : [{
    what: `the trace ${traceId} has no spans`, why: 'a trace is its spans', fix: 'spans: [{ duration: Duration.millis(20) }]',
  }]);
}

function requireTraceId(traceId: string): void {
  failOnFindings(CALLER, /^(?!0{32})[0-9a-f]{32}$/.test(traceId) ? [] : [{
    what: `traceId is '${traceId}'`, why: 'percentages go by it', fix: "32 hexadecimal digits that are not all 0, such as '4bf92f3577b34da6a3ce929d0e0e4736'",
  }]);
}
