import { ottlFault } from './ottl-shape';
import { AttributePattern, SpanPattern } from './span-pattern';
import { TraceConditionTree, SpanTest, TraceTest } from './trace-test';
import { Finding } from '../../validation';
import { patternFinding } from '../patterns';

/** What cannot be asked in a condition, of which `where` says where it is. */
export function conditionFindings(where: string, tree: TraceConditionTree): Finding[] {
  switch (tree.kind) {
    case 'always': return [];
    case 'test': return testFindings(where, tree.test);
    case 'not': return conditionFindings(where, tree.of);
    default: return tree.of.length > 0 ? tree.of.flatMap((part) => conditionFindings(where, part)) : [{
      what: `${where} has ${tree.kind}Of without conditions`,
      why: tree.kind === 'all' ? 'every trace would be all of nothing' : 'no trace is any of nothing',
      fix: `SamplingCondition.${tree.kind}Of([SamplingCondition.error(), SamplingCondition.service(['checkout'])])`,
    }];
  }
}

function testFindings(where: string, test: TraceTest): Finding[] {
  switch (test.kind) {
    case 'status': return test.statuses.length > 0 ? [] : [{
      what: `${where} asks for no status`, why: 'no span has none of them', fix: 'SamplingCondition.status([SpanStatus.ERROR])',
    }];
    case 'latency': return Number.isSafeInteger(test.milliseconds) && test.milliseconds > 0 ? [] : [{
      what: `${where} asks for traces slower than ${test.milliseconds} ms`,
      why: test.milliseconds === 0 ? 'nearly every trace is' : 'the collector counts in whole milliseconds',
      fix: `slowerThan(Duration.millis(${Math.max(1, Math.ceil(test.milliseconds)) === 1 ? 1000 : Math.ceil(test.milliseconds)}))`,
    }];
    case 'spanCount': return countFindings(where, test.atLeast, test.atMost);
    case 'attribute': return attributeFindings(where, { key: test.key, values: [...test.values] });
    case 'spans': return test.anyOf.flatMap((one) => spanFindings(where, one));
  }
}

function countFindings(where: string, atLeast: number | undefined, atMost: number | undefined): Finding[] {
  const given = [atLeast, atMost].filter((bound) => bound !== undefined);
  const odd = given.find((bound) => !Number.isSafeInteger(bound) || bound < 1);
  if (given.length === 0) {
    return [{ what: `${where} asks for a number of spans without bounds`, why: 'every trace has some number', fix: 'spanCount({ atLeast: 100 })' }];
  }
  if (odd !== undefined) {
    return [{ what: `${where} asks for ${odd} spans`, why: 'a trace has a whole number of spans, and one at least', fix: 'spanCount({ atLeast: 100 }), in whole numbers from 1 on' }];
  }
  return atLeast !== undefined && atMost !== undefined && atLeast > atMost
    ? [{ what: `${where} asks for at least ${atLeast} spans and at most ${atMost}`, why: 'no trace has both', fix: `spanCount({ atLeast: ${atMost}, atMost: ${atLeast} })` }] : [];
}

function spanFindings(where: string, test: SpanTest): Finding[] {
  if (test.kind === 'match') {
    return spanPatternFindings(where, test.match);
  }
  const fault = ottlFault(test.condition);
  return fault === undefined ? [] : [{
    what: `${where} has a condition in OTTL that ${fault}: '${test.condition}'`,
    why: 'the collector does not start with it',
    fix: "SamplingCondition.ottl('span.attributes[\"db.system\"] == \"redis\"')",
  }];
}

function spanPatternFindings(where: string, pattern: SpanPattern): Finding[] {
  const { services, names, slowerThan, attributes = [], resourceAttributes = [] } = pattern;
  const given = Object.values(pattern).filter((value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return [
    ...given.length === 0 && !services && !names ? [{ what: `${where} asks nothing of a span`, why: 'every trace has one', fix: "span({ services: ['checkout'] }), or always()" }] : [],
    ...services ? textFindings(`${where}.services`, services, 'checkout') : [],
    ...names ? textFindings(`${where}.names`, names, 'GET /users') : [],
    ...slowerThan && slowerThan.toMilliseconds({ integral: false }) <= 0
      ? [{ what: `${where} asks for spans slower than 0 ms`, why: 'nearly every span is', fix: 'slowerThan: Duration.seconds(1)' }] : [],
    ...[...attributes, ...resourceAttributes].flatMap((one) => attributeFindings(where, one)),
  ];
}

function attributeFindings(where: string, { key, values, pattern, atLeast, atMost }: AttributePattern): Finding[] {
  const bounds = atLeast !== undefined || atMost !== undefined;
  const ways = [values !== undefined && 'values', pattern !== undefined && 'pattern', bounds && 'bounds'].filter((way) => way !== false);
  const unreadable = pattern === undefined ? undefined : patternFinding(`${where}: pattern of '${key}'`, pattern);
  const odd = [atLeast, atMost].find((bound) => bound !== undefined && !Number.isSafeInteger(bound));
  return [
    ...key === '' ? [{ what: `${where} asks for an attribute without a name`, why: 'no span has one', fix: "key: 'http.route'" }] : [],
    ...ways.length > 1 ? [{ what: `${where} has ${ways.join(' and ')} for '${key}'`, why: 'a text is no number, and values need no pattern', fix: 'one of them' }] : [],
    ...values ? textFindings(`${where}: '${key}'`, values, 'checkout') : [],
    ...unreadable ? [unreadable] : [],
    ...odd === undefined ? [] : [{ what: `${where} has the bound ${odd} for '${key}'`, why: 'bounds are whole numbers', fix: 'atLeast: 500' }],
    ...atLeast !== undefined && atMost !== undefined && atLeast > atMost
      ? [{ what: `${where} asks '${key}' for at least ${atLeast} and at most ${atMost}`, why: 'no number is both', fix: `atLeast: ${atMost}, atMost: ${atLeast}` }] : [],
  ];
}

/** What is wrong with a list of texts of which one must be. */
export function textFindings(where: string, texts: readonly string[], example: string): Finding[] {
  if (texts.length > 0 && !texts.includes('')) {
    return [];
  }
  return [{
    what: texts.length === 0 ? `${where} has no values` : `${where} has an empty text`,
    why: texts.length === 0 ? 'nothing is one of none' : 'the collector takes it for none',
    fix: `a text such as '${example}'`,
  }];
}
