import * as fc from 'fast-check';
import { TextTable } from '../../../../lib/policy/simulate/counting/text-table';

test('a text has one number, with each tag one of its own', () => {
  const table = new TextTable();
  const [one, other, tagged] = [table.internText(0, 'a'), table.internText(0, 'b'), table.internText(1, 'a')];
  expect(new Set([one, other, tagged]).size).toBe(3);
  expect([table.internText(0, 'a'), table.retag(1, one), table.tagOf(tagged)]).toEqual([one, tagged, 1]);
});

test('texts are found again, however many there are', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3), fc.string({ unit: 'grapheme' })), { size: 'large' }), (texts) => {
    const table = new TextTable();
    const numbers = texts.map(([tag, text]) => table.internText(tag, text));
    expect(numbers.map((number) => [table.tagOf(number), table.text(number)])).toEqual(texts);
    expect(table.size).toBe(new Set(texts.map(([tag, text]) => JSON.stringify([tag, text]))).size);
  }));
});
