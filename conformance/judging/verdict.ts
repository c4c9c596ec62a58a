/** What a judge says about one document. */

export type Grade = 'critical' | 'warning';

export interface Finding {
  /** the judge's own name of the check, as a waiver names it */
  readonly check: string;
  readonly message: string;
  /** where the judge itself tells grave findings from others */
  readonly grade?: Grade;
}

export interface Verdict {
  readonly judge: string;
  readonly example: string;
  readonly file: string;
  readonly object: string;
  readonly findings: readonly Finding[];
  /** set when the judge could not look: such a document has neither passed nor failed */
  readonly notJudged?: string;
}

export type Outcome = 'passed' | 'failed' | 'not judged';

export function outcome(verdict: Verdict): Outcome {
  if (verdict.findings.length > 0) {
    return 'failed';
  }
  return verdict.notJudged === undefined ? 'passed' : 'not judged';
}

/** Groups that no built-in API serves: their kinds are defined by other projects. */
const CUSTOM_GROUPS = ['monitoring.coreos.com', 'opentelemetry.io', 'cert-manager.io', 'external-secrets.io', 'keda.sh'];

/** Only for known groups: a removed or misspelt built-in kind must fail, not pass by in silence. */
export function isCustomResource(apiVersion: string): boolean {
  return CUSTOM_GROUPS.includes(apiVersion.split('/')[0] ?? '');
}
