/** What became of the lines of a run, tenant by tenant. */
import { askLines } from './asking';
import { AnsweredLine, compareLines, ComparedLines, isComplete, isExact, linesText, markOf } from './lines';
import { LokiStage, Written } from './loki-stage';
import { expectPoliced, recordsOf } from './policed-arrival';
import { comparePoliced, isPoliced, PolicedLines } from './policed-lines';
import { POLICY } from './policy';
import { CLUSTER_NAME, NAMESPACES } from './program';
import { cutAtMost } from './rotations';
import { LoggedRecord } from '../../../lib';
import { awaitRight } from '../asking';
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
  /** of lines that the policy leaves alone */
  readonly comparison: ComparedLines;
  /** of the others */
  readonly policed: PolicedLines;
}

async function look(stage: LokiStage, { run, sendings }: Written, records: readonly LoggedRecord[], tenant: string): Promise<Seen> {
  const lines = await linesOf(stage, tenant, run);
  const isOfPolicy = ({ text }: AnsweredLine) => isPoliced({ kind: markOf(text)?.kind ?? '' });
  return {
    lines,
    comparison: compareLines(sendingsOf(sendings, tenant).filter((one) => !isPoliced(one)), lines.filter((line) => !isOfPolicy(line)), stage.unwanted),
    policed: comparePoliced(POLICY, records, lines.filter(isOfPolicy)),
  };
}

/**
 * Says whether each tenant has all lines of its namespace, each once and whole, and no others; returns what each sees. No line may be missing but one over 16 KiB for each file of its
 * container that the kubelet has put aside meanwhile.
 */
export async function expectLines(stage: LokiStage, claim: string, written: Written): Promise<ReadonlyMap<string, readonly AnsweredLine[]>> {
  const all = await Promise.all(NAMESPACES.map(async (tenant) => {
    const sendings = sendingsOf(written.sendings, tenant);
    const records = recordsOf(stage, written.run, tenant);
    const allowed = (kind: string) => cutAtMost(kind, sendings, written.rotations);
    const isThere = ({ comparison, policed }: Seen) => isComplete(comparison, allowed) && policed.missing.length === 0;
    return { tenant, sendings, records, allowed, ...await awaitRight(() => look(stage, written, records, tenant), isThere) };
  }));
  for (const { tenant, sendings, records, allowed, comparison, policed } of all) {
    const count = comparison.kinds.reduce((sum, kind) => sum + kind.written, 0);
    const cut = comparison.kinds.reduce((sum, { kind }) => sum + allowed(kind), 0);
    const but = cut === 0 ? '' : `, but for ${cut} over 16 KiB that rotation may have cut`;
    stage.checks.expect(`${claim}: ${tenant} sees its ${count.toLocaleString('en')} lines, each once and whole${but}, and no others`, isExact(comparison, allowed), linesText(comparison));
    expectPoliced(stage, claim, { tenant, sendings, records, policed });
  }
  return new Map(all.map(({ tenant, lines }) => [tenant, lines]));
}
