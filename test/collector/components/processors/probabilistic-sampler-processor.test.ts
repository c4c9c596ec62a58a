import {
  ProbabilisticSamplerProcessor, ProbabilisticSamplerProcessorProps, RandomnessSource, SamplerMode,
} from '../../../../lib/collector/components/processors/probabilistic-sampler-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the probabilistic sampler', () => {
  test('keeps a percentage, and drops what it cannot decide about', () => {
    expect(rendered(new ProbabilisticSamplerProcessor({ samplingPercentage: 12.5 }))).toEqual({
      sampling_percentage: 12.5, fail_closed: true, sampling_precision: 4,
    });
  });

  test.each([0, 100, 100 / 2 ** 56])('may keep %s percent', (samplingPercentage) => {
    expect(new ProbabilisticSamplerProcessor({ samplingPercentage }).samplingPercentage).toBe(samplingPercentage);
  });

  test.each(Object.values(SamplerMode))('decides by %s', (mode) => {
    expect(rendered(new ProbabilisticSamplerProcessor({ samplingPercentage: 1, mode }))).toMatchObject({ mode });
  });

  test('decides about log records as it is told', () => {
    const sampler = new ProbabilisticSamplerProcessor({
      name: 'logs',
      samplingPercentage: 10,
      mode: SamplerMode.HASH_SEED,
      hashSeed: 22,
      failClosed: false,
      samplingPrecision: 14,
      attributeSource: RandomnessSource.RECORD,
      fromAttribute: 'request.id',
      samplingPriority: 'priority',
    });

    expect(rendered(sampler)).toEqual({
      sampling_percentage: 10,
      mode: 'hash_seed',
      hash_seed: 22,
      fail_closed: false,
      sampling_precision: 14,
      attribute_source: 'record',
      from_attribute: 'request.id',
      sampling_priority: 'priority',
    });
    expect(sampler._id(TESTED)).toBe('probabilistic_sampler/logs');
  });

  test.each<[Partial<ProbabilisticSamplerProcessorProps>, string]>([
    [{ samplingPercentage: -1 }, 'samplingPercentage is -1'],
    [{ samplingPercentage: 101 }, 'samplingPercentage is 101'],
    [{ samplingPercentage: 1e-20 }, 'samplingPercentage is 1e-20'],
    [{ samplingPercentage: NaN }, 'samplingPercentage is NaN'],
    [{ hashSeed: -1 }, 'hashSeed is -1'],
    [{ hashSeed: 2 ** 32 }, 'hashSeed is 4294967296'],
    [{ samplingPrecision: 0 }, 'samplingPrecision is 0'],
    [{ samplingPrecision: 15 }, 'samplingPrecision is 15'],
    [{ hashSeed: 1, mode: SamplerMode.EQUALIZING }, 'hashSeed 1 with the mode equalizing'],
    [{ attributeSource: RandomnessSource.RECORD }, 'RandomnessSource.RECORD without fromAttribute'],
    [{ fromAttribute: 'id' }, "fromAttribute 'id' without RandomnessSource.RECORD"],
  ])('fails at %j', (props, what) => {
    expect(problemOf(() => new ProbabilisticSamplerProcessor({ samplingPercentage: 10, ...props }))).toMatchObject({ path: 'ProbabilisticSamplerProcessor', what });
  });
});
