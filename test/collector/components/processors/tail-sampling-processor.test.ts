import { Duration, Size } from 'cdk8s';
import { CustomExtension, FileStorageExtension } from '../../../../lib/collector/components';
import { TailSamplingPolicy } from '../../../../lib/collector/components/processors/tail-sampling-policy';
import { SamplingStrategy, TailSamplingProcessor, TailSamplingProcessorProps } from '../../../../lib/collector/components/processors/tail-sampling-processor';
import { problemOf, rendered, TESTED } from '../../documents';

const policies = [TailSamplingPolicy.alwaysSample('all')];
const tailStorage = new CustomExtension({ type: 'pebble_tail_storage' });

function sampler(props: Partial<TailSamplingProcessorProps> = {}): TailSamplingProcessor {
  return new TailSamplingProcessor({ policies, ...props });
}

describe('the tail sampler', () => {
  test('holds 50000 traces for half a minute each', () => {
    expect(rendered(sampler())).toEqual({ decision_wait: '30s', num_traces: 50_000, policies: [{ name: 'all', type: 'always_sample' }] });
    expect(sampler()).toMatchObject({ decisionWait: Duration.seconds(30), numTraces: 50_000, policies });
    expect(sampler()._needs()).toEqual({ featureGates: [] });
    expect(sampler()._extensions()).toEqual([]);
  });

  test('does everything as it is told', () => {
    const told = sampler({
      name: 'tier',
      decisionWait: Duration.seconds(10),
      decisionWaitAfterRootReceived: Duration.seconds(2),
      numTraces: 1000,
      numShards: 4,
      expectedNewTracesPerSecond: 100,
      sampleOnFirstMatch: true,
      blockOnOverflow: true,
      dropPendingTracesOnShutdown: true,
      maximumTraceSize: Size.mebibytes(1),
      sampledCacheSize: 10_000,
      nonSampledCacheSize: 20_000,
      samplingStrategy: SamplingStrategy.TRACE_COMPLETE,
    });

    expect(rendered(told)).toEqual({
      decision_wait: '10s',
      decision_wait_after_root_received: '2s',
      num_traces: 1000,
      num_shards: 4,
      expected_new_traces_per_sec: 100,
      sample_on_first_match: true,
      block_on_overflow: true,
      drop_pending_traces_on_shutdown: true,
      maximum_trace_size_bytes: 1_048_576,
      decision_cache: { sampled_cache_size: 10_000, non_sampled_cache_size: 20_000 },
      sampling_strategy: 'trace-complete',
      policies: [{ name: 'all', type: 'always_sample' }],
    });
    expect(told._id(TESTED)).toBe('tail_sampling/tier');
  });

  test('remembers one kind of decisions only', () => {
    expect(rendered(sampler({ nonSampledCacheSize: 7 }))).toMatchObject({ decision_cache: { non_sampled_cache_size: 7 } });
  });

  test('holds traces elsewhere, which takes a feature gate', () => {
    const told = sampler({ tailStorage, numShards: 1 });

    expect(rendered(told)).toMatchObject({ tail_storage: 'pebble_tail_storage' });
    expect(told._extensions()).toEqual([tailStorage]);
    expect(told._needs()).toEqual({ featureGates: ['+processor.tailsamplingprocessor.tailstorageextension'] });
  });

  test('decides about spans as they come in', () => {
    expect(rendered(sampler({ samplingStrategy: SamplingStrategy.SPAN_INGEST }))).toMatchObject({ sampling_strategy: 'span-ingest' });
  });
});

describe('the tail sampler fails', () => {
  test.each<[Partial<TailSamplingProcessorProps>, string]>([
    [{ policies: [] }, 'policies is empty'],
    [{ policies: [...policies, TailSamplingPolicy.traceFlags('all')] }, "two policies have the name 'all'"],
    [
      { policies: [TailSamplingPolicy.rateLimiting('limited', 5)], samplingStrategy: SamplingStrategy.SPAN_INGEST },
      "the policy 'limited' with SamplingStrategy.SPAN_INGEST",
    ],
    [{ decisionWait: Duration.seconds(0) }, 'decisionWait is 0'],
    [{ decisionWaitAfterRootReceived: Duration.seconds(31) }, 'decisionWaitAfterRootReceived 31000 ms with a decisionWait of 30000 ms'],
    [{ numTraces: 0 }, 'numTraces is 0'],
    [{ numShards: 257 }, 'numShards is 257'],
    [{ expectedNewTracesPerSecond: -1 }, 'expectedNewTracesPerSecond is -1'],
    [{ maximumTraceSize: Size.kibibytes(0) }, 'maximumTraceSize in bytes is 0'],
    [{ sampledCacheSize: 0 }, 'sampledCacheSize is 0'],
    [{ nonSampledCacheSize: 1.5 }, 'nonSampledCacheSize is 1.5'],
    [{ tailStorage, numShards: 2 }, 'numShards 2 with tailStorage'],
    [{ tailStorage: new FileStorageExtension({ directory: '/var/lib/otelcol/traces' }) }, 'tailStorage is file_storage, which does not hold traces'],
  ])('at its options: %#', (props, what) => {
    expect(problemOf(() => sampler(props))).toMatchObject({ path: 'TailSamplingProcessor', what });
  });

  test.each<[Partial<TailSamplingProcessorProps>, string, string]>([
    [{ samplingStrategy: SamplingStrategy.SPAN_INGEST }, '0.148.0', 'samplingStrategy with collector 0.148.0'],
    [{ numShards: 2 }, '0.158.0', 'numShards with collector 0.158.0'],
  ])('at what its collector does not know: %j', (props, collectorVersion, what) => {
    expect(problemOf(() => rendered(sampler(props), { collectorVersion }))).toMatchObject({ path: 'TailSamplingProcessor', what });
  });
});
