/** Rules as values, held against Prometheus: what it refuses to load, the library refuses, and nothing else; and what comes of them when they are evaluated. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENTS } from './documents';
import { Evaluation, RIGHT, WRONG, WrongAlert } from './evaluations';
import { EXPRESSIONS } from './expressions';
import { checkRules, refusalsOf } from './promtool';
import { TEMPLATES } from './templates';
import { checkExpression } from '../../../lib/policy/promql/check-expression';
import { prometheusReader } from '../../../lib/policy/rules/rule-document';
import { ruleFindings } from '../../../lib/policy/rules/rule-findings';
import { parseTemplate } from '../../../lib/policy/rules/templates/parse-template';
import { judge } from '../../judges';
import { run, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';
import { wordsOf } from '../words-of-library';

export const RULE_VALUES = 'rule values';

const FEATURES = ['promql-experimental-functions', 'promql-extended-range-selectors', 'promql-binop-fill-modifiers'];

/** What Prometheus reads, and the grammar of its own editor does not. Whatever is none of them any longer should not be here. */
const BEYOND_THE_GRAMMAR = ['offset', '0X1f', 'max_of(1, 2)', 'min_of(time(), 2)'];

/** More of them would say no more. */
const MOST_SHOWN = 20;

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: RULE_VALUES, example: 'lib', file: 'policy/rules', object, findings: complaints.slice(0, MOST_SHOWN).map((message) => ({ check: 'agreement', message })) };
}

/** Where one of both says no and the other does not. */
function differences(cases: readonly string[], refusals: ReadonlyMap<number, string>, says: (text: string) => string | undefined): string[] {
  return cases.flatMap((text, index) => {
    const [library, prometheus] = [says(text), refusals.get(index)];
    const isSame = (library === undefined) === (prometheus === undefined);
    const isExcused = BEYOND_THE_GRAMMAR.includes(text) && prometheus === undefined;
    return isSame === !isExcused ? [] : [`${text}: ${prometheus ? `Prometheus says '${prometheus}'` : 'Prometheus takes it'}, and the library ${library ? `says '${library}'` : 'takes it'}`];
  });
}

function libraryOn(features: readonly string[]): (text: string) => string | undefined {
  return (text) => {
    const { faults, experimental } = checkExpression(text);
    return faults[0]?.what ?? experimental.find(({ feature, since }) => since === undefined && !features.includes(feature))?.what;
  };
}

async function judgeExpressions(table: string, features: readonly string[]): Promise<Verdict> {
  // who may not call them is refused whatever the grammar knows
  const texts = EXPRESSIONS[table]!.filter((text) => features.length > 0 || !/^m(?:ax|in)_of/.test(text));
  const refusals = await refusalsOf(texts.map((expr, index) => ({ record: `r${index}`, expr })), features);
  return verdictOn(`expressions: ${table}${features.length > 0 ? ', with experiments' : ''}`, differences(texts, refusals, libraryOn(features)));
}

async function judgeTemplates(): Promise<Verdict> {
  const refusals = await refusalsOf(TEMPLATES.map((summary, index) => ({ alert: `A${index}`, expr: 'up == 0', annotations: { summary } })));
  return verdictOn('templates', differences(TEMPLATES, refusals, (text) => {
    const parsed = parseTemplate(text);
    return 'fault' in parsed ? parsed.fault.what : undefined;
  }));
}

async function judgeDocument(name: string): Promise<Verdict> {
  const groups = DOCUMENTS[name]!;
  const said = await checkRules({ groups });
  const [finding] = ruleFindings(groups, prometheusReader('3.15.0'));
  return verdictOn(`document: ${name}`, (said === '') === (finding === undefined) ? [] : [`Prometheus ${said === '' ? 'takes it' : `says '${tail(said)}'`}, and the library ${finding ? `says '${finding.what}'` : 'takes it'}`]);
}

/** What `promtool test rules` says against an evaluation; nothing when it came out as it was said. */
async function objection({ groups, series, recorded = {}, alerts = {} }: Omit<Evaluation, 'name'>): Promise<string | undefined> {
  const folder = temporaryFolder('evaluation');
  const file = join(folder, 'test.yaml');
  writeFileSync(join(folder, 'rules.yaml'), JSON.stringify({ groups }));
  writeFileSync(file, JSON.stringify({
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [{
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: Object.entries(recorded).map(([expr, exp_samples]) => ({ expr, eval_time: '2m', exp_samples })),
      alert_rule_test: Object.entries(alerts).map(([alertname, exp_alerts]) => ({ eval_time: '2m', alertname, exp_alerts })),
    }],
  }));
  const { code, stdout, stderr } = await run(judge('promtool'), ['test', 'rules', file]);
  return code === 0 ? undefined : tail(`${stdout}${stderr}`);
}

async function judgeEvaluation(evaluation: Evaluation): Promise<Verdict> {
  const said = await objection(evaluation);
  return verdictOn(`evaluation: ${evaluation.name}`, evaluation.fails ? (said === undefined ? ['promtool takes it for right'] : []) : said === undefined ? [] : [said]);
}

async function judgeWrong({ name, make, what, evaluation }: WrongAlert): Promise<Verdict> {
  const [words, said] = [wordsOf(make), await objection(evaluation)];
  return verdictOn(`refused: ${name}`, [
    ...what.test(words ?? '') ? [] : [`the library does not say ${what}: ${words ?? 'it takes it'}`],
    ...(said === undefined) === (evaluation.fails === undefined) ? [] : [`it does not go wrong as the library says: ${said ?? 'promtool takes it for right'}`],
  ]);
}

/** One verdict for each table of expressions, each document and each evaluation. */
export async function judgeRuleValues(): Promise<Verdict[]> {
  return Promise.all([
    ...Object.keys(EXPRESSIONS).flatMap((table) => [judgeExpressions(table, []), judgeExpressions(table, FEATURES)]),
    judgeTemplates(),
    ...Object.keys(DOCUMENTS).map(judgeDocument),
    ...RIGHT.map(judgeEvaluation),
    ...WRONG.map(judgeWrong),
  ]);
}
