import { TraceConditionTree, SpanTest, TraceTest } from './trace-test';

/** A question, and whether its answer must be no. */
export interface Literal {
  readonly test: TraceTest;
  readonly negated: boolean;
}

/** Literals that all hold: what an `and` of the collector can ask. None is every trace. */
export type Clause = readonly Literal[];

/** The ways in which a condition holds: it does when any of them does. None is no trace. */
export function clausesOf(tree: TraceConditionTree, negated = false): Clause[] {
  switch (tree.kind) {
    case 'always': return negated ? [] : [[]];
    case 'test': return [[{ test: tree.test, negated }]];
    case 'not': return clausesOf(tree.of, !negated);
    default: {
      const parts = (tree.kind === 'any' ? mergingSpans(tree.of) : tree.of).map((part) => clausesOf(part, negated));
      return (tree.kind === 'any') === negated ? product(parts) : absorbing(parts.flat());
    }
  }
}

/** At most so many clauses has a condition: counted, not made, because they multiply. */
export function clauseBound(tree: TraceConditionTree, negated = false): number {
  switch (tree.kind) {
    case 'always': case 'test': return 1;
    case 'not': return clauseBound(tree.of, !negated);
    default: {
      const bounds = tree.of.map((part) => clauseBound(part, negated));
      return bounds.reduce((total, bound) => (tree.kind === 'any') === negated ? total * bound : total + bound, (tree.kind === 'any') === negated ? 1 : 0);
    }
  }
}

/** Every clause of one list together with every clause of each other list, without those that no trace can fulfil. */
export function product(lists: readonly (readonly Clause[])[]): Clause[] {
  return absorbing(lists.reduce<Clause[]>(
    (before, list) => before.flatMap((clause) => list.map((other) => conjunction(clause, other))).filter(isPossible), [[]],
  ));
}

/** Whether all that a clause asks is asked by another one, so that whatever fulfils the other fulfils it. */
export function isImpliedBy(clause: Clause, other: Clause): boolean {
  return clause.every((literal) => other.some((one) => keyOf(one) === keyOf(literal)));
}

/** What is asked of spans by several is asked by one policy. */
function mergingSpans(trees: readonly TraceConditionTree[]): TraceConditionTree[] {
  const spans: SpanTest[] = [];
  const others = trees.filter((tree) => {
    if (tree.kind === 'test' && tree.test.kind === 'spans') {
      spans.push(...tree.test.anyOf);
      return false;
    }
    return true;
  });
  return spans.length === 0 ? others : [...others, { kind: 'test', test: { kind: 'spans', anyOf: spans } }];
}

function conjunction(clause: Clause, other: Clause): Clause {
  return [...clause, ...other.filter((literal) => !clause.some((one) => keyOf(one) === keyOf(literal)))];
}

function isPossible(clause: Clause): boolean {
  return !clause.some(({ test, negated }) => clause.some((one) => one.negated !== negated && keyOf({ ...one, negated }) === keyOf({ test, negated })));
}

/** Without the clauses that ask more than another one. */
function absorbing(clauses: readonly Clause[]): Clause[] {
  return clauses.filter((clause, index) => !clauses.some((other, place) =>
    place !== index && isImpliedBy(other, clause) && (place < index || !isImpliedBy(clause, other))));
}

function keyOf({ test, negated }: Literal): string {
  return `${negated ? 'not ' : ''}${JSON.stringify(test)}`;
}
