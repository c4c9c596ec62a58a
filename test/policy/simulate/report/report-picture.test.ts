import { CardinalityPolicy } from '../../../../lib';
import { simulatePages } from '../dumps';

const pictureOf = (page: string, policy?: CardinalityPolicy) => /<svg .*<\/svg>/s.exec(simulatePages([page], policy).toHtml())![0].split('\n');
const metrics = (count: number) => Array.from({ length: count }, (_, index) => `m${String(index).padStart(2, '0')}{x="1"} 1\nm${String(index).padStart(2, '0')}{x="2"} 1\n`).join('');

describe('the picture of a report', () => {
  test('has two bars for each metric, as long as there are series before and after', () => {
    expect(pictureOf('a{x="1"} 1\na{x="2"} 1\na{x="3"} 1\na{x="4"} 1\nb 1\n', new CardinalityPolicy({ dropLabels: ['x'] }))).toEqual([
      '<svg role="img" aria-label="series by metric: 5 before, 2 after" viewBox="0 0 900 80" width="900" height="80">',
      '<g><title>a: 4 before, 1 after</title>',
      '<text x="0" y="20">a</text><rect class="before" x="330" y="2" width="480.0" height="14"/>',
      '<text x="816.0" y="14">4</text><rect class="after" x="330" y="18" width="120.0" height="14"/>',
      '<text x="456.0" y="30">1</text></g>',
      '<g><title>b: 1 before, 1 after</title>',
      '<text x="0" y="60">b</text><rect class="before" x="330" y="42" width="120.0" height="14"/>',
      '<text x="456.0" y="54">1</text><rect class="after" x="330" y="58" width="120.0" height="14"/>',
      '<text x="456.0" y="70">1</text></g>',
      '</svg>',
    ]);
  });

  test('has one bar for each metric when there is no policy', () => {
    expect(pictureOf('a 1\n')).toEqual([
      '<svg role="img" aria-label="series by metric: 1" viewBox="0 0 900 40" width="900" height="40">',
      '<g><title>a: 1</title>',
      '<text x="0" y="20">a</text><rect class="before" x="330" y="2" width="480.0" height="14"/>',
      '<text x="816.0" y="14">1</text></g>',
      '</svg>',
    ]);
  });

  test('has twelve metrics, and one bar for all others', () => {
    const titles = (count: number) => pictureOf(metrics(count), new CardinalityPolicy({ dropLabels: ['x'] })).filter((line) => line.startsWith('<g>'));
    expect([titles(12).length, titles(14).length, titles(14).at(-1)]).toEqual([12, 13, '<g><title>2 other metrics: 4 before, 2 after</title>']);
  });

  test('shortens names of more than 44 characters, but not for who points at them', () => {
    const [fits, long] = ['ä'.repeat(44), '😀'.repeat(45)];
    const picture = pictureOf(`{"${fits}"} 1\n{"${long}"} 1\n`).join('\n');
    expect(picture).toContain(`>${fits}</text>`);
    expect(picture).toContain(`>${'😀'.repeat(43)}…</text>`);
    expect(picture).toContain(`<title>${long}: 1</title>`);
  });
});
