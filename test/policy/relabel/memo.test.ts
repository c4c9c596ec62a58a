import * as fc from 'fast-check';
import { remembering } from '../../../lib/policy/relabel/memo';

/** A function, and how often it was asked. */
function counted(): { readonly answer: (text: string) => string | undefined; readonly asked: () => number } {
  let asked = 0;
  const answer = (text: string) => {
    asked += 1;
    return text.startsWith('none') ? undefined : `<${text}>`;
  };
  return { answer, asked: () => asked };
}

const texts = (count: number, prefix = '') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('a function that remembers', () => {
  test('is asked once for each of the texts that come again, also for those without an answer', () => {
    const { answer, asked } = counted();
    const remembered = remembering(answer);
    const given = [...texts(1000), ...texts(1000, 'none')];

    for (let round = 0; round < 20; round += 1) {
      given.forEach(remembered);
    }

    expect(asked()).toBe(2000);
  });

  test('goes on to remember what comes again while other texts pass once', () => {
    const { answer, asked } = counted();
    const remembered = remembering(answer);
    const given = texts(1000);

    given.forEach(remembered);
    texts(20_000, 'once').forEach((once, index) => [once, ...Array.from({ length: 3 }, (_, again) => given[(index * 3 + again) % 1000]!)].forEach(remembered));

    expect(asked()).toBe(21_000);
  });

  test('gives up for a while when nothing comes again, and begins anew', () => {
    const { answer, asked } = counted();
    const remembered = remembering(answer);

    texts(5000).forEach(remembered);
    const before = asked();
    ['x', 'x'].forEach(remembered);
    expect(asked() - before).toBe(2);

    texts(33_000, 'y').forEach(remembered);
    const later = asked();
    ['x', 'x'].forEach(remembered);
    expect(asked() - later).toBe(1);
  });

  test('answers as it would without, whatever it is asked', () => {
    const { answer } = counted();
    const remembered = remembering(answer);

    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('a', 'none', '', '__proto__'), fc.string())), (given) => {
      expect(given.map(remembered)).toEqual(given.map(answer));
    }));
    expect(texts(100_000).every((text) => remembered(text) === answer(text))).toBe(true);
  });
});
