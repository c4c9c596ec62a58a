/** A condition as it was put together, of questions that one comparison of an engine can answer. */
export type ConditionTree<Test> =
  | { readonly kind: 'always' }
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionTree<Test>[] }
  | { readonly kind: 'not'; readonly of: ConditionTree<Test> };

/** Every question in a condition. */
export function testsIn<Test>(tree: ConditionTree<Test>): Test[] {
  switch (tree.kind) {
    case 'always': return [];
    case 'test': return [tree.test];
    case 'not': return testsIn(tree.of);
    default: return tree.of.flatMap(testsIn);
  }
}

/** Whether a condition holds, by the answers to its questions. */
export function holds<Test>(tree: ConditionTree<Test>, answer: (test: Test) => boolean): boolean {
  switch (tree.kind) {
    case 'always': return true;
    case 'test': return answer(tree.test);
    case 'not': return !holds(tree.of, answer);
    case 'all': return tree.of.every((part) => holds(part, answer));
    case 'any': return tree.of.some((part) => holds(part, answer));
  }
}
