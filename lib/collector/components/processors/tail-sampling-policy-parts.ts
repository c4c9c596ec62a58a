import { fail } from '../../../validation';
import { firstTwice, requireWhole } from '../bounds';

/** A policy, as far as those that hold it must know it. */
interface NamedPolicy {
  readonly name: string;
  readonly type: string;
}

/** Types of policies that stand alone or in any other. */
export const PLAIN_POLICIES = [
  'always_sample', 'latency', 'numeric_attribute', 'probabilistic', 'status_code', 'string_attribute', 'rate_limiting', 'bytes_limiting', 'span_count',
  'trace_state', 'trace_flags', 'boolean_attribute', 'ottl_condition',
];

/** The first name that two policies have. */
export function nameTwice(policies: readonly NamedPolicy[]): string | undefined {
  return firstTwice(policies.map(({ name }) => name));
}

/** Fails on policies that cannot be within another: of the wrong type, none at all, or two of one name. */
export function requireParts<P extends NamedPolicy>(caller: string, name: string, policies: readonly P[], types: readonly string[]): readonly P[] {
  const wrong = policies.find(({ type }) => !types.includes(type));
  if (wrong) {
    fail(caller, {
      what: `'${name}' has '${wrong.name}' in it, which is of type ${wrong.type}`,
      why: 'it validates, and the collector does not start: it does not know that type there',
      fix: `a policy of one of the types ${types.join(', ')}`,
    });
  }
  const twice = nameTwice(policies);
  if (policies.length === 0 || twice !== undefined) {
    fail(caller, {
      what: twice === undefined ? `'${name}' has no policies in it` : `'${name}' has two policies '${twice}' in it`,
      why: twice === undefined ? 'what it does to traces would be chance' : 'metrics and shares go by name',
      fix: twice === undefined ? "TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR]) in it" : `another name than '${twice}' for one of them`,
    });
  }
  return [...policies];
}

/** The shares of a budget in percent: as they are given, or equal. Fails when they are neither. */
export function sharesOf(parts: readonly { readonly percent?: number }[]): number[] {
  const given = parts.flatMap(({ percent }) => percent ?? []);
  given.forEach((percent) => requireWhole('TailSamplingPolicy.composite', 'percent', percent, 1, 100));
  const sum = given.reduce((total, percent) => total + percent, 0);
  if (sum > 100 || (given.length > 0 && given.length < parts.length)) {
    fail('TailSamplingPolicy.composite', {
      what: sum > 100 ? `the parts have ${sum} percent together` : `${given.length} of ${parts.length} parts have a percent`,
      why: sum > 100 ? 'they would sample more than maxTotalSpansPerSecond' : 'what the others have would depend on the version of the collector',
      fix: `percent: ${Math.floor(100 / parts.length)} for each, or leave it out`,
    });
  }
  return given.length > 0 ? given : parts.map(() => Math.floor(100 / parts.length));
}
