/** Weighs the verdicts against the waivers, and tells what came of it. */
import { waivedChecks, Waiver } from '../waivers';
import { Finding, Outcome, outcome, Verdict } from './verdict';

/** A broken document that a judge must reject, so that its silence on the others means something. */
export interface NegativeCase {
  readonly judge: string;
  /** path under conformance/negative, without its extension; or what the judge calls a document that it breaks itself */
  readonly document: string;
  readonly check: string;
  /** part of what the judge must say, so that it does not reject the document for another reason */
  readonly says: string;
}

function concerns(judge: string, verdict: Verdict): boolean {
  return verdict.judge === judge || verdict.judge.startsWith(`${judge} `);
}

/** Which waived checks were found, and how often. */
export class WaiverBook {
  public readonly used = new Map<string, number>();

  constructor(private readonly waivers: readonly Waiver[]) {}

  /** The verdict without what is waived. */
  public apply(verdict: Verdict): Verdict {
    return { ...verdict, findings: verdict.findings.filter((finding) => !this.waives(verdict, finding)) };
  }

  public idle(): Verdict[] {
    return this.waivers.flatMap(waivedChecks).filter(({ judge, check }) => !this.used.has(`${judge} ${check}`)).map(({ judge, check }) => ({
      judge,
      example: '',
      file: 'conformance/waivers.ts',
      object: 'waiver',
      findings: [{ check, message: 'no finding needs this waiver any more: remove it' }],
    }));
  }

  private waives(verdict: Verdict, { check }: Finding): boolean {
    const waived = this.waivers.filter(({ objects }) => objects?.test(verdict.object) ?? true).flatMap(waivedChecks)
      .find((each) => each.check === check && concerns(each.judge, verdict));
    if (waived === undefined) {
      return false;
    }
    const key = `${waived.judge} ${check}`;
    this.used.set(key, (this.used.get(key) ?? 0) + 1);
    return true;
  }
}

/** What a negative case amounts to, for each judge that looked: it passes when it rejected the document for the right reason. */
export function verdictsOnCase(negative: NegativeCase, verdicts: readonly Verdict[]): Verdict[] {
  const about = verdicts.filter((each) => concerns(negative.judge, each) && each.file.includes(negative.document));
  const judges = about.length === 0 ? [negative.judge] : [...new Set(about.map(({ judge }) => judge))];
  return judges.map((judge) => {
    const heard = about.filter((each) => each.judge === judge);
    const verdict: Verdict = { judge, example: 'negative', file: negative.document, object: 'must be rejected', findings: [] };
    const said = heard.flatMap(({ findings }) => findings);
    const excuse = heard.find((each) => each.notJudged !== undefined)?.notJudged;
    if (excuse !== undefined && said.length === 0) {
      return { ...verdict, notJudged: excuse };
    }
    if (said.some(({ check, message }) => check === negative.check && message.includes(negative.says))) {
      return verdict;
    }
    const words = said.map(({ check, message }) => `${check}: ${message}`).join('; ') || 'nothing';
    return { ...verdict, findings: [{ check: negative.check, message: `it should have said '${negative.says}', but said ${words}` }] };
  });
}

function table(verdicts: readonly Verdict[], cases: readonly Verdict[]): string[] {
  const names = [...new Set([...verdicts, ...cases].map(({ judge }) => judge))].sort();
  const count = (judge: string, among: readonly Verdict[], wanted?: Outcome) =>
    String(among.filter((each) => each.judge === judge && (wanted === undefined || outcome(each) === wanted)).length);
  const rows = names.map((judge) => [
    judge, count(judge, verdicts), count(judge, verdicts, 'passed'), count(judge, verdicts, 'failed'), count(judge, verdicts, 'not judged'),
    `${count(judge, cases, 'passed')}/${count(judge, cases)}`,
  ]);
  const head = ['judge', 'documents', 'passed', 'failed', 'not judged', 'broken ones rejected'];
  return [head, ...rows].map((row) => row.map((cell, column) => column === 0 ? cell.padEnd(24) : cell.padStart((head[column] ?? '').length + 2)).join(''));
}

function failures(verdicts: readonly Verdict[]): string[] {
  return verdicts.filter((verdict) => outcome(verdict) === 'failed').flatMap(({ judge, file, object, findings }) => [
    `FAILED ${judge}: ${object} (${file})`,
    ...findings.map(({ check, message }) => `    ${check}: ${message.replace(/\n/g, '\n      ')}`),
  ]);
}

function omissions(verdicts: readonly Verdict[]): string[] {
  return verdicts.filter((verdict) => outcome(verdict) === 'not judged')
    .map(({ judge, file, object, notJudged }) => `NOT JUDGED ${judge}: ${object} (${file}): ${notJudged}`);
}

/** Prints the report; true when nothing failed. */
export function report(
  verdicts: readonly Verdict[], cases: readonly Verdict[], waivers: readonly Waiver[], print: (line: string) => void = console.log,
): boolean {
  const book = new WaiverBook(waivers);
  const weighed = verdicts.map((verdict) => book.apply(verdict));
  const all = [...weighed, ...book.idle(), ...cases];
  [...failures(all), ...omissions(all)].forEach((line) => print(line));
  for (const waiver of waivers) {
    const checks = waivedChecks(waiver).map(({ judge, check }) => `${judge} ${check} (${book.used.get(`${judge} ${check}`) ?? 0})`);
    if (checks.length > 0) {
      print(`WAIVED ${checks.join(', ')}: ${waiver.reason}`);
    }
  }
  print('');
  table(weighed, cases).forEach((line) => print(line));
  const failed = all.filter((verdict) => outcome(verdict) === 'failed').length;
  print(`\n${all.filter((verdict) => outcome(verdict) === 'passed').length} passed, ${failed} failed`);
  return failed === 0;
}
