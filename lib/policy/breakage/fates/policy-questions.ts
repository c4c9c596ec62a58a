import { AnchoredPattern } from '../../relabel/anchored-pattern';

/** A pattern of each part of a policy, with its answers; they go when the policy goes. */
const COMPILED = new WeakMap<object, (text: string) => boolean>();

/** Whether the pattern of a part of a policy matches. It is asked for every selector of every rule, and most of them are about the same few names. */
export function matches(owner: object, pattern: () => string, text: string): boolean {
  const found = COMPILED.get(owner) ?? remembering(new AnchoredPattern(pattern()));
  COMPILED.set(owner, found);
  return found(text);
}

function remembering(pattern: AnchoredPattern): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const answer = answers.get(text) ?? pattern.matches(text);
    answers.set(text, answer);
    return answer;
  };
}
