import { Duration, Size } from 'cdk8s';
import { OttlErrorMode } from '../../../../lib/collector/components/processors/ottl-error-mode';
import { TailSamplingPolicy } from '../../../../lib/collector/components/processors/tail-sampling-policy';
import { SpanStatus } from '../../../../lib/policy/sampling/traced-span';
import { problemOf } from '../../documents';

const all = TailSamplingPolicy.alwaysSample('all');
const errors = TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR]);
const slow = TailSamplingPolicy.latency('slow', { threshold: Duration.seconds(2) });
const limited = TailSamplingPolicy.rateLimiting('limited', 100);
const [ALL, ERRORS, SLOW] = [all, errors, slow].map((policy) => policy._render());

describe('a tail sampling policy', () => {
  test.each<[TailSamplingPolicy, object]>([
    [all, { name: 'all', type: 'always_sample' }],
    [TailSamplingPolicy.traceFlags('flags'), { name: 'flags', type: 'trace_flags' }],
    [slow, { name: 'slow', type: 'latency', latency: { threshold_ms: 2000 } }],
    [
      TailSamplingPolicy.latency('slower', { threshold: Duration.millis(0), upperThreshold: Duration.seconds(5) }),
      { name: 'slower', type: 'latency', latency: { threshold_ms: 0, upper_threshold_ms: 5000 } },
    ],
    [
      TailSamplingPolicy.numericAttribute('5xx', { key: 'http.response.status_code', minValue: 500, maxValue: 599, invertMatch: true }),
      { name: '5xx', type: 'numeric_attribute', numeric_attribute: { key: 'http.response.status_code', min_value: 500, max_value: 599, invert_match: true } },
    ],
    [TailSamplingPolicy.probabilistic('some', 0.5, 'salt'), { name: 'some', type: 'probabilistic', probabilistic: { sampling_percentage: 0.5, hash_salt: 'salt' } }],
    [
      TailSamplingPolicy.statusCode('ends', [SpanStatus.ERROR, SpanStatus.OK, SpanStatus.UNSET]),
      { name: 'ends', type: 'status_code', status_code: { status_codes: ['ERROR', 'OK', 'UNSET'] } },
    ],
    [
      TailSamplingPolicy.stringAttribute('routes', { key: 'http.route', values: ['^/pay'], regularExpressions: true, cacheMaxSize: 10, invertMatch: true }),
      {
        name: 'routes',
        type: 'string_attribute',
        string_attribute: { key: 'http.route', values: ['^/pay'], enabled_regex_matching: true, cache_max_size: 10, invert_match: true },
      },
    ],
    [
      TailSamplingPolicy.booleanAttribute('debugged', { key: 'debug' }),
      { name: 'debugged', type: 'boolean_attribute', boolean_attribute: { key: 'debug', value: true } },
    ],
    [
      TailSamplingPolicy.booleanAttribute('others', { key: 'debug', value: false, invertMatch: true }),
      { name: 'others', type: 'boolean_attribute', boolean_attribute: { key: 'debug', value: false, invert_match: true } },
    ],
    [
      TailSamplingPolicy.rateLimiting('limited', 100, 500),
      { name: 'limited', type: 'rate_limiting', rate_limiting: { spans_per_second: 100, burst_capacity: 500 } },
    ],
    [
      TailSamplingPolicy.bytesLimiting('bytes', Size.kibibytes(1), Size.kibibytes(4)),
      { name: 'bytes', type: 'bytes_limiting', bytes_limiting: { bytes_per_second: 1024, burst_capacity: 4096 } },
    ],
    [TailSamplingPolicy.spanCount('many', { minSpans: 100, maxSpans: 200 }), { name: 'many', type: 'span_count', span_count: { min_spans: 100, max_spans: 200 } }],
    [TailSamplingPolicy.traceState('state', 'vendor', ['a']), { name: 'state', type: 'trace_state', trace_state: { key: 'vendor', values: ['a'] } }],
    [
      TailSamplingPolicy.ottlCondition('thrown', { spanConditions: ['span.kind == SPAN_KIND_SERVER'], spanEventConditions: ['spanevent.name == "exception"'] }),
      {
        name: 'thrown',
        type: 'ottl_condition',
        ottl_condition: { error_mode: 'ignore', span: ['span.kind == SPAN_KIND_SERVER'], spanevent: ['spanevent.name == "exception"'] },
      },
    ],
    [
      TailSamplingPolicy.ottlCondition('strict', { spanConditions: ['span.name == "a"'], errorMode: OttlErrorMode.PROPAGATE }),
      { name: 'strict', type: 'ottl_condition', ottl_condition: { error_mode: 'propagate', span: ['span.name == "a"'] } },
    ],
    [TailSamplingPolicy.allOf('both', [errors, slow]), { name: 'both', type: 'and', and: { and_sub_policy: [ERRORS, SLOW] } }],
    [TailSamplingPolicy.noneOf('quick', [slow]), { name: 'quick', type: 'not', not: { not_sub_policy: SLOW } }],
    [
      TailSamplingPolicy.noneOf('dull', [errors, slow]),
      {
        name: 'dull',
        type: 'and',
        and: {
          and_sub_policy: [
            { name: 'not-errors', type: 'not', not: { not_sub_policy: ERRORS } },
            { name: 'not-slow', type: 'not', not: { not_sub_policy: SLOW } },
          ],
        },
      },
    ],
    [
      TailSamplingPolicy.drop('noise', [all, TailSamplingPolicy.noneOf('fine', [errors])]),
      { name: 'noise', type: 'drop', drop: { drop_sub_policy: [ALL, { name: 'fine', type: 'not', not: { not_sub_policy: ERRORS } }] } },
    ],
    [
      TailSamplingPolicy.composite('budget', { maxTotalSpansPerSecond: 1000, parts: [{ policy: errors, percent: 70 }, { policy: all, percent: 30 }] }),
      {
        name: 'budget',
        type: 'composite',
        composite: {
          max_total_spans_per_second: 1000,
          policy_order: ['errors', 'all'],
          composite_sub_policy: [ERRORS, ALL],
          rate_allocation: [{ policy: 'errors', percent: 70 }, { policy: 'all', percent: 30 }],
        },
      },
    ],
  ])('is what the collector calls it: %#', (policy, document) => {
    expect(JSON.parse(JSON.stringify(policy._render()))).toEqual(document);
  });

  test('shares a budget equally unless it is told', () => {
    const policy = TailSamplingPolicy.composite('budget', { maxTotalSpansPerSecond: 9, parts: [errors, slow, all].map((part) => ({ policy: part })) });

    expect(policy._render()).toMatchObject({
      composite: { rate_allocation: [{ policy: 'errors', percent: 33 }, { policy: 'slow', percent: 33 }, { policy: 'all', percent: 33 }] },
    });
  });

  test('can be read back', () => {
    expect(errors).toMatchObject({ name: 'errors', type: 'status_code' });
  });

  test.each<[TailSamplingPolicy, boolean]>([
    [errors, false],
    [slow, false],
    [TailSamplingPolicy.spanCount('many', { minSpans: 10 }), false],
    [TailSamplingPolicy.allOf('both', [errors, slow]), false],
    [limited, true],
    [TailSamplingPolicy.bytesLimiting('bytes', Size.kibibytes(1)), true],
    [TailSamplingPolicy.latency('window', { threshold: Duration.seconds(1), upperThreshold: Duration.seconds(2) }), true],
    [TailSamplingPolicy.spanCount('few', { maxSpans: 10 }), true],
    [TailSamplingPolicy.allOf('both', [errors, limited]), true],
    [TailSamplingPolicy.noneOf('none', [limited]), true],
    [TailSamplingPolicy.drop('drop', [limited]), true],
    [TailSamplingPolicy.composite('budget', { maxTotalSpansPerSecond: 9, parts: [{ policy: limited }] }), true],
  ])('knows whether it has to see the whole trace: %#', (policy, stateful) => {
    expect(policy._stateful).toBe(stateful);
  });
});

describe('a tail sampling policy fails', () => {
  test.each<[string, () => unknown, string]>([
    ['', () => TailSamplingPolicy.alwaysSample(''), 'a policy of type always_sample has no name'],
    ['.latency', () => TailSamplingPolicy.latency('a', { threshold: Duration.seconds(2), upperThreshold: Duration.seconds(2) }), 'upperThreshold 2000 ms with a threshold of 2000 ms'],
    ['.latency', () => TailSamplingPolicy.latency('a', { threshold: Duration.millis(0), upperThreshold: Duration.millis(0) }), 'upperThreshold in milliseconds is 0'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: 'k' }), 'neither minValue nor maxValue'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: 'k', minValue: 0 }), 'minValue is 0'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: 'k', minValue: -1, maxValue: 0 }), 'maxValue is 0'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: 'k', minValue: 1.5 }), 'a bound is 1.5'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: 'k', minValue: 9, maxValue: 8 }), 'minValue 9 with maxValue 8'],
    ['.numericAttribute', () => TailSamplingPolicy.numericAttribute('a', { key: '', minValue: 9 }), 'key is empty'],
    ['.probabilistic', () => TailSamplingPolicy.probabilistic('a', 0), 'percentage is 0'],
    ['.probabilistic', () => TailSamplingPolicy.probabilistic('a', 101), 'percentage is 101'],
    ['.statusCode', () => TailSamplingPolicy.statusCode('a', []), 'statusCodes is empty'],
    ['.stringAttribute', () => TailSamplingPolicy.stringAttribute('a', { key: 'k', values: [] }), 'values is empty'],
    ['.stringAttribute', () => TailSamplingPolicy.stringAttribute('a', { key: 'k', values: ['('], regularExpressions: true }), "values '(' is no RE2 expression: missing closing ): `(`"],
    ['.stringAttribute', () => TailSamplingPolicy.stringAttribute('a', { key: 'k', values: ['b'], cacheMaxSize: 5 }), 'cacheMaxSize 5 without regularExpressions'],
    ['.booleanAttribute', () => TailSamplingPolicy.booleanAttribute('a', { key: '' }), 'key is empty'],
    ['.rateLimiting', () => TailSamplingPolicy.rateLimiting('a', 0), 'spansPerSecond is 0'],
    ['.rateLimiting', () => TailSamplingPolicy.rateLimiting('a', 1, 0), 'burstCapacity is 0'],
    ['.bytesLimiting', () => TailSamplingPolicy.bytesLimiting('a', Size.kibibytes(0)), 'perSecond in bytes is 0'],
    ['.spanCount', () => TailSamplingPolicy.spanCount('a', {}), 'neither minSpans nor maxSpans'],
    ['.spanCount', () => TailSamplingPolicy.spanCount('a', { minSpans: 3, maxSpans: 2 }), 'minSpans 3 with maxSpans 2'],
    ['.traceState', () => TailSamplingPolicy.traceState('a', 'k', []), 'values is empty'],
    ['.ottlCondition', () => TailSamplingPolicy.ottlCondition('a', {}), 'neither spanConditions nor spanEventConditions'],
    ['.ottlCondition', () => TailSamplingPolicy.ottlCondition('a', { spanConditions: [''] }), 'spanConditions has an empty text in it'],
    ['.allOf', () => TailSamplingPolicy.allOf('a', []), "'a' has no policies in it"],
    ['.allOf', () => TailSamplingPolicy.allOf('a', [errors, errors]), "'a' has two policies 'errors' in it"],
    ['.allOf', () => TailSamplingPolicy.allOf('a', [TailSamplingPolicy.allOf('b', [all])]), "'a' has 'b' in it, which is of type and"],
    ['.noneOf', () => TailSamplingPolicy.noneOf('a', [TailSamplingPolicy.noneOf('b', [all])]), "'a' has 'b' in it, which is of type not"],
    ['.drop', () => TailSamplingPolicy.drop('a', [TailSamplingPolicy.drop('b', [all])]), "'a' has 'b' in it, which is of type drop"],
    [
      '.composite',
      () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 1, parts: [{ policy: TailSamplingPolicy.noneOf('b', [all]) }] }),
      "'a' has 'b' in it, which is of type not",
    ],
    ['.composite', () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 0, parts: [{ policy: all }] }), 'maxTotalSpansPerSecond is 0'],
    ['.composite', () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 1, parts: [] }), "'a' has no policies in it"],
    ['.composite', () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 1, parts: [{ policy: all, percent: 101 }] }), 'percent is 101'],
    [
      '.composite',
      () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 1, parts: [{ policy: all, percent: 60 }, { policy: slow, percent: 60 }] }),
      'the parts have 120 percent together',
    ],
    [
      '.composite',
      () => TailSamplingPolicy.composite('a', { maxTotalSpansPerSecond: 1, parts: [{ policy: all, percent: 60 }, { policy: slow }] }),
      '1 of 2 parts have a percent',
    ],
  ])('in TailSamplingPolicy%s: %#', (factory, act, what) => {
    expect(problemOf(act)).toMatchObject({ path: `TailSamplingPolicy${factory}`, what });
  });
});
