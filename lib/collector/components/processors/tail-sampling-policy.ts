import { Size } from 'cdk8s';
import { requireTexts, requireWhole } from '../bounds';
import { OttlErrorMode } from './ottl-error-mode';
import {
  BooleanAttributePolicyOptions, LatencyPolicyOptions, NumericAttributePolicyOptions, OttlConditionPolicyOptions, SpanCountPolicyOptions,
  StringAttributePolicyOptions,
} from './tail-sampling-policy-options';
import { PLAIN_POLICIES, requireParts, sharesOf } from './tail-sampling-policy-parts';
import { bytesOf } from '../../../kubernetes/quantities';
import { requirePattern } from '../../../policy/patterns';
import { SpanStatus } from '../../../policy/sampling/traced-span';
import { fail } from '../../../validation';

/** A policy with its share of a budget. */
export interface CompositePolicyPart {
  /** The policy. Every type but `noneOf`, `drop` and `composite`; those fail. */
  readonly policy: TailSamplingPolicy;

  /**
   * Its share in percent. Given for all parts or for none, from 1 to 100, together at most 100.
   *
   * @default - equal shares
   */
  readonly percent?: number;
}

/** Policies that share a budget. */
export interface CompositePolicyOptions {
  /** Spans that are sampled in a second, by all of them together. */
  readonly maxTotalSpansPerSecond: number;

  /** The policies in the order in which they are asked: the first that samples a trace pays for it. None fails. */
  readonly parts: CompositePolicyPart[];
}

/** What a policy is made of. */
interface Rendered {
  readonly type: string;
  readonly settings?: object;
  /** Whether it needs more than one look at a trace, so that it cannot decide while spans come in. */
  readonly stateful?: boolean;
}

/**
 * One reason to keep a trace, or to drop it. A trace is dropped when a `drop` policy matches it, else sampled when any other does, else not.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md
 */
export class TailSamplingPolicy {
  /**
   * Every trace.
   *
   * @param name its name in metrics and logs
   */
  public static alwaysSample(name: string): TailSamplingPolicy {
    return new TailSamplingPolicy(name, { type: 'always_sample' });
  }

  /**
   * Traces that take long, from the beginning of their first span to the end of their last.
   *
   * @param name its name in metrics and logs
   * @param options how long
   */
  public static latency(name: string, options: LatencyPolicyOptions): TailSamplingPolicy {
    const [threshold, upper] = [options.threshold.toMilliseconds(), options.upperThreshold?.toMilliseconds()];
    requireWhole('TailSamplingPolicy.latency', 'threshold in milliseconds', threshold, 0);
    requireWhole('TailSamplingPolicy.latency', 'upperThreshold in milliseconds', upper, 1);
    if (upper !== undefined && upper <= threshold) {
      fail('TailSamplingPolicy.latency', {
        what: `upperThreshold ${upper} ms with a threshold of ${threshold} ms`,
        why: 'no trace is longer than the one and not longer than the other',
        fix: `upperThreshold: Duration.millis(${threshold * 2 || 1000}), or leave it out`,
      });
    }
    return new TailSamplingPolicy(name, { type: 'latency', settings: { threshold_ms: threshold, upper_threshold_ms: upper }, stateful: upper !== undefined });
  }

  /**
   * Traces with a number in an attribute of a span.
   *
   * @param name its name in metrics and logs
   * @param options attribute and bounds, in whole numbers
   */
  public static numericAttribute(name: string, options: NumericAttributePolicyOptions): TailSamplingPolicy {
    const caller = 'TailSamplingPolicy.numericAttribute';
    const { minValue: min, maxValue: max } = options;
    requireKey(caller, options.key);
    [min, max].forEach((bound) => requireWhole(caller, 'a bound', bound, Number.MIN_SAFE_INTEGER));
    if (min === 0 || max === 0 || (min === undefined && max === undefined)) {
      fail(caller, {
        what: min === undefined && max === undefined ? 'neither minValue nor maxValue' : `${min === 0 ? 'minValue' : 'maxValue'} is 0`,
        why: 'the collector takes 0 for no bound, and without bounds every number matches',
        fix: `TailSamplingPolicy.ottlCondition('${name}', { spanConditions: ['span.attributes["${options.key}"] ${max === 0 ? '<=' : '>='} 0'] })`,
      });
    }
    if (min !== undefined && max !== undefined && min > max) {
      fail(caller, { what: `minValue ${min} with maxValue ${max}`, why: 'no number is both', fix: `minValue: ${max}, maxValue: ${min}` });
    }
    return new TailSamplingPolicy(name, {
      type: 'numeric_attribute',
      settings: { key: options.key, min_value: min, max_value: max, invert_match: options.invertMatch },
    });
  }

  /**
   * A percentage of traces, by a hash of their id.
   *
   * @param name its name in metrics and logs
   * @param percentage more than 0, at most 100
   * @param hashSalt what tells this tier from others: with one salt in two tiers, what passes the first passes the second
   */
  public static probabilistic(name: string, percentage: number, hashSalt?: string): TailSamplingPolicy {
    if (!(percentage > 0 && percentage <= 100)) {
      fail('TailSamplingPolicy.probabilistic', {
        what: `percentage is ${percentage}`,
        why: 'it would sample nothing, or everything',
        fix: `TailSamplingPolicy.probabilistic('${name}', 10) samples one of ten`,
      });
    }
    return new TailSamplingPolicy(name, { type: 'probabilistic', settings: { sampling_percentage: percentage, hash_salt: hashSalt } });
  }

  /**
   * Traces with a span that ended in one of these ways.
   *
   * @param name its name in metrics and logs
   * @param statusCodes the ways; none fails
   */
  public static statusCode(name: string, statusCodes: SpanStatus[]): TailSamplingPolicy {
    requireTexts('TailSamplingPolicy.statusCode', 'statusCodes', statusCodes, 'ERROR');
    return new TailSamplingPolicy(name, { type: 'status_code', settings: { status_codes: [...statusCodes] } });
  }

  /**
   * Traces with a text in an attribute of a span.
   *
   * @param name its name in metrics and logs
   * @param options attribute and texts
   */
  public static stringAttribute(name: string, options: StringAttributePolicyOptions): TailSamplingPolicy {
    const caller = 'TailSamplingPolicy.stringAttribute';
    requireKey(caller, options.key);
    requireTexts(caller, 'values', options.values, 'checkout');
    requireWhole(caller, 'cacheMaxSize', options.cacheMaxSize, 1);
    if (options.regularExpressions) {
      options.values.forEach((value) => requirePattern(caller, 'values', value));
    } else if (options.cacheMaxSize !== undefined) {
      fail(caller, {
        what: `cacheMaxSize ${options.cacheMaxSize} without regularExpressions`,
        why: 'only what expressions say is remembered',
        fix: 'leave it out, or regularExpressions: true',
      });
    }
    return new TailSamplingPolicy(name, {
      type: 'string_attribute',
      settings: {
        key: options.key,
        values: [...options.values],
        enabled_regex_matching: options.regularExpressions,
        cache_max_size: options.cacheMaxSize,
        invert_match: options.invertMatch,
      },
    });
  }

  /**
   * Traces with a truth in an attribute of a span.
   *
   * @param name its name in metrics and logs
   * @param options attribute and value
   */
  public static booleanAttribute(name: string, options: BooleanAttributePolicyOptions): TailSamplingPolicy {
    requireKey('TailSamplingPolicy.booleanAttribute', options.key);
    return new TailSamplingPolicy(name, {
      type: 'boolean_attribute',
      settings: { key: options.key, value: options.value ?? true, invert_match: options.invertMatch },
    });
  }

  /**
   * As many traces as fit into a number of spans in a second. With several shards each has its part.
   *
   * @param name its name in metrics and logs
   * @param spansPerSecond the spans
   * @param burstCapacity spans that may come at once; larger traces never pass. Twice `spansPerSecond` when left out
   */
  public static rateLimiting(name: string, spansPerSecond: number, burstCapacity?: number): TailSamplingPolicy {
    requireWhole('TailSamplingPolicy.rateLimiting', 'spansPerSecond', spansPerSecond, 1);
    requireWhole('TailSamplingPolicy.rateLimiting', 'burstCapacity', burstCapacity, 1);
    return new TailSamplingPolicy(name, {
      type: 'rate_limiting',
      settings: { spans_per_second: spansPerSecond, burst_capacity: burstCapacity },
      stateful: true,
    });
  }

  /**
   * As many traces as fit into a number of bytes in a second. With several shards each has its part.
   *
   * @param name its name in metrics and logs
   * @param perSecond the bytes
   * @param burstCapacity bytes that may come at once; larger traces never pass. Twice `perSecond` when left out
   */
  public static bytesLimiting(name: string, perSecond: Size, burstCapacity?: Size): TailSamplingPolicy {
    const [bytes, burst] = [bytesOf(perSecond), burstCapacity && bytesOf(burstCapacity)];
    requireWhole('TailSamplingPolicy.bytesLimiting', 'perSecond in bytes', bytes, 1);
    requireWhole('TailSamplingPolicy.bytesLimiting', 'burstCapacity in bytes', burst, 1);
    return new TailSamplingPolicy(name, { type: 'bytes_limiting', settings: { bytes_per_second: bytes, burst_capacity: burst }, stateful: true });
  }

  /**
   * Traces by how many spans they have.
   *
   * @param name its name in metrics and logs
   * @param options bounds
   */
  public static spanCount(name: string, options: SpanCountPolicyOptions): TailSamplingPolicy {
    const caller = 'TailSamplingPolicy.spanCount';
    const { minSpans: min, maxSpans: max } = options;
    requireWhole(caller, 'minSpans', min, 1, 2 ** 31 - 1);
    requireWhole(caller, 'maxSpans', max, 1, 2 ** 31 - 1);
    if ((min === undefined && max === undefined) || (min ?? 0) > (max ?? Infinity)) {
      fail(caller, {
        what: min === undefined ? 'neither minSpans nor maxSpans' : `minSpans ${min} with maxSpans ${max}`,
        why: min === undefined ? 'it would sample every trace' : 'no trace has both',
        fix: min === undefined ? `TailSamplingPolicy.alwaysSample('${name}')` : `minSpans: ${max}, maxSpans: ${min}`,
      });
    }
    return new TailSamplingPolicy(name, { type: 'span_count', settings: { min_spans: min, max_spans: max }, stateful: max !== undefined });
  }

  /**
   * Traces whose trace state has one of these values.
   *
   * @param name its name in metrics and logs
   * @param key the key in the trace state
   * @param values its values; none fails
   */
  public static traceState(name: string, key: string, values: string[]): TailSamplingPolicy {
    requireKey('TailSamplingPolicy.traceState', key);
    requireTexts('TailSamplingPolicy.traceState', 'values', values, 'debug');
    return new TailSamplingPolicy(name, { type: 'trace_state', settings: { key, values: [...values] } });
  }

  /**
   * Traces with a span that was sampled at its source.
   *
   * @param name its name in metrics and logs
   */
  public static traceFlags(name: string): TailSamplingPolicy {
    return new TailSamplingPolicy(name, { type: 'trace_flags' });
  }

  /**
   * Traces that match OTTL conditions.
   *
   * @param name its name in metrics and logs
   * @param options conditions for spans and their events
   */
  public static ottlCondition(name: string, options: OttlConditionPolicyOptions): TailSamplingPolicy {
    const caller = 'TailSamplingPolicy.ottlCondition';
    requireTexts(caller, 'spanConditions', options.spanConditions, 'span.status.code == STATUS_CODE_ERROR');
    requireTexts(caller, 'spanEventConditions', options.spanEventConditions, 'spanevent.name == "exception"');
    if (!options.spanConditions && !options.spanEventConditions) {
      fail(caller, {
        what: 'neither spanConditions nor spanEventConditions',
        why: 'it validates, and the collector does not start',
        fix: "spanConditions: ['span.status.code == STATUS_CODE_ERROR']",
      });
    }
    return new TailSamplingPolicy(name, {
      type: 'ottl_condition',
      settings: { error_mode: options.errorMode ?? OttlErrorMode.IGNORE, span: options.spanConditions, spanevent: options.spanEventConditions },
    });
  }

  /**
   * Traces that every one of some policies samples.
   *
   * @param name its name in metrics and logs
   * @param policies the policies; none fails, and so do `allOf`, `drop`, `composite` and `noneOf` of several
   */
  public static allOf(name: string, policies: TailSamplingPolicy[]): TailSamplingPolicy {
    const parts = requireParts('TailSamplingPolicy.allOf', name, policies, [...PLAIN_POLICIES, 'not']);
    return new TailSamplingPolicy(name, { type: 'and', settings: { and_sub_policy: parts.map((part) => part._render()) }, stateful: parts.some(isStateful) });
  }

  /**
   * Traces that none of some policies samples.
   *
   * @param name its name in metrics and logs
   * @param policies the policies; none fails, and so do `allOf`, `noneOf`, `drop` and `composite`
   */
  public static noneOf(name: string, policies: TailSamplingPolicy[]): TailSamplingPolicy {
    const parts = requireParts('TailSamplingPolicy.noneOf', name, policies, PLAIN_POLICIES);
    const inverse = (of: TailSamplingPolicy, as: string) => new TailSamplingPolicy(as, {
      type: 'not',
      settings: { not_sub_policy: of._render() },
      stateful: isStateful(of),
    });
    return parts.length === 1 ? inverse(parts[0], name) : TailSamplingPolicy.allOf(name, parts.map((part) => inverse(part, `not-${part.name}`)));
  }

  /**
   * Drops the traces that every one of some policies samples, whatever other policies say.
   *
   * @param name its name in metrics and logs
   * @param policies the policies; none fails, and so do `allOf`, `drop`, `composite` and `noneOf` of several
   */
  public static drop(name: string, policies: TailSamplingPolicy[]): TailSamplingPolicy {
    const parts = requireParts('TailSamplingPolicy.drop', name, policies, [...PLAIN_POLICIES, 'not']);
    return new TailSamplingPolicy(name, { type: 'drop', settings: { drop_sub_policy: parts.map((part) => part._render()) }, stateful: parts.some(isStateful) });
  }

  /**
   * Traces that any of some policies samples, as many as fit into a number of spans in a second of which each policy has its share.
   *
   * @param name its name in metrics and logs
   * @param options budget and shares
   */
  public static composite(name: string, options: CompositePolicyOptions): TailSamplingPolicy {
    const caller = 'TailSamplingPolicy.composite';
    requireWhole(caller, 'maxTotalSpansPerSecond', options.maxTotalSpansPerSecond, 1);
    const parts = requireParts(caller, name, options.parts.map(({ policy }) => policy), [...PLAIN_POLICIES, 'and']);
    const percents = sharesOf(options.parts);
    return new TailSamplingPolicy(name, {
      type: 'composite',
      settings: {
        max_total_spans_per_second: options.maxTotalSpansPerSecond,
        policy_order: parts.map((part) => part.name),
        composite_sub_policy: parts.map((part) => part._render()),
        rate_allocation: parts.map((part, index) => ({ policy: part.name, percent: percents[index] })),
      },
      stateful: parts.some(isStateful),
    });
  }

  /** Its name in metrics and logs. */
  public readonly name: string;
  /** Its type as the collector names it. */
  public readonly type: string;

  private constructor(name: string, private readonly rendered: Rendered) {
    this.name = name;
    this.type = rendered.type;
    if (name === '') {
      fail('TailSamplingPolicy', {
        what: `a policy of type ${rendered.type} has no name`,
        why: 'it validates, and the collector does not start',
        fix: 'a name that says what it keeps, such as \'errors\'',
      });
    }
  }

  /** Whether it needs more than one look at a trace. @internal */
  public get _stateful(): boolean {
    return this.rendered.stateful ?? false;
  }

  /** The policy as the collector reads it. @internal */
  public _render(): object {
    return { name: this.name, type: this.type, ...(this.rendered.settings ? { [this.type]: this.rendered.settings } : {}) };
  }
}

function isStateful(policy: TailSamplingPolicy): boolean {
  return policy._stateful;
}

function requireKey(caller: string, key: string): void {
  if (key === '') {
    fail(caller, { what: 'key is empty', why: 'no span has such an attribute', fix: "key: 'http.route'" });
  }
}
