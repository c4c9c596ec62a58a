import { CollectorDocument } from '../../../lib/collector/configuration';
import { loadFindings, TraceLoad } from '../../../lib/collector/tail-sampler/load-invariants';
import { documentOf, whats } from '../documents';

const load: TraceLoad = { tracesPerSecond: 4_000, spansPerTrace: 10, bytesPerSpan: 1_000 };

const REMEMBERED = { sampled_cache_size: 2_000_000, non_sampled_cache_size: 2_000_000 };

function sampling(config: object = {}, id = 'tail_sampling'): CollectorDocument {
  return documentOf({ traces: { receivers: ['otlp'], processors: ['memory_limiter', id], exporters: ['otlp_grpc'] } }, {
    processors: {
      [id]: { decision_wait: '30s', num_traces: 180_000, decision_cache: REMEMBERED, ...config },
      memory_limiter: { limit_percentage: 80, spike_limit_percentage: 20 },
    },
  });
}

function judged(document: CollectorDocument, { replicas, memory = '64Gi' }: { replicas?: number; memory?: string } = {}, given = load) {
  const container = { name: 'collector', resources: { limits: { memory }, requests: { memory } } };
  return loadFindings(document, { workload: { kind: 'StatefulSet', spec: { replicas, template: { spec: { containers: [container] } } } }, container: 'collector' }, given);
}

describe('how many traces a sampler holds', () => {
  test('fits when it is the traces of the wait and half as many again', () => {
    expect(judged(sampling())).toEqual([]);
  });

  test('fails with all that would mend it', () => {
    expect(judged(sampling({ num_traces: 50_000 }))).toEqual([{
      what: 'num_traces 50000 cannot hold 4000 traces/s x 30 s x 1.5 = 180000 traces',
      why: 'traces would be dropped before their decision (otelcol_processor_tail_sampling_sampling_trace_dropped_too_early)',
      fix: 'numTraces: 180000 or none, decisionWait of at most 8 s, or replicas: 4',
    }]);
  });

  test.each([
    ['the number of traces', sampling({ num_traces: 180_000 }), 1],
    ['the wait', sampling({ num_traces: 50_000, decision_wait: '8s' }), 1],
    ['the number of samplers', sampling({ num_traces: 50_000 }), 4],
  ])('fits when %s is mended as it says', (_, document, replicas) => {
    expect(judged(document, { replicas })).toEqual([]);
  });

  test('is judged by the number of replicas in the manifest', () => {
    expect(whats(judged(sampling({ num_traces: 50_000 }), { replicas: 3 }))).toEqual([
      'num_traces 50000 cannot hold 4000 traces/s x 30 s x 1.5 / 3 replicas = 60000 traces',
    ]);
  });

  test('is what the collector takes when nobody says, under the old spelling of nothing', () => {
    const bare = sampling({ num_traces: undefined, decision_wait: undefined });

    expect(whats(judged(bare))).toEqual(['num_traces 50000 cannot hold 4000 traces/s x 30 s x 1.5 = 180000 traces']);
  });

  test('has no shorter wait as a mend where none would help', () => {
    expect(judged(sampling({ num_traces: 1_000 }))[0]?.fix).toBe('numTraces: 180000 or none, or replicas: 180');
  });

  test('is nobody\'s business in a sampler that no pipeline has', () => {
    const unused: CollectorDocument = { ...sampling({ num_traces: 10 }), service: { pipelines: {} } };

    expect(judged(unused)).toEqual([]);
  });
});

describe('the decisions that are remembered', () => {
  test.each(['sampled_cache_size', 'non_sampled_cache_size'])('fail when %s is no more than is held', (key) => {
    const document = sampling({ decision_cache: { ...REMEMBERED, [key]: 180_000 } });

    expect(judged(document)).toEqual([{
      what: `decision_cache.${key} is 180000, and num_traces 180000`,
      why: 'decisions are forgotten while spans still come in: late ones would be decided about again, as a trace of their own',
      fix: `${key}: 1800000, ten times num_traces`,
    }]);
    expect(judged(sampling({ decision_cache: { ...REMEMBERED, [key]: 1_800_000 } }))).toEqual([]);
  });

  test('fail when there are none', () => {
    expect(whats(judged(sampling({ decision_cache: undefined })))).toEqual([
      'decision_cache.sampled_cache_size is 0, and num_traces 180000', 'decision_cache.non_sampled_cache_size is 0, and num_traces 180000',
    ]);
  });
});

describe('the memory of a sampler', () => {
  test('fails when what it holds does not fit below what the limiter refuses, and fits as the error says', () => {
    const [finding, ...others] = judged(sampling(), { memory: '2Gi' });
    const enough = /Size\.mebibytes\((\d+)\)/.exec(finding?.fix ?? '')?.[1];

    expect(others).toEqual([]);
    expect(finding?.what).toMatch(/^num_traces 180000 x 10 spans x 1000 bytes need [\d.]+ GiB, and data is refused from 1\.2 GiB on$/);
    expect(judged(sampling(), { memory: `${enough}Mi` })).toEqual([]);
  });

  test('is less for smaller spans', () => {
    expect(judged(sampling(), { memory: '8Gi' }, { ...load, bytesPerSpan: 1 })).toEqual([]);
  });

  test('is nobody\'s business without a limit: that is said elsewhere', () => {
    expect(judged(sampling(), { memory: 'none' })).toEqual([]);
  });
});
