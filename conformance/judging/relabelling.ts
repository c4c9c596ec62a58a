/** The relabel engine of the library against that of Prometheus: the same rules, the same labels, the same answer to the last byte. */
import { join } from 'node:path';
import { isInstalled, run, temporaryFolder } from './processes';
import { RelabelCase, relabelSubjects, Subject } from './relabel-cases';
import { Finding, Verdict } from './verdict';
import { toDocument } from '../../lib/collector/components/expansion';
import { ScrapeTarget } from '../../lib/collector/components/receivers/scrape-target';
import { Relabeling } from '../../lib/policy';
import { ProblemsError } from '../../lib/validation';

export const RELABEL = 'prometheus relabel';

type Labels = Readonly<Record<string, string>>;

/** What an engine says. It refuses rules, finds labels of which there can be no target, drops, or leaves labels. */
interface Answer {
  readonly refused?: string;
  readonly broken?: string;
  readonly dropped?: boolean;
  readonly labels?: Labels;
  readonly url?: string;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
}

const SHOWN = 3;

/** At least so many of the cases of a subject must get past the reading of their rules, or little is compared. */
const ACCEPTED = 1 / 3;

/** One verdict for each subject, and one on the judge itself. */
export async function judgeRelabelling(): Promise<Verdict[]> {
  const missing = await whatIsMissing();
  return missing === undefined ? compare() : [{ ...verdictOn('every subject', []), notJudged: missing }];
}

async function compare(): Promise<Verdict[]> {
  const subjects = relabelSubjects();
  const cases = subjects.flatMap((subject) => subject.cases);
  const answers = await askPrometheus(await buildEngine(), [...cases, ...CHANGED.map(({ asked }) => asked)]);
  const verdicts = subjects.map((subject, index) => {
    const start = subjects.slice(0, index).reduce((sum, earlier) => sum + earlier.cases.length, 0);
    return verdictOn(`${subject.name} (${subject.cases.length} cases)`, findingsOf(subject, answers.slice(start, start + subject.cases.length)));
  });
  return [...verdicts, verdictOn('answers to other questions', unnoticed(answers.slice(cases.length)))];
}

const rules = (...configs: object[]): RelabelCase => ({ rules: configs, labels: { a: 'ab', b: 'é' } });

/** Pairs of cases whose answers must differ: the real engine is asked one, ours the other. A judge that takes them for the same does not look. */
const CHANGED: readonly { readonly asked: RelabelCase; readonly ours: RelabelCase }[] = [
  { asked: rules({ source_labels: ['a'], target_label: 'c' }), ours: rules({ source_labels: ['a'], target_label: 'd' }) },
  { asked: rules({ source_labels: ['a'], regex: 'a', action: 'drop' }), ours: rules({ source_labels: ['a'], regex: 'a.*', action: 'drop' }) },
  { asked: rules({ source_labels: ['a'], regex: 'a', action: 'keep' }), ours: rules({ source_labels: ['a'], regex: '(', action: 'keep' }) },
  { asked: rules({ source_labels: ['b'], target_label: 'b', action: 'uppercase' }), ours: rules({ source_labels: ['b'], target_label: 'b' }) },
  { asked: { scrape: { job_name: 'a' }, labels: { __address__: 'b' } }, ours: { scrape: { job_name: 'a', scheme: 'https' }, labels: { __address__: 'b' } } },
  { asked: { scrape: { job_name: 'a' }, labels: { __address__: 'b' } }, ours: { scrape: { job_name: 'a', scrape_interval: '2m' }, labels: { __address__: 'b' } } },
];

function unnoticed(answers: readonly Answer[]): Finding[] {
  return CHANGED.filter(({ ours }, index) => sameAnswer(answers[index]!, answerOf(ours, read)))
    .map(({ ours }) => ({ check: 'other question', message: `the answer to another question was taken for right: ${JSON.stringify(ours)}` }));
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: RELABEL, example: 'lib', file: 'policy/relabel', object, findings };
}

function findingsOf({ cases }: Subject, answers: readonly Answer[]): Finding[] {
  const accepted = answers.filter(({ refused }) => refused === undefined).length;
  const differences = [read, readAsCollector].flatMap((reading) => cases.flatMap((asked, index) => {
    const ours = answerOf(asked, reading);
    return sameAnswer(answers[index]!, ours) ? [] : [`${JSON.stringify(asked)}\n  Prometheus: ${JSON.stringify(answers[index])}\n  the library: ${JSON.stringify(ours)}`];
  }));
  return [
    ...differences.length === 0 ? [] : [{ check: 'same answer', message: `${differences.length} answers differ:\n${differences.slice(0, SHOWN).join('\n')}` }],
    ...accepted >= cases.length * ACCEPTED ? [] : [{ check: 'enough to compare', message: `Prometheus accepts only ${accepted} of ${cases.length} cases` }],
  ];
}

/** How a document is read: as it is, or as it would stand in a configuration of the collector. */
interface Reading {
  readonly relabeling: (rules: unknown) => Relabeling;
  readonly target: (scrape: unknown, labels: Labels) => ScrapeTarget | undefined;
}

const read: Reading = {
  relabeling: (document) => Relabeling.fromPrometheus(document),
  target: (document, labels) => ScrapeTarget.fromPrometheus(document, labels),
};

const readAsCollector: Reading = {
  relabeling: (document) => Relabeling.fromCollector(toDocument(document)),
  target: (document, labels) => ScrapeTarget.fromCollector(toDocument(document), labels),
};

function answerOf({ rules: document, scrape, labels }: RelabelCase, { relabeling, target }: Reading): Answer {
  try {
    if (scrape === undefined) {
      const left = relabeling(document).apply(labels);
      return left === undefined ? { dropped: true } : { labels: left };
    }
    const found = target(scrape, labels);
    return found === undefined
      ? { dropped: true }
      : { labels: found.labels, url: found.url, intervalMs: found.interval.toMilliseconds(), timeoutMs: found.timeout.toMilliseconds() };
  } catch (error) {
    if (!(error instanceof ProblemsError)) {
      throw error;
    }
    const { what, why } = error.problems[0]!;
    return why.includes('leave the target out') ? { broken: what } : { refused: what };
  }
}

/** Words of refusal are each engine's own; everything else must be the same. */
function sameAnswer(one: Answer, other: Answer): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ refused, broken, dropped, labels, ...rest }: Answer): string {
  const sorted = Object.entries(labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([refused !== undefined, broken !== undefined, dropped ?? false, labels !== undefined, sorted, Object.entries(rest).sort()]);
}

const GO = { cwd: join(__dirname, '..', 'relabel'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' } };

/** Why the real engine cannot be built on this machine. */
async function whatIsMissing(): Promise<string | undefined> {
  if (!isInstalled('go')) {
    return 'go is not installed';
  }
  // the first time, this loads the modules
  const { code, stderr } = await run('go', ['list', '-deps', '.'], GO);
  return code === 0 ? undefined : `the modules of Prometheus cannot be had: ${stderr.trim().split('\n').at(-1)}`;
}

/** The program in relabel/, built for this run; instant when nothing changed. */
async function buildEngine(): Promise<string> {
  const program = join(temporaryFolder('relabel'), 'relabel');
  const { code, stdout, stderr } = await run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', program, '.'], GO);
  if (code !== 0) {
    throw new Error(`go build of conformance/relabel failed: ${stdout}${stderr}`);
  }
  return program;
}

async function askPrometheus(engine: string, cases: readonly RelabelCase[]): Promise<Answer[]> {
  const questions = cases.map(({ rules: document, scrape, labels }) => JSON.stringify({
    rules: document === undefined ? undefined : yaml(document), scrape: scrape === undefined ? undefined : yaml(scrape), labels,
  }));
  const { code, stdout, stderr } = await run(engine, [], { input: questions.join('\n') });
  if (code !== 0) {
    throw new Error(`the relabel engine of Prometheus failed: ${stderr}`);
  }
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer);
}

/** JSON is YAML when all that YAML takes for a line break, or does not print, is escaped. */
function yaml(document: unknown): string {
  return JSON.stringify(document).replace(/[^\x20-\x7e]/gu, (character) => `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`);
}
