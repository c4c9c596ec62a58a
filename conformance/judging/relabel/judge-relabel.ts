/** The relabel engine of the library against that of Prometheus: the same rules, the same labels, the same answer to the last byte. */
import * as fc from 'fast-check';
import { Answer, answerOf, read, readAsCollector, Reading, sameAnswer } from './relabel-answers';
import { RelabelCase, relabelSubjects, SEED, Subject } from './relabel-cases';
import { askPrometheus, RELABEL_ENGINE } from './relabel-engine';
import { buildProgram, whatIsMissing } from '../go-program';
import { Finding, Verdict } from '../verdict';

export const RELABEL = 'prometheus relabel';

/** So many cases go to the real engine at once: one batch is compared while it works on the next. */
const BATCH = 10_000;

/** Every so many-th case is also read as it would stand in a configuration of the collector. */
const AS_COLLECTOR = 5;

/** At least so many of the cases of a subject must get past the reading of their rules, or little is compared. */
const ACCEPTED = 1 / 3;

/** One verdict for each subject, and one on the judge itself. */
export async function judgeRelabelling(): Promise<Verdict[]> {
  const missing = await whatIsMissing(RELABEL_ENGINE);
  if (missing !== undefined) {
    return [{ ...verdictOn('every subject', []), notJudged: missing }];
  }
  const engine = await buildProgram(RELABEL_ENGINE);
  const verdicts: Verdict[] = [];
  for (const subject of relabelSubjects()) {
    verdicts.push(verdictOn(`${subject.name} (${subject.cases.length} cases)`, await findingsOf(engine, subject)));
  }
  return [...verdicts, verdictOn('answers to other questions', unnoticed(await askPrometheus(engine, CHANGED.map(({ asked }) => asked))))];
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: RELABEL, example: 'lib', file: 'policy/relabel', object, findings };
}

/** A case that is answered otherwise, as it stands in the list of its subject. */
interface Difference {
  readonly index: number;
  readonly reading: Reading;
}

async function findingsOf(engine: string, subject: Subject): Promise<Finding[]> {
  const differences: Difference[] = [];
  let accepted = 0;
  let asked = askPrometheus(engine, subject.cases.slice(0, BATCH));
  for (let start = 0; start < subject.cases.length; start += BATCH) {
    const answers = await asked;
    const cases = subject.cases.slice(start, start + BATCH);
    asked = start + BATCH < subject.cases.length ? askPrometheus(engine, subject.cases.slice(start + BATCH, start + 2 * BATCH)) : Promise.resolve([]);
    accepted += answers.filter(({ refused }) => refused === undefined).length;
    differences.push(...cases.flatMap((each, index) => readingsOf(start + index)
      .filter((reading) => !sameAnswer(each, answers[index]!, answerOf(each, reading)))
      .map((reading) => ({ index: start + index, reading }))));
  }
  const least = subject.cases.length * (subject.accepted ?? ACCEPTED);
  return [
    ...differences.length === 0 ? [] : [{ check: 'same answer', message: `${differences.length} answers differ: ${await smallest(engine, subject, differences[0]!)}` }],
    ...accepted >= least ? [] : [{ check: 'enough to compare', message: `Prometheus accepts only ${accepted} of ${subject.cases.length} cases` }],
  ];
}

function readingsOf(index: number): Reading[] {
  return index % AS_COLLECTOR === 0 ? [read, readAsCollector] : [read];
}

/** The smallest case near one that differs, and how to find it again. */
async function smallest(engine: string, { drawnFrom, cases }: Subject, { index, reading }: Difference): Promise<string> {
  const isSame = async (each: RelabelCase) => sameAnswer(each, (await askPrometheus(engine, [each]))[0]!, answerOf(each, reading));
  const shrunk = drawnFrom && await fc.check(fc.asyncProperty(drawnFrom, isSame), { seed: SEED, path: String(index), numRuns: 1 });
  const found = shrunk?.counterexample?.[0] ?? cases[index]!;
  return [
    `seed ${SEED}, case ${index}${shrunk ? `, path ${shrunk.counterexamplePath}, shrunk ${shrunk.numShrinks} times` : ''}`,
    `${JSON.stringify(found)}${reading === readAsCollector ? ' as the collector reads it' : ''}`,
    `  Prometheus: ${JSON.stringify((await askPrometheus(engine, [found]))[0])}`,
    `  the library: ${JSON.stringify(answerOf(found, reading))}`,
  ].join('\n');
}

const rules = (...configs: object[]): RelabelCase => ({ rules: configs, labels: { a: 'ab', b: 'é' } });

/** Pairs of cases whose answers must differ: the real engine is asked one, ours the other. A judge that takes them for the same does not look. */
const CHANGED: readonly { readonly asked: RelabelCase; readonly ours: RelabelCase }[] = [
  { asked: rules({ source_labels: ['a'], target_label: 'c' }), ours: rules({ source_labels: ['a'], target_label: 'd' }) },
  { asked: rules({ source_labels: ['a'], regex: 'a', action: 'drop' }), ours: rules({ source_labels: ['a'], regex: 'a.*', action: 'drop' }) },
  { asked: rules({ source_labels: ['a'], regex: 'a', action: 'keep' }), ours: rules({ source_labels: ['a'], regex: '(', action: 'keep' }) },
  { asked: rules({ source_labels: ['a'], regex: ')', action: 'keep' }), ours: rules({ source_labels: ['a'], regex: '(', action: 'keep' }) },
  { asked: rules({ action: 'keep', regex: [] }), ours: rules({ action: 'hashmod', target_label: 'a' }) },
  { asked: { ...rules({ target_label: 'a.b' }), legacy: true }, ours: rules({ target_label: 'a.b' }) },
  { asked: rules({ source_labels: ['b'], target_label: 'b', action: 'uppercase' }), ours: rules({ source_labels: ['b'], target_label: 'b' }) },
  { asked: { scrape: { job_name: 'a' }, labels: { __address__: 'b' } }, ours: { scrape: { job_name: 'a', scheme: 'https' }, labels: { __address__: 'b' } } },
  { asked: { scrape: { job_name: 'a' }, labels: { __address__: 'b' } }, ours: { scrape: { job_name: 'a', scrape_interval: '2m' }, labels: { __address__: 'b' } } },
];

function unnoticed(answers: readonly Answer[]): Finding[] {
  return CHANGED.filter(({ ours }, index) => sameAnswer(ours, answers[index]!, answerOf(ours, read)))
    .map(({ ours }) => ({ check: 'other question', message: `the answer to another question was taken for right: ${JSON.stringify(ours)}` }));
}
