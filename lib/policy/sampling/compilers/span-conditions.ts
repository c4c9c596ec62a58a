import { ottlPattern, ottlString } from '../../cardinality/compilers/ottl/ottl-text';
import { AttributePattern, SpanPattern } from '../span-pattern';
import { SpanTest } from '../trace-test';

const NANOSECONDS = 1_000_000;

/**
 * What is asked of one span, in OTTL. Texts and numbers are never equal there, and what is not there is less and more than nothing: no answer is a failure.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/pkg/ottl/LANGUAGE.md#comparison-rules
 */
export function spanCondition(test: SpanTest): string {
  return test.kind === 'ottl' ? test.condition : patternConditions(test.match).join(' and ');
}

function patternConditions({ services, names, root, kind, status, slowerThan, attributes = [], resourceAttributes = [] }: SpanPattern): string[] {
  return [
    ...services ? [oneOf('resource.attributes["service.name"]', services)] : [],
    ...names ? [oneOf('span.name', names)] : [],
    ...root === undefined ? [] : [root ? 'IsRootSpan()' : 'not IsRootSpan()'],
    ...kind ? [`span.kind == ${kind}`] : [],
    ...status ? [`span.status.code == STATUS_CODE_${status}`] : [],
    ...slowerThan ? [`span.end_time_unix_nano - span.start_time_unix_nano > ${Math.round(slowerThan.toMilliseconds({ integral: false }) * NANOSECONDS)}`] : [],
    ...attributes.flatMap((pattern) => attributeConditions('span', pattern)),
    ...resourceAttributes.flatMap((pattern) => attributeConditions('resource', pattern)),
  ];
}

function attributeConditions(holder: 'span' | 'resource', { key, values, pattern, atLeast, atMost }: AttributePattern): string[] {
  const path = `${holder}.attributes[${ottlString(key)}]`;
  if (values) {
    return [oneOf(path, values)];
  }
  if (pattern !== undefined) {
    return [`IsString(${path})`, `IsMatch(${path}, ${ottlPattern(pattern)})`];
  }
  const bounds = [...atLeast === undefined ? [] : [`${path} >= ${atLeast}`], ...atMost === undefined ? [] : [`${path} <= ${atMost}`]];
  return bounds.length > 0 ? bounds : [`${path} != nil`];
}

function oneOf(path: string, values: readonly string[]): string {
  const all = values.map((value) => `${path} == ${ottlString(value)}`);
  return all.length === 1 ? all[0]! : `(${all.join(' or ')})`;
}
