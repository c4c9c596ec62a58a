import * as fc from 'fast-check';
import { readOpenMetrics, readText, refusal } from '../dumps';

const MEGABYTE = 1024 * 1024;
const refused = (page: string | Buffer, size?: number) => refusal(() => readText(page, {}, size));
/** A series whose line is so long. */
const line = (length: number) => `a{x="${'y'.repeat(length - 'a{x=""} 1'.length)}"} 1`;

describe('lines of a page', () => {
  test('may be a megabyte long, and no longer, wherever they are cut', () => {
    for (const size of [undefined, 1_000_000, 300_000]) {
      expect(readText(`b 1\n${line(MEGABYTE)}\n`, {}, size)).toHaveLength(2);
      expect(refused(`b 1\n${line(MEGABYTE + 1)}\nc 1\n`, size)).toBe('dump:2:1: a line is longer than 1048576 bytes');
    }
  });

  test('are refused before their end has come when they are too long already', () => {
    expect(refused(`b 1\n${line(MEGABYTE + 1)}`, 300_000)).toBe('dump:2:1: a line is longer than 1048576 bytes');
  });

  test('are the same when the caller writes into its piece again', () => {
    const page = Buffer.from('abc{x="1"} 1\ndef{y="2"} 1\n');
    expect(readText(page, {}, 17)).toEqual([{ __name__: 'abc', x: '1' }, { __name__: 'def', y: '2' }]);
  });
});

describe('a page ends', () => {
  test.each<[string, string, string]>([
    ['in a line', 'a 1\nb{x="1"', 'dump:2:8: the page is cut off in the middle of a line'],
    ['in the first line', 'a', 'dump:1:2: the page is cut off in the middle of a line'],
    ['before it begins', '', 'dump:1:1: the page has no sample'],
    ['without a series', '# TYPE a gauge\n\n', 'dump:2:1: the page has no sample'],
  ])('%s: that is refused', (_what, page, where) => expect(refused(page)).toBe(where));

  test('with # EOF and no line feed, and with no other comment', () => {
    expect(readOpenMetrics('a 1\n# EOF', 3)).toHaveLength(1);
    expect(refusal(() => readOpenMetrics('a 1\n# EO'))).toBe('dump:2:5: the page is cut off in the middle of a line');
  });
});

describe('a page is no text', () => {
  test('when it has a zero byte, at its line and column, wherever it is cut', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), (size) => expect(refused('a 1\n\nb{x="ä\0"} 1\nc 1\n', size)).toBe('dump:3:7: there is a zero byte')));
  });

  test('when it begins like what gzip writes', () => {
    expect(refused(Buffer.from([0x1F, 0x8B, 0x41]))).toBe('dump:1:1: the page is compressed');
    expect(refused(Buffer.from([0x1F, 0x41, 0x0A]))).not.toContain('compressed');
    expect(refused(Buffer.from([0x41, 0x8B, 0x0A]))).not.toContain('compressed');
  });

  test('and is none that has the same bytes later', () => {
    expect(refused(Buffer.concat([Buffer.from('a 1\n'), Buffer.from([0x1F, 0x8B, 0x0A])]), 4)).toBe("dump:2:1: there is '\\u001f�' where a metric is expected");
  });
});
