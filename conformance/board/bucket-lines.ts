/** What checkov says of the Terraform of buckets, check by check. */
import { Line } from './line';
import { PolicyReport } from '../judging/judge-checkov';

/** What one candidate has of one check. */
interface Standing {
  readonly name: string;
  readonly failed: number;
  readonly passed: number;
}

/** The checks of a candidate by their ids. */
export function standings(reports: readonly PolicyReport[]): ReadonlyMap<string, Standing> {
  const checks = new Map<string, Standing>();
  const count = (id: string, name: string, failed: number, passed: number) => {
    const before = checks.get(id) ?? { failed: 0, passed: 0 };
    checks.set(id, { name, failed: before.failed + failed, passed: before.passed + passed });
  };
  for (const { results } of reports) {
    results.failed_checks.forEach(({ check_id, check_name }) => count(check_id, check_name, 1, 0));
    results.passed_checks.forEach(({ check_id, check_name }) => count(check_id, check_name, 0, 1));
  }
  return checks;
}

function word(standing: Standing | undefined): string {
  if (standing === undefined) {
    return 'not asked';
  }
  return standing.failed === 0 ? 'passes' : `**fails** (${standing.failed} of ${standing.failed + standing.passed})`;
}

/** Every check that some candidate fails; then how many each fails and passes. One list of lines for each candidate. */
export function bucketLines(candidates: ReadonlyArray<ReadonlyMap<string, Standing>>): Line[][] {
  const failed = new Map(candidates.flatMap((checks) => [...checks].filter(([, { failed: number }]) => number > 0).map(([id, { name }]) => [id, name])));
  const rows = [...failed].sort(([one], [other]) => one.localeCompare(other));
  const total = (checks: ReadonlyMap<string, Standing>, read: (standing: Standing) => number) =>
    String([...checks.values()].reduce((sum, standing) => sum + read(standing), 0));
  return candidates.map((checks) => [
    ...rows.map(([id, name]) => ({ title: `${id}: ${name}`, value: word(checks.get(id)) })),
    { title: 'failed', value: total(checks, (standing) => standing.failed) },
    { title: 'passed', value: total(checks, (standing) => standing.passed) },
  ]);
}
