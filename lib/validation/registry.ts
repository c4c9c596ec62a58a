import { IConstruct } from 'constructs';
import { at, Finding, Problem, ProblemsError } from './problem';
import { TreeList } from './tree-list';

interface Source {
  readonly construct: IConstruct;
  readonly problems: () => Problem[];
}

/** What has to be judged. */
const SOURCES = new TreeList<Source>();

/** Trees that are being written, and were judged for it. */
const SETTLED = new WeakSet<IConstruct>();

/**
 * Has `invariants` judge the documents of a construct at synth.
 *
 * cdk8s calls every validator once per chart and once more, and a chart may be synthesized again after a change: so the judgement is
 * remembered by the content of the documents, never by time. In a plain cdk8s App the first source of the tree speaks for all of them,
 * so that one error carries every problem in our own text.
 */
export function judgeAtSynth<D>(construct: IConstruct, documents: () => D, invariants: (documents: D) => Finding[]): void {
  const { root } = construct.node;
  SOURCES.add(construct, { construct, problems: rememberByContent(construct, documents, invariants) });
  construct.node.addValidation({
    validate: () => {
      if (!SETTLED.has(root) && SOURCES.of(root).find(isInTree)?.construct === construct) {
        failOnProblems(root);
      }
      return [];
    },
  });
}

/** Judges a tree once, for everything that `write` does: cdk8s asks all validators again for every chart. */
export function judgeOnce(root: IConstruct, write: () => void): void {
  failOnProblems(root);
  SETTLED.add(root);
  try {
    write();
  } finally {
    SETTLED.delete(root);
  }
}

/** Every problem of a tree, in the order in which the program made its constructs. */
export function problemsOf(root: IConstruct): Problem[] {
  return SOURCES.of(root).filter(isInTree).flatMap(problemsFrom);
}

/** Throws one error with every problem of the tree, if there is any. */
export function failOnProblems(root: IConstruct): void {
  const problems = problemsOf(root);
  if (problems.length > 0) {
    throw new ProblemsError(problems);
  }
}

/** A document that cannot even be made is a problem like any other, and must not hide the rest. */
function problemsFrom(source: Source): readonly Problem[] {
  try {
    return source.problems();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems;
    }
    throw error;
  }
}

function rememberByContent<D>(construct: IConstruct, documents: () => D, invariants: (documents: D) => Finding[]): () => Problem[] {
  let judged: { content: string; problems: Problem[] } | undefined;
  return () => {
    const current = documents();
    const content = JSON.stringify(current) ?? '';
    if (judged?.content !== content) {
      judged = { content, problems: at(construct.node.path, invariants(current)) };
    }
    return judged.problems;
  };
}

function isInTree({ construct }: Source): boolean {
  return construct.node.scopes.every((scope) => !scope.node.scope || scope.node.scope.node.tryFindChild(scope.node.id) === scope);
}
