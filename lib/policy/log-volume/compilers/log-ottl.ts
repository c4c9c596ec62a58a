import { IS_TEXT, LogStatement, onlyWhere } from './log-statement';
import { redactionStatements } from './redaction-statements';
import { nanosecondsOf } from '../../../wiring/instant';
import { allOf, ottlPattern, ottlString, where } from '../../cardinality/compilers/ottl/ottl-text';
import { LogConditionTree, LogTest } from '../log-test';
import { LogAction, LogVolumePlan, PlannedException, PlannedLogRule } from '../log-volume-plan';
import { hashThreshold } from '../record-hash';

/** What one processor does: it drops what matches any line, or changes records line by line. */
export interface LogStage {
  readonly kind: 'filter' | 'transform';
  readonly lines: readonly string[];
}

/** What holds of every record, and says by its path that it is about records: a bare `true` does not, and is refused. */
const ALWAYS = 'log.severity_number >= SEVERITY_NUMBER_UNSPECIFIED';

/**
 * Rules as processors in their order, as few as there can be. Nothing that is asked can fail on a record: what is no text is not read as one.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/pkg/ottl/ottlfuncs/README.md
 */
export function logStages({ rules, classAttribute }: LogVolumePlan): LogStage[] {
  const stages: { kind: LogStage['kind']; lines: string[] }[] = [];
  rules.forEach((rule, index) => {
    const stage = stageOf(rule, index, classAttribute);
    const last = stages.at(-1);
    if (last?.kind === stage.kind) {
      last.lines.push(...stage.lines);
    } else {
      stages.push({ kind: stage.kind, lines: [...stage.lines] });
    }
  });
  return stages;
}

function stageOf({ name, when, action }: PlannedLogRule, index: number, classAttribute: string): LogStage {
  const condition = conditionOf(when);
  if (action.kind === 'drop') {
    return { kind: 'filter', lines: [dropCondition(name, condition, action)] };
  }
  const place = `rule-${index}`;
  const statements = statementsOf(action, classAttribute, place);
  const asked = condition === undefined ? statements : onlyWhere(condition, place, statements);
  return { kind: 'transform', lines: asked.map(({ statement, if: own }) => where(statement, own)) };
}

function dropCondition(name: string, condition: string | undefined, action: Extract<LogAction, { readonly kind: 'drop' }>): string {
  return allOf([
    condition,
    action.evenErrors ? undefined : 'log.severity_number < SEVERITY_NUMBER_ERROR',
    ...action.except.map((exception) => `not ${exceptionOf(exception)}`),
    action.percentKept === undefined ? undefined : beyondShare(name, action.percentKept),
  ]) ?? ALWAYS;
}

/** Texts are chosen by time and body. What is no text may hold numbers that cannot be written (NaN): of it only the times are read. */
function beyondShare(name: string, percentKept: number): string {
  const [rule, threshold] = [ottlString(name), ottlString(hashThreshold(percentKept))];
  const beyond = (other: string) => `SHA256(Concat([${rule}, log.time_unix_nano, ${other}], "\\n")) >= ${threshold}`;
  return `((${IS_TEXT} and ${beyond('log.body')}) or (not ${IS_TEXT} and ${beyond('log.observed_time_unix_nano')}))`;
}

function exceptionOf({ when, until }: PlannedException): string {
  return `(${allOf([conditionOf(when), `log.time_unix_nano < ${nanosecondsOf(until)}`])})`;
}

/** A condition that can stand in any other; undefined when it always holds. */
function conditionOf(tree: LogConditionTree): string | undefined {
  return tree.kind === 'always' ? undefined : spoken(tree);
}

function spoken(tree: LogConditionTree): string {
  switch (tree.kind) {
    case 'always': return ALWAYS;
    case 'test': return testOf(tree.test);
    case 'not': return `not ${bracketed([spoken(tree.of)])}`;
    case 'all': return bracketed(tree.of.map(spoken), ' and ');
    case 'any': return bracketed(tree.of.map(spoken), ' or ');
  }
}

function testOf(test: LogTest): string {
  switch (test.kind) {
    case 'body': return bracketed([IS_TEXT, `IsMatch(log.body, ${ottlString(test.pattern)})`], ' and ');
    case 'severityBelow': return `(log.severity_number != SEVERITY_NUMBER_UNSPECIFIED and log.severity_number < SEVERITY_NUMBER_${test.severity})`;
    case 'equals': return equalsOneOf(pathOf(test), test.values);
    case 'matches': return bracketed([`IsString(${pathOf(test)})`, `IsMatch(${pathOf(test)}, ${ottlPattern(test.pattern)})`], ' and ');
  }
}

/** Most records have no such attribute: one look is enough for them. */
function equalsOneOf(path: string, values: readonly string[]): string {
  const equals = bracketed(values.map((value) => `${path} == ${ottlString(value)}`), ' or ');
  return values.length > 2 ? `(${path} != nil and ${equals})` : equals;
}

function pathOf({ holder, key }: { readonly holder: 'log' | 'resource'; readonly key: string }): string {
  return `${holder}.attributes[${ottlString(key)}]`;
}

function bracketed(conditions: readonly string[], joint = ''): string {
  return `(${conditions.join(joint)})`;
}

function statementsOf(action: Exclude<LogAction, { readonly kind: 'drop' }>, classAttribute: string, place: string): LogStatement[] {
  switch (action.kind) {
    // only maps are cut without cutting a letter
    case 'truncate': return [
      { statement: 'set(log.cache["body"], log.body)', if: IS_TEXT },
      { statement: `truncate_all(log.cache, ${action.bytes})`, if: IS_TEXT },
      { statement: 'set(log.body, log.cache["body"])', if: IS_TEXT },
      { statement: `truncate_all(log.attributes, ${action.bytes})` },
    ];
    case 'delete': return action.keys.map((key) => ({ statement: `delete_key(log.attributes, ${ottlString(key)})` }));
    case 'redact': return redactionStatements(action.secrets, place);
    case 'classify': return [{ statement: `set(log.attributes[${ottlString(classAttribute)}], ${ottlString(action.logClass)})` }];
  }
}
