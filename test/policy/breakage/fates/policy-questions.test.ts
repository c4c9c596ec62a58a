import { answer } from '../../../../lib/policy/breakage/fates/policy-questions';

test('what a part of a policy asks is read once, however often it is asked', () => {
  const [part, other] = [{}, {}];
  let read = 0;
  const question = (asked: string) => () => {
    read += 1;
    return (text: string) => text === asked;
  };

  expect([answer(part, question('a'), 'a'), answer(part, question('a'), 'b'), answer(other, question('b'), 'b')]).toEqual([true, false, true]);
  expect(read).toBe(2);
});
