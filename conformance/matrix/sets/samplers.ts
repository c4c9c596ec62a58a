/** Processors that keep some traces and drop the others. */
import { Duration, Size } from 'cdk8s';
import {
  CustomExtension, OttlErrorMode, ProbabilisticSamplerProcessor, RandomnessSource, SamplerMode, SamplingStrategy, SpanStatus, TailSamplingPolicy,
  TailSamplingProcessor,
} from '../../../lib/collector/components';
import { Signal } from '../../../lib/wiring';
import { OptionSet, set } from '../option-set';

const { LOGS, TRACES } = Signal;

const PROBABILISTIC: readonly OptionSet[] = [
  set(new ProbabilisticSamplerProcessor({ samplingPercentage: 10 })),
  set(new ProbabilisticSamplerProcessor({ name: 'none', samplingPercentage: 0 })),
  set(new ProbabilisticSamplerProcessor({ name: 'all', samplingPercentage: 100, failClosed: false })),
  set(new ProbabilisticSamplerProcessor({ name: 'least', samplingPercentage: 100 / 2 ** 56, samplingPrecision: 14 }), TRACES),
  ...Object.values(SamplerMode).map((mode) => set(new ProbabilisticSamplerProcessor({ name: mode, samplingPercentage: 12.5, mode, samplingPrecision: 1 }))),
  set(new ProbabilisticSamplerProcessor({ name: 'seed', samplingPercentage: 12.5, mode: SamplerMode.HASH_SEED, hashSeed: 2 ** 32 - 1 })),
  set(new ProbabilisticSamplerProcessor({
    name: 'records', samplingPercentage: 50, attributeSource: RandomnessSource.RECORD, fromAttribute: 'request.id', samplingPriority: 'priority',
  }), LOGS),
  set(new ProbabilisticSamplerProcessor({ name: 'trace-id', samplingPercentage: 50, attributeSource: RandomnessSource.TRACE_ID }), LOGS),
];

const ERRORS = TailSamplingPolicy.statusCode('errors', Object.values(SpanStatus));

const EVERY_PLAIN_POLICY = [
  TailSamplingPolicy.alwaysSample('everything'),
  TailSamplingPolicy.latency('slow', { threshold: Duration.seconds(1), upperThreshold: Duration.minutes(1) }),
  TailSamplingPolicy.numericAttribute('server-errors', { key: 'http.response.status_code', minValue: 500, maxValue: 599, invertMatch: true }),
  TailSamplingPolicy.probabilistic('some', 12.5, 'tier-1'),
  ERRORS,
  TailSamplingPolicy.stringAttribute('checkout', { key: 'http.route', values: ['^/checkout'], regularExpressions: true, cacheMaxSize: 64, invertMatch: false }),
  TailSamplingPolicy.booleanAttribute('flagged', { key: 'debug', value: false, invertMatch: true }),
  TailSamplingPolicy.rateLimiting('rate', 100, 1000),
  TailSamplingPolicy.bytesLimiting('volume', Size.mebibytes(1), Size.mebibytes(4)),
  TailSamplingPolicy.spanCount('large', { minSpans: 10, maxSpans: 1000 }),
  TailSamplingPolicy.traceState('debugged', 'vendor', ['debug']),
  TailSamplingPolicy.traceFlags('sampled'),
  ...Object.values(OttlErrorMode).map((errorMode) => TailSamplingPolicy.ottlCondition(`condition-${errorMode}`, {
    spanConditions: ['span.attributes["http.route"] == "/checkout"'], spanEventConditions: ['spanevent.name == "exception"'], errorMode,
  })),
];

const COMPOSED = [
  TailSamplingPolicy.allOf('slow-errors', [ERRORS, TailSamplingPolicy.latency('slow', { threshold: Duration.seconds(1) })]),
  TailSamplingPolicy.noneOf('not-healthy', [TailSamplingPolicy.stringAttribute('health', { key: 'http.route', values: ['/healthz'] })]),
  TailSamplingPolicy.drop('drop-tests', [TailSamplingPolicy.booleanAttribute('test', { key: 'test' })]),
  TailSamplingPolicy.composite('budget', {
    maxTotalSpansPerSecond: 1000,
    parts: [{ policy: ERRORS, percent: 50 }, { policy: TailSamplingPolicy.probabilistic('rest', 10), percent: 25 }],
  }),
  TailSamplingPolicy.composite('equal-shares', { maxTotalSpansPerSecond: 10, parts: [{ policy: ERRORS }, { policy: TailSamplingPolicy.traceFlags('sampled') }] }),
];

const TAIL: readonly OptionSet[] = [
  set(new TailSamplingProcessor({ policies: [ERRORS] })),
  set(new TailSamplingProcessor({
    name: 'everything',
    policies: [...EVERY_PLAIN_POLICY, ...COMPOSED],
    decisionWait: Duration.seconds(10),
    decisionWaitAfterRootReceived: Duration.seconds(2),
    numTraces: 1000,
    expectedNewTracesPerSecond: 100,
    sampleOnFirstMatch: true,
    blockOnOverflow: true,
    dropPendingTracesOnShutdown: true,
    maximumTraceSize: Size.mebibytes(1),
    sampledCacheSize: 10_000,
    nonSampledCacheSize: 10_000,
    samplingStrategy: SamplingStrategy.TRACE_COMPLETE,
    numShards: 4,
  })),
  set(new TailSamplingProcessor({ name: 'at-once', policies: [ERRORS], samplingStrategy: SamplingStrategy.SPAN_INGEST })),
  set(new TailSamplingProcessor({
    name: 'on-disk',
    policies: [ERRORS],
    tailStorage: new CustomExtension({ type: 'pebble_tail_storage', config: { directory: '/var/lib/otelcol/traces' } }),
  })),
];

export const SAMPLERS: readonly OptionSet[] = [...PROBABILISTIC, ...TAIL];
