/** Sampling policies in a real collector: it must keep the very traces that the interpreter of the library keeps. */
import { Duration } from 'cdk8s';
import { spansOf } from './otlp-traces';
import { refusedConditions } from './refused-conditions';
import { sampledTraces, samplingPolicies, shuffled } from './sampling-cases';
import { throughSamplers } from './sampling-collector';
import { Processor, SamplingProcessors } from '../../../lib/collector';
import { SamplingCondition, SamplingOutcome, SamplingPolicy, SamplingPolicyProps, TracedSpans } from '../../../lib/policy';
import { Finding, Verdict } from '../verdict';
import { unlessProblem } from '../words-of-library';

export const SAMPLING = 'otelcol sampling';

const DRAWN = 450;
const TRACES = 240;
/** So many of the drawn policies must be without problems, or little is compared. */
const LEAST = 200;
const SHOWN = 3;

/** A sampler of the collector, and what it has to keep. */
interface Sampler {
  readonly name: string;
  readonly processors: readonly Processor[];
  readonly keeps: (trace: TracedSpans) => boolean;
}

export async function judgeSampling(): Promise<Verdict[]> {
  const traces = sampledTraces(TRACES);
  // a policy that cannot be meant, or said to a collector, is not compared: unit tests look at what is said of it
  const drawn = samplingPolicies(DRAWN).flatMap((props, index) => {
    const policy = unlessProblem(() => new SamplingPolicy(props));
    return policy ? [tailSampler(`policy-${index}`, policy, policy)] : [];
  });
  const heads = HEADS.map(([percent, hashSeed], index) => headSampler(`head-${index}`, percent, hashSeed));
  const others = MISTAKES.map(({ meant, given }, index) => tailSampler(`mistake-${index}`, new SamplingPolicy(meant), new SamplingPolicy(given)));
  const twice: Sampler = { name: 'head, twice', processors: ['one', 'two'].map((name) => SamplingProcessors.head(HALF, { name })), keeps: () => false };
  const samplers = [...drawn, ...heads, twice, ...others];
  const kept = await throughSamplers(samplers.map(({ processors }) => processors), shuffled(traces.flatMap(spansOf)));
  const differences = samplers.map((sampler, index) => differenceOf(sampler, traces, kept[index]!));
  const upTo = drawn.length + heads.length + 1;
  const overlooked = differences.slice(upTo).filter((difference) => difference === undefined).length;
  return [
    verdictOn(`${drawn.length} policies on ${TRACES} traces`, [
      ...wrongOf(differences.slice(0, drawn.length)),
      ...drawn.length >= LEAST ? [] : [{ check: 'enough to compare', message: `only ${drawn.length} of ${DRAWN} policies can be compared` }],
    ]),
    verdictOn(`${heads.length} heads on ${TRACES} traces`, wrongOf(differences.slice(drawn.length, drawn.length + heads.length))),
    verdictOn('a head behind a head keeps nothing', wrongOf(differences.slice(upTo - 1, upTo))),
    verdictOn('other policies', overlooked === 0 ? [] : [{ check: 'other policy', message: `${overlooked} other policies were taken for the same` }]),
    verdictOn('conditions in OTTL', await refusedConditions()),
  ];
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: SAMPLING, example: 'lib', file: 'policy/sampling', object, findings };
}

function wrongOf(differences: readonly (string | undefined)[]): Finding[] {
  const wrong = differences.filter((difference) => difference !== undefined);
  return wrong.length === 0 ? [] : [{ check: 'same traces', message: `${wrong.length} samplers differ:\n${wrong.slice(0, SHOWN).join('\n')}` }];
}

/** Nothing is decided about before the collector ends. */
const decisionWait = Duration.minutes(30);

function tailSampler(name: string, meant: SamplingPolicy, given: SamplingPolicy): Sampler {
  return {
    name,
    processors: [SamplingProcessors.tail(given, { name, decisionWait })],
    keeps: (trace) => meant.decide(trace).outcome !== SamplingOutcome.NOT_KEPT,
  };
}

const HEADS = [[0.01, 0], [1, 0], [10, 0], [10, 7], [33.3, 1], [50, 4_294_967_295], [99.99, 3], [100, 0]] as const;
const HALF = new SamplingPolicy({ head: { percent: 50 } });

function headSampler(name: string, percent: number, hashSeed: number): Sampler {
  const policy = new SamplingPolicy({ head: { percent, hashSeed } });
  return { name, processors: [SamplingProcessors.head(policy, { name })], keeps: ({ traceId }) => policy.passesHead(traceId) };
}

const { allOf, error, httpStatus, not, service, slowerThan, span, spanCount } = SamplingCondition;
const rule = (when: SamplingCondition, percent?: number): SamplingPolicyProps => ({ rules: [{ name: 'asked', when, percent }], otherwise: 0 });
const ordered = (...percents: readonly [number, number]): SamplingPolicyProps => ({
  rules: [{ name: 'shop', when: service(['shop']), percent: percents[0] }, { name: 'errors', when: error(), percent: percents[1] }], otherwise: 1,
});

/** Policies of which the collector is given another one: a judge that takes them for the same does not look. */
const MISTAKES: readonly { readonly meant: SamplingPolicyProps; readonly given: SamplingPolicyProps }[] = [
  { meant: rule(error()), given: rule(not(error())) },
  { meant: rule(slowerThan(Duration.millis(1000))), given: rule(slowerThan(Duration.millis(999))) },
  { meant: rule(spanCount({ atLeast: 3 })), given: rule(spanCount({ atLeast: 2 })) },
  { meant: rule(span({ services: ['shop'], root: true })), given: rule(allOf([service(['shop']), span({ root: true })])) },
  { meant: rule(httpStatus(500)), given: rule(httpStatus(500, 600)) },
  { meant: { otherwise: 50 }, given: { otherwise: 50, hashSalt: 'tier-1' } },
  { meant: { otherwise: 50 }, given: { otherwise: 45 } },
  { meant: ordered(5, 100), given: ordered(100, 5) },
];

function differenceOf({ name, keeps }: Sampler, traces: readonly TracedSpans[], kept: ReadonlyMap<string, number>): string | undefined {
  const wrong = traces.find((trace) => (kept.get(trace.traceId) ?? 0) !== (keeps(trace) ? trace.spans.length : 0));
  return wrong && `${name}: ${kept.get(wrong.traceId) ?? 0} of ${wrong.spans.length} spans arrived of ${JSON.stringify(wrong)}`;
}
