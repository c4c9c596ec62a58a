/** What became of the lines of a run, tenant by tenant. */
import { askLines } from './asking';
import { AnsweredLine, compareLines, ComparedLines, isComplete, isExact, linesText } from './lines';
import { LokiStage } from './loki-stage';
import { CLUSTER_NAME, NAMESPACES } from './program';
import { awaitRight } from '../asking';
import { Course, mayLack } from '../course';
import { Sending } from '../telemetry-count';

/** The lines of a run that a tenant sees, whoever wrote them. */
export function linesOf(stage: LokiStage, tenant: string, run: string): Promise<AnsweredLine[]> {
  return askLines(stage, tenant, `{k8s_cluster_name="${CLUSTER_NAME}"} |= "numbered[run=${run} "`);
}

/** What containers of the namespace of a tenant sent. */
export function sendingsOf(sendings: readonly Sending[], tenant: string): Sending[] {
  return sendings.filter(({ source }) => source.startsWith(`${tenant}/`));
}

/** What a tenant sees, beside what was written. */
interface Seen {
  readonly lines: readonly AnsweredLine[];
  readonly comparison: ComparedLines;
}

async function look(stage: LokiStage, run: string, sendings: readonly Sending[], tenant: string): Promise<Seen> {
  const lines = await linesOf(stage, tenant, run);
  return { lines, comparison: compareLines(sendingsOf(sendings, tenant), lines, stage.unwanted) };
}

/** Says whether each tenant has all lines of its namespace, each once and whole, and no others; returns what each sees. */
export async function expectLines(
  stage: LokiStage, claim: string, run: string, sendings: readonly Sending[], course: Course,
): Promise<ReadonlyMap<string, readonly AnsweredLine[]>> {
  const allowed = (kind: string) => mayLack(kind, course, 0);
  const all = await Promise.all(NAMESPACES.map(async (tenant) => ({
    tenant, ...await awaitRight(() => look(stage, run, sendings, tenant), ({ comparison }) => isComplete(comparison, allowed)),
  })));
  for (const { tenant, comparison } of all) {
    const written = comparison.kinds.reduce((sum, kind) => sum + kind.written, 0);
    stage.checks.expect(`${claim}: ${tenant} sees its ${written.toLocaleString('en')} lines, each once and whole, and no others`, isExact(comparison, allowed), linesText(comparison));
  }
  return new Map(all.map(({ tenant, lines }) => [tenant, lines]));
}
