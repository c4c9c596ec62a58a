/**
 * Something that would go wrong in the cluster, found at synth.
 *
 * Problems are values: invariants return them, and one error shows all problems of a program together.
 */
export interface Problem {
  /** Where it is: the path of the construct (`observability/gateway`), or the file and object of a foreign manifest. */
  readonly path: string;

  /** What is wrong, in the user's terms, with the value that was given. */
  readonly what: string;

  /** What would happen in the cluster. */
  readonly why: string;

  /** The exact change that mends it. */
  readonly fix: string;
}

/** A problem before anybody has said where it is: what an invariant, which knows documents only, returns. */
export type Finding = Omit<Problem, 'path'>;

/** Puts findings in their place. */
export function at(path: string, findings: readonly Finding[]): Problem[] {
  return findings.map((finding) => ({ path, ...finding }));
}

/** The text of one problem: `path: what`, `why:`, `fix:`. The path of an app is empty. */
export function formatProblem({ path, what, why, fix }: Problem): string {
  return `${path === '' ? '' : `${path}: `}${what}\n  why: ${why}\n  fix: ${fix}`;
}

/** One error for all problems of a program. */
export class ProblemsError extends Error {
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[]) {
    super(`Observability problems (${problems.length}), nothing was written:\n\n${problems.map(formatProblem).join('\n\n')}\n`);
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/** For local mistakes: a constructor that cannot make sense of a value stops at once, with the same text. */
export function fail(path: string, finding: Finding): never {
  throw new ProblemsError(at(path, [finding]));
}

/** For what invariants say of a value without which a constructor cannot go on. */
export function failOnFindings(path: string, findings: readonly Finding[]): void {
  if (findings.length > 0) {
    throw new ProblemsError(at(path, findings));
  }
}
