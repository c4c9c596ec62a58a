import { Duration } from 'cdk8s';
import { SamplingPolicy } from '../policy';
import { testsIn } from '../policy/condition-tree';
import { ProbabilisticSamplerProcessor, SamplerMode } from './components/processors/probabilistic-sampler-processor';
import { TailSamplingPolicy } from './components/processors/tail-sampling-policy';
import { SamplingStrategy, TailSamplingOptions, TailSamplingProcessor } from './components/processors/tail-sampling-processor';
import { TailPolicy, tailPolicies, TailTest } from '../policy/sampling/compilers/tail-policies';
import { SamplingPlan } from '../policy/sampling/sampling-plan';
import { fail, failOnFindings, Finding } from '../validation';

const CALLER = 'SamplingProcessors';

/** How the traces of a policy are held. */
export interface TailSamplingProcessorsOptions extends TailSamplingOptions {
  /**
   * How many collectors share the traces, each with whole traces: what a policy keeps in a second is divided among them. Less than 1 fails, and so does a
   * budget that is smaller.
   *
   * @default 1
   */
  readonly samplers?: number;
}

/** Where the head of a policy is. */
export interface HeadSamplingOptions {
  /**
   * What tells the processor from others of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;
}

/**
 * A sampling policy as processors of a collector.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md
 */
export class SamplingProcessors {
  /**
   * The rules of a policy, where whole traces come together. A rule for traces that take longer than `decisionWait` fails, and so does `SPAN_INGEST`, when
   * a rule asks for what a trace is not: before it is complete nobody knows.
   *
   * @param policy which traces are kept
   * @param options how they are held
   */
  public static tail(policy: SamplingPolicy, options: TailSamplingProcessorsOptions = {}): TailSamplingProcessor {
    const { samplers = 1, ...holding } = options;
    if (!Number.isSafeInteger(samplers) || samplers < 1) {
      fail(CALLER, { what: `samplers is ${samplers}`, why: 'budgets are divided among them', fix: 'samplers: the number of collectors that sample, such as 3' });
    }
    const { document, findings } = tailPolicies(policy._plan, samplers);
    failOnFindings(CALLER, [...findings, ...waitFindings(policy._plan, options.decisionWait ?? Duration.seconds(30)), ...ingestFindings(document, options)]);
    return new TailSamplingProcessor({ ...holding, policies: document.map((one) => tailSamplingPolicy(one, policy._plan.hashSalt)) });
  }

  /**
   * The head of a policy, before traces come together: it keeps or drops spans by the id of their trace, in every collector alike. A policy without a head
   * fails. One on the way of a span: a second one finds what the first has written into the trace state, and drops everything.
   *
   * @param policy which traces go on
   * @param options what the processor is called
   */
  public static head(policy: SamplingPolicy, options: HeadSamplingOptions = {}): ProbabilisticSamplerProcessor {
    const { head } = policy._plan;
    return head
      ? new ProbabilisticSamplerProcessor({ name: options.name, samplingPercentage: head.percent, mode: SamplerMode.HASH_SEED, hashSeed: head.hashSeed })
      : fail(CALLER, { what: 'the policy has no head', why: 'all traces go on to its rules', fix: 'head: { percent: 20 } in the policy, or no processor' });
  }

  private constructor() {}
}

function waitFindings({ rules }: SamplingPlan, wait: Duration): Finding[] {
  const limit = wait.toMilliseconds();
  return rules.flatMap(({ name, when }) => testsIn(when).flatMap((test) => test.kind === 'latency' && test.milliseconds >= limit ? [{
    what: `the rule '${name}' asks for traces slower than ${test.milliseconds} ms, and decisionWait is ${limit} ms`,
    why: 'they are decided about before their last spans are there, so that they do not look slow',
    fix: `decisionWait: Duration.seconds(${Math.ceil(test.milliseconds / 1000) + 10}), or slowerThan below it`,
  }] : []));
}

function ingestFindings(policies: readonly TailPolicy[], { samplingStrategy }: TailSamplingOptions): Finding[] {
  const negative = policies.find(({ asks }) => asks.some(({ negated }) => negated));
  return samplingStrategy === SamplingStrategy.SPAN_INGEST && negative ? [{
    what: `the rule '${negative.name}' asks for what a trace is not, with SamplingStrategy.SPAN_INGEST`,
    why: 'the first spans of a trace are not what its later ones may be: it would be decided about too early',
    fix: 'samplingStrategy: SamplingStrategy.TRACE_COMPLETE; or rules with higher percentages first, and without not',
  }] : [];
}

function tailSamplingPolicy({ name, drops, asks, percent, budget }: TailPolicy, hashSalt: string | undefined): TailSamplingPolicy {
  const parts: ((as: string) => TailSamplingPolicy)[] = [
    ...asks.map(({ test, negated }) => (as: string) => negated ? TailSamplingPolicy.noneOf(as, [testPolicy(as, test)]) : testPolicy(as, test)),
    ...percent < 100 ? [(as: string) => TailSamplingPolicy.probabilistic(as, percent, hashSalt)] : [],
    ...budget ? [(as: string) => TailSamplingPolicy.rateLimiting(as, budget.spansPerSecond, budget.burst)] : [],
  ];
  const [first = (as: string) => TailSamplingPolicy.alwaysSample(as), ...more] = parts;
  const all = () => [first, ...more].map((part, index) => part(`${name}/${index + 1}`));
  if (drops) {
    return TailSamplingPolicy.drop(name, all());
  }
  return more.length === 0 ? first(name) : TailSamplingPolicy.allOf(name, all());
}

function testPolicy(name: string, test: TailTest): TailSamplingPolicy {
  switch (test.kind) {
    case 'status': return TailSamplingPolicy.statusCode(name, [...test.statuses]);
    case 'latency': return TailSamplingPolicy.latency(name, { threshold: Duration.millis(test.milliseconds) });
    case 'spanCount': return TailSamplingPolicy.spanCount(name, { minSpans: test.atLeast, maxSpans: test.atMost });
    case 'attribute': return TailSamplingPolicy.stringAttribute(name, { key: test.key, values: [...test.values] });
    case 'ottl': return TailSamplingPolicy.ottlCondition(name, { spanConditions: [...test.conditions] });
  }
}
