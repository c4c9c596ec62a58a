/** kube-score looks at the hygiene of the workloads of each example: what protects, spreads, limits and probes them. */
import { judge } from '../../judges';
import { Example } from '../documents';
import { run } from '../processes';
import { Finding, Verdict } from '../verdict';

export const KUBE_SCORE = 'kube-score';

/** Tests that are off by default and ask for something that a platform should have. */
const OPTIONAL_TESTS = ['container-seccomp-profile', 'container-ports-check', 'container-memory-requests-equal-limits'];
const GRADE_WARNING = 5;
const GRADE_OK = 10;

interface ScoredCheck {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: ReadonlyArray<{ readonly path: string; readonly summary: string; readonly description: string }> | null;
}

interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly file_name: string;
  readonly checks: readonly ScoredCheck[];
}

function findingsOf({ checks }: ScoredObject): Finding[] {
  return checks.filter(({ grade, skipped }) => !skipped && grade < GRADE_OK).flatMap(({ check, grade, comments }) =>
    (comments ?? [{ path: '', summary: 'no comment', description: '' }]).map(({ path, summary }) => ({
      check: check.id, message: path === '' ? summary : `${path}: ${summary}`, grade: grade < GRADE_WARNING ? 'critical' : 'warning',
    })));
}

async function scoreExample(example: Example): Promise<Verdict[]> {
  const optional = OPTIONAL_TESTS.flatMap((test) => ['--enable-optional-test', test]);
  const { stdout, stderr } = await run(judge('kube-score'), [
    'score', '--output-format', 'json', ...optional, ...example.files.map(({ path }) => path),
  ]);
  if (!stdout.startsWith('[') && !stdout.startsWith('null')) {
    const findings = [{ check: 'parse', message: stderr.trim() }];
    return [{ judge: KUBE_SCORE, example: example.name, file: example.name, object: 'the whole example', findings }];
  }
  const scored = (JSON.parse(stdout) ?? []) as ScoredObject[];
  return scored.map((object) => ({
    judge: KUBE_SCORE,
    example: example.name,
    file: example.files.find(({ path }) => path === object.file_name)?.label ?? object.file_name,
    object: `${object.type_meta.kind} ${object.object_meta.namespace === undefined ? '' : `${object.object_meta.namespace}/`}${object.object_meta.name}`,
    findings: findingsOf(object),
  }));
}

export async function score(examples: readonly Example[]): Promise<Verdict[]> {
  return (await Promise.all(examples.filter(({ files }) => files.length > 0).map(scoreExample))).flat();
}
