import { refuse, shown } from '../../../../lib/policy/simulate/reading/place';
import { refusal } from '../dumps';

describe('text of a dump in a message', () => {
  test('has forty characters, and says when there are more', () => {
    expect([shown('a'.repeat(40)), shown('a'.repeat(41))]).toEqual(['a'.repeat(40), `${'a'.repeat(40)}…`]);
  });

  test('has nothing that a terminal would obey, and quotation marks as they are', () => {
    expect(shown('"a"\n\u001b[31m\u007f\u009b')).toBe('"a"\\n\\u001b[31m??');
  });
});

test('what is refused has a place, and a fix unless there is a better one', () => {
  expect(refusal(() => refuse({ source: 'dump', line: 3, column: 7 }, 'there is x'))).toBe('dump:3:7: there is x');
  expect(() => refuse({ source: 'dump', line: 3, column: 7 }, 'there is x')).toThrow('fix: read it again, whole and unchanged');
  expect(() => refuse({ source: 'dump', line: 3, column: 7 }, 'there is x', 'y', 'z')).toThrow('why: z\n  fix: y');
});
