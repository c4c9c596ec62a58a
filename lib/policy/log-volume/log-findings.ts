import { expressionOf } from './log-meaning';
import { LogSeverity } from './log-severity';
import { LogConditionTree, LogTest } from './log-test';
import { LogAction, LogVolumePlan, NAME_IN_POLICY, PlannedLogRule, PlannedSecret } from './log-volume-plan';
import { Finding } from '../../validation';
import { nanosecondsOf } from '../../wiring/instant';
import { testsIn } from '../condition-tree';
import { patternFinding } from '../patterns';

/** Less of all records is none of a day. */
const LEAST_PERCENT = 0.001;

/** Less of a line says nothing. */
const LEAST_BYTES = 64;

/** Everything that is wrong with the rules of a policy. */
export function logVolumeFindings({ rules, classAttribute }: LogVolumePlan): Finding[] {
  const ofAttribute = classAttribute === '' ? [{ what: 'classAttribute is empty', why: 'a class would have no name to be found by', fix: "classAttribute: 'log.class', or leave it out" }] : [];
  return [...ofAttribute, ...rules.length === 0
    ? [{ what: 'rules is empty', why: 'a policy without rules changes nothing', fix: "rules: [LogRule.dropBelow('debug', { severity: LogSeverity.INFO })], or no policy" }]
    : rules.flatMap((rule, index) => {
      const where = `rules[${index}] '${rule.name}'`;
      const earlier = rules.slice(0, index);
      const ofParts = [...conditionFindings(where, rule.when), ...actionFindings(where, rule)];
      return [...nameFindings(rule.name, where, earlier), ...ofParts, ...orderFindings(rule, earlier)];
    })];
}

function nameFindings(name: string, where: string, earlier: readonly PlannedLogRule[]): Finding[] {
  return [
    ...NAME_IN_POLICY.test(name) ? [] : [{ what: `${where} has the name '${name}'`, why: 'it stands in outcomes and predictions: letters, digits, _, - and .', fix: "a name such as 'health-checks'" }],
    ...earlier.some((one) => one.name === name) ? [{ what: `two rules have the name '${name}'`, why: 'nobody could tell which of them has dropped a record', fix: `another name than '${name}' for one of them` }] : [],
  ];
}

function conditionFindings(where: string, tree: LogConditionTree): Finding[] {
  return [
    ...hasEmptyList(tree) ? [{ what: `${where} has allOf or anyOf without conditions`, why: 'nobody knows which records it is about', fix: 'conditions, or LogCondition.always()' }] : [],
    ...testsIn(tree).flatMap((test) => testFindings(where, test)),
  ];
}

function hasEmptyList(tree: LogConditionTree): boolean {
  switch (tree.kind) {
    case 'not': return hasEmptyList(tree.of);
    case 'all':
    case 'any': return tree.of.length === 0 || tree.of.some(hasEmptyList);
    default: return false;
  }
}

function testFindings(where: string, test: LogTest): Finding[] {
  switch (test.kind) {
    case 'body': return present(patternFinding(`${where}: the pattern of body`, test.pattern));
    case 'severityBelow': return test.severity !== LogSeverity.TRACE ? [] : [{ what: `${where} asks for what is below TRACE`, why: 'nothing is: it would be about no record', fix: 'LogSeverity.DEBUG, or a higher one' }];
    case 'equals': return [...keyFindings(where, test.key), ...textFindings(`${where}: the values of '${test.key}'`, test.values)];
    case 'matches': return [...keyFindings(where, test.key), ...present(patternFinding(`${where}: the pattern of '${test.key}'`, test.pattern))];
  }
}

function keyFindings(where: string, key: string): Finding[] {
  return key !== '' ? [] : [{ what: `${where} asks for an attribute without a name`, why: 'no record has it', fix: "a key such as 'k8s.container.name'" }];
}

function textFindings(what: string, values: readonly string[]): Finding[] {
  return values.length > 0 && !values.includes('') ? [] : [{ what: `${what} are ${JSON.stringify(values)}`, why: 'no record is like that', fix: 'one text at least, and none that is empty' }];
}

function actionFindings(where: string, { when, action }: PlannedLogRule): Finding[] {
  switch (action.kind) {
    case 'drop': return [...shareFindings(where, action.percentKept), ...exceptionFindings(where, action), ...errorFindings(where, when, action)];
    case 'truncate': return Number.isSafeInteger(action.bytes) && action.bytes >= LEAST_BYTES ? [] : [{
      what: `${where} cuts after ${action.bytes} bytes`, why: `less than ${LEAST_BYTES} whole bytes of a line say nothing`, fix: 'bytes: 4096, or leave it out',
    }];
    case 'delete': return textFindings(`${where}: attributes`, action.keys);
    case 'redact': return secretFindings(where, action.secrets);
    case 'classify': return NAME_IN_POLICY.test(action.logClass) ? [] : [{ what: `${where} says the class '${action.logClass}'`, why: 'pipelines and queues are named after it: letters, digits, _, - and .', fix: "logClass: 'audit'" }];
  }
}

function shareFindings(where: string, percent: number | undefined): Finding[] {
  return percent === undefined || (percent >= LEAST_PERCENT && percent < 100) ? [] : [{ what: `${where} keeps ${percent} percent`, why: `a share is at least ${LEAST_PERCENT} and less than 100 percent: all records are kept without a rule`, fix: 'percent: 10, or no rule' }];
}

function exceptionFindings(where: string, { except }: Extract<LogAction, { readonly kind: 'drop' }>): Finding[] {
  return except.flatMap(({ when, until }, index) => [
    ...conditionFindings(`${where}: except[${index}]`, when),
    ...nanosecondsOf(until) !== undefined ? [] : [{
      what: `${where}: except[${index}].until is '${until}'`, why: 'the collector compares it with the time of records: an instant of RFC 3339, from 1971 to 2261', fix: "until: '2026-12-01T00:00:00Z'",
    }],
  ]);
}

/** A rule that asks for what is below FATAL is about ERROR, and would not do what it says. */
function errorFindings(where: string, when: LogConditionTree, { evenErrors }: Extract<LogAction, { readonly kind: 'drop' }>): Finding[] {
  const asksForErrors = testsIn(when).some((test) => test.kind === 'severityBelow' && test.severity === LogSeverity.FATAL);
  return evenErrors || !asksForErrors ? [] : [{ what: `${where} is about what is below FATAL, without evenErrors`, why: 'ERROR would stay: no rule drops it by accident', fix: 'LogSeverity.ERROR; or evenErrors: true, when that is meant' }];
}

function secretFindings(where: string, secrets: readonly PlannedSecret[]): Finding[] {
  return secrets.length === 0
    ? [{ what: `${where} has no secrets`, why: 'it would blacken nothing', fix: 'secrets: [LogSecret.BEARER_TOKEN]' }]
    : secrets.flatMap(({ name, expression }) => {
      const fault = patternFinding(`${where}: the pattern of the secret '${name}'`, expression);
      return [
        ...NAME_IN_POLICY.test(name) ? [] : [{ what: `${where} has a secret with the name '${name}'`, why: 'it stands in the place of what is blackened: letters, digits, _, - and .', fix: "a name such as 'iban'" }],
        ...present(fault),
        ...!fault && matchesNothing(expression) ? [{ what: `${where}: the secret '${name}' matches nothing at all: '${expression}'`, why: 'it would be found between any two letters', fix: 'an expression of one letter at least, such as [0-9]+ for [0-9]*' }] : [],
      ];
    });
}

/** Whether an expression is found where there is nothing: at the edge of a word, for example. */
function matchesNothing(expression: string): boolean {
  return ['', 'a', ' a ', '0-a'].some((text) => {
    const matcher = expressionOf(expression).matcher(text);
    return matcher.find() && matcher.start() === matcher.end();
  });
}

function orderFindings(rule: PlannedLogRule, earlier: readonly PlannedLogRule[]): Finding[] {
  const all = earlier.find(({ when, action }) => when.kind === 'always' && action.kind === 'drop' && action.percentKept === undefined && action.except.length === 0);
  const reached = all === undefined || (all.action.kind === 'drop' && !all.action.evenErrors && !(rule.action.kind === 'drop' && !rule.action.evenErrors));
  const cut = rule.action.kind === 'redact' ? earlier.find(({ action }) => action.kind === 'truncate') : undefined;
  return [
    ...reached ? [] : [{ what: `no record comes to the rule '${rule.name}': '${all.name}' is before it and drops everything that it is about`, why: 'rules run first to last', fix: `'${rule.name}' before '${all.name}', or leave it out` }],
    ...cut ? [{ what: `the rule '${rule.name}' looks for secrets after '${cut.name}' has cut records`, why: 'a secret that is cut in two is found no more, and its beginning leaves the node', fix: `'${rule.name}' before '${cut.name}'` }] : [],
  ];
}

function present(finding: Finding | undefined): Finding[] {
  return finding === undefined ? [] : [finding];
}
