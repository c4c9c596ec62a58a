/** What became of the lines of which the policy has a say. */
import { askLines } from './asking';
import { AnsweredLine, markOf } from './lines';
import { LokiStage } from './loki-stage';
import { comparePoliced, isAsDecided, isPoliced, notOnNode, PolicedLines, policedIn, policedText, recordOf } from './policed-lines';
import { OTHER_POLICIES, SECRET_MARK } from './policy';
import { CLUSTER_NAME, NAMESPACES } from './program';
import { LoggedRecord } from '../../../lib';
import { logLines } from '../collector-logs';
import { Sending } from '../telemetry-count';

/** What containers of a tenant have written in a run of which the policy has a say, off the files of the runtime. */
export function recordsOf({ node }: LokiStage, run: string, tenant: string): LoggedRecord[] {
  return logLines(node, { namespace: tenant }, policedIn(run)).map((line) => recordOf(line, tenant));
}

interface PolicedTenant {
  readonly tenant: string;
  readonly sendings: readonly Sending[];
  readonly records: readonly LoggedRecord[];
  readonly policed: PolicedLines;
}

/** Says whether what a tenant sees is what the policy leaves of what is on the node. */
export function expectPoliced({ checks }: LokiStage, claim: string, { tenant, sendings, records, policed }: PolicedTenant): void {
  const [written, kept] = [policed.written, policed.kept].map((count) => count.toLocaleString('en'));
  const notThere = notOnNode(sendings, records);
  checks.expect(`${claim}: of ${written} lines of a policy ${tenant} sees the ${kept} that it keeps, each once and as it leaves it, and no others`,
    notThere.length === 0 && isAsDecided(policed), [...notThere, policedText(policed)].join('; '));
}

/** Says whether any secret of any run so far has left its node. */
export async function expectNoSecrets(stage: LokiStage, claim: string): Promise<void> {
  const { checks, node } = stage;
  for (const tenant of NAMESPACES) {
    const left = await askLines(stage, tenant, `{k8s_cluster_name="${CLUSTER_NAME}"} |= "${SECRET_MARK}"`);
    const written = logLines(node, { namespace: tenant }, new RegExp(SECRET_MARK));
    checks.expect(`${claim}: of ${written.length.toLocaleString('en')} lines with secrets on the node, none that ${tenant} sees has one`,
      written.length > 0 && left.length === 0, `${left.length}: ${left[0]?.text.slice(0, 300)}`);
  }
}

/** Says whether what came out would be taken for what another policy leaves. */
export function expectNoOtherPolicy(stage: LokiStage, run: string, seen: ReadonlyMap<string, readonly AnsweredLine[]>): void {
  const takenFor = Object.entries(OTHER_POLICIES).filter(([, policy]) => NAMESPACES.every((tenant) => {
    const lines = (seen.get(tenant) ?? []).filter(({ text }) => isPoliced({ kind: markOf(text)?.kind ?? '' }));
    return isAsDecided(comparePoliced(policy, recordsOf(stage, run, tenant), lines));
  })).map(([what]) => what);
  stage.checks.expect(`${run}: what another policy leaves is told apart: the judge looks`, takenFor.length === 0, takenFor.join(', '));
}
