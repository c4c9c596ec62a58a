import { CardinalityPolicy } from '../../../../lib';
import { simulatePages } from '../dumps';

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('');

describe('the text of a report', () => {
  test('is a table of series before and after, with what saved them', () => {
    const page = `# TYPE requests counter\n${lines(1200, (index) => `requests{path="/${index % 40}",pod="p${Math.floor(index / 40)}"} 1\n`)}go_gc 1\n`;
    const policy = new CardinalityPolicy({ dropMetrics: ['go_.*'], dropLabels: ['pod'], budget: { series: 40 } });
    expect(simulatePages([page], policy, [{ job: 'web', instance: 'w:1' }]).toText()).toBe([
      'series       before   after',
      'total         1,201      40   -96.7 %',
      '  requests    1,200      40   dropLabels (1,160 merged)',
      '  go_gc           1       0   dropMetrics (1)',
      '',
      'jobs    targets   before   after',
      '  web         1    1,201      40',
      '',
      'labels       values   series    adds',
      '  path           40    1,200   1,170',
      '  pod            30    1,200   1,160',
      '  instance        1    1,201       0',
      '  job             1    1,201       0',
      '',
      'saved by        dropped   merged',
      '  dropMetrics         1        0',
      '  dropLabels          0    1,160',
      '',
      'merges: rules on the scrape path would lose 1,160 series without a word',
      '  requests (counter)   1,200 -> 40   dropLabels   merged by sum in a collector',
      '',
      'load, scraped every 60 s      before                 after',
      '  samples/s                   20                     0.667',
      '  memory of the head          3.52 MiB to 10.6 MiB   120 KiB to 360 KiB',
      '  object storage a day, raw   1.65 MiB to 3.3 MiB    56.3 KiB to 113 KiB',
      '',
      'budgets: 1 of 1 kept',
      '',
    ].join('\n'));
  });

  test('is an audit when there is no policy: nothing in it is after anything', () => {
    const page = '# TYPE b gauge\na{x="1"} 1\na{x="2"} 1\nb 1\n';
    expect(simulatePages([page]).toText()).toBe([
      'series   series',
      'total         3',
      '  a           2',
      '  b           1',
      '',
      'jobs       targets   series',
      '  (none)         1        3',
      '',
      'labels   values   series   adds',
      '  x           2        2      1',
      '',
      'load, scraped every 60 s',
      '  samples/s                   0.05',
      '  memory of the head          9 KiB to 27 KiB',
      '  object storage a day, raw   4.22 KiB to 8.44 KiB',
      '',
    ].join('\n'));
  });

  test('says who breaks budgets, and what becomes of merges', () => {
    const page = '# TYPE a gauge\na{x="1"} 1\na{x="2"} 1\n# TYPE b counter\nb{x="1"} 1\nb{x="2"} 1\nb{x="3"} 1\n';
    const policy = new CardinalityPolicy({ dropLabels: ['x'], budget: { series: 2, seriesPerJob: 1, seriesPerTarget: 1 } });
    const text = simulatePages([page], policy, [{ job: 'j', instance: 'i' }]).toText().split('\n\n');
    expect(text.find((section) => section.startsWith('merges'))).toBe([
      'merges: rules on the scrape path would lose 3 series without a word',
      '  b (counter)   3 -> 1   dropLabels   merged by sum in a collector',
      '  a (gauge)     2 -> 1   dropLabels   nothing merges them rightly; fix: mergeGauges beside dropLabels: GaugeMerge.SUM, or MAX, MIN, MEAN',
    ].join('\n'));
    expect(text.find((section) => section.startsWith('budgets'))).toBe(['budgets: 1 of 3 kept', '  job j        2   over seriesPerJob 1', '  target j i   2   over seriesPerTarget 1', ''].join('\n'));
  });

  test('has what a policy that does nothing does', () => {
    const text = simulatePages(['a 1\n'], new CardinalityPolicy({ dropLabels: ['nowhere'] })).toText();
    expect(text).toContain('merges: none, rules on the scrape path lose nothing');
    expect(text).not.toMatch(/saved by|labels|budgets|recommendations/);
  });

  test('has recommendations at its end', () => {
    const text = simulatePages([lines(101, (index) => `a{x="${index}"} 1\n`)]).toText();
    expect(text.endsWith("\n\nrecommendations\n  label 'x' has 101 values, over 100: without it there would be 100 series fewer\n")).toBe(true);
  });

  test('shows ten rows of each table, and counts the others', () => {
    const targets = Array.from({ length: 12 }, (_, index) => ({ job: `job${index}`, instance: 'i' }));
    const page = Array.from({ length: 14 }, (_, index) => `m${index}{l${index}="1",x="1"} 1\nm${index}{l${index}="1",x="2"} 1\n`).join('');
    const policy = new CardinalityPolicy({ dropLabels: ['x'], budget: { seriesPerJob: 13 } });
    const sections = simulatePages(targets.map(() => page), policy, targets).toText().split('\n\n');
    const counted = sections.map((section) => [/^\w+/.exec(section)![0], section.match(/^ {2}(?!and )/gm)?.length, /and (\d+) more/.exec(section)?.[1]]);
    expect(counted.filter(([, , more]) => more !== undefined)).toEqual([
      ['series', 10, '4'], ['jobs', 10, '2'], ['labels', 10, '7'], ['merges', 10, '4'], ['budgets', 10, '2'],
    ]);
  });

  test('shows all rows of a table of ten', () => expect(simulatePages([lines(10, (index) => `m${index} 1\n`)]).toText()).not.toContain('more'));

  test('shows the first of many, and shows no terminal what it would obey', () => {
    const text = simulatePages([`{"m\u001b[31m"} 1\n${lines(20, (index) => `m${index} 1\n`)}`]).toText();
    expect(text).toContain('  m\\u001b[31m');
    expect(text).toContain('  and 11 more');
  });

  test('recommends what the classic audit does', () => {
    const page = `${lines(10_001, (index) => `a_bucket{x="${index}"} 1\n`)}${lines(101, (index) => `b{y="${index}"} 1\n`)}${lines(100, (index) => `c{z="${index}"} 1\n`)}`;
    expect(simulatePages([page]).recommendations).toEqual([
      'a_bucket has 10,001 series, over 10,000: keepBuckets, or dropLabels',
      "label 'x' has 10,001 values, over 100: without it there would be 10,000 series fewer",
      "label 'y' has 101 values, over 100: without it there would be 100 series fewer",
    ]);
  });

  test('is the same for the same dump, whatever its order', () => {
    expect(simulatePages(['a{x="1"} 1\nb 1\n']).toText()).toBe(simulatePages(['b 1\na{x="1"} 1\n']).toText());
  });
});

test('JSON has all figures, and the problems', () => {
  const report = JSON.parse(simulatePages(['a 1\nb 1\n'], new CardinalityPolicy({ budget: { series: 1 } })).toJson()) as { [name: string]: unknown };
  expect(report).toMatchObject({ simulated: true, before: 2, after: 2, problems: [{ path: 'CardinalityPolicy' }] });
});
