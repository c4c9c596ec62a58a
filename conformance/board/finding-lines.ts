/** What the scanners find, as they say it, and what is left of it when the project's own waivers are applied to everybody. */
import { Line } from './line';
import { CHECKOV } from '../judging/judge-checkov';
import { KUBE_SCORE } from '../judging/kubernetes/judge-kube-score';
import { WaiverBook } from '../judging/report';
import { Finding, Verdict } from '../judging/verdict';
import { Waiver } from '../waivers';

function of(judge: string, verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter((verdict) => verdict.judge.startsWith(judge));
}

/** A check that comments on three containers of an object is one finding, as the scanners count it. */
function checksOf(verdicts: readonly Verdict[], wanted: (finding: Finding) => boolean = () => true): string[] {
  return verdicts.flatMap(({ findings }) => [...new Set(findings.filter(wanted).map(({ check }) => check))]);
}

function waived(verdicts: readonly Verdict[], waivers: readonly Waiver[]): Verdict[] {
  const book = new WaiverBook(waivers);
  return verdicts.map((verdict) => book.apply(verdict));
}

export function findingLines(verdicts: readonly Verdict[], waivers: readonly Waiver[]): Line[] {
  const [scored, policed] = [of(KUBE_SCORE, verdicts), of(CHECKOV, verdicts)];
  const line = (title: string, found: readonly string[]): Line => ({ title, value: String(found.length) });
  return [
    line('kube-score: critical', checksOf(scored, ({ grade }) => grade === 'critical')),
    line('kube-score: warnings', checksOf(scored, ({ grade }) => grade === 'warning')),
    line('kube-score: left by the waivers', checksOf(waived(scored, waivers))),
    line('checkov: failed', checksOf(policed)),
    line('checkov: left by the waivers', checksOf(waived(policed, waivers))),
  ];
}

/** What the waivers leave, the most frequent first. */
export function residue(verdicts: readonly Verdict[], waivers: readonly Waiver[]): string[] {
  const numbers = new Map<string, number>();
  for (const check of checksOf(waived(verdicts, waivers))) {
    numbers.set(check, (numbers.get(check) ?? 0) + 1);
  }
  return [...numbers].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([check, number]) => `${check} (${number})`);
}
