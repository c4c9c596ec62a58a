/** What each part of a policy asks of texts; it goes when the policy goes. */
const QUESTIONS = new WeakMap<object, (text: string) => boolean>();

/** Asks a question of a part of a policy. It is asked for every selector of every rule: to read its expressions once is enough. */
export function answer(part: object, read: () => (text: string) => boolean, text: string): boolean {
  const question = QUESTIONS.get(part) ?? read();
  QUESTIONS.set(part, question);
  return question(text);
}
