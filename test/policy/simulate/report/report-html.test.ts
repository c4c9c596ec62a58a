import { CardinalityPolicy } from '../../../../lib';
import { simulatePages } from '../dumps';

const EVIL = '<script>alert("1")</script>&\'';
const quoted = (text: string) => `"${text.replace(/"/g, '\\"')}"`;
const PAGE = `{${quoted(EVIL)},${quoted(`${EVIL}2`)}="x"} 1\n{${quoted(EVIL)},${quoted(`${EVIL}2`)}="y"} 1\na{x="1"} 1\na{x="2"} 1\n`;

/** Tables by their titles; cells of numbers have a # at their end. */
function rowsOf(page: string): { [title: string]: string[] } {
  return Object.fromEntries([...page.matchAll(/<h2>([^<]*)<\/h2><div class="scroll"><table>(.*?)<\/table>/gs)].map(([, title, table]) => [
    title, [...table!.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => [...row!.matchAll(/<t[hd]( class="number")?>(.*?)<\/t[hd]>/g)].map(([, number, text]) => `${text}${number ? '#' : ''}`).join('|')),
  ]));
}

describe('the page of a report', () => {
  const policy = new CardinalityPolicy({ dropLabels: ['x'], unique: true, budget: { series: 1 } });
  const page = simulatePages([PAGE], policy, [{ job: EVIL }]).toHtml();

  test('has the figures', () => {
    expect(page).toContain('<title>4 series before the policy, 3 after</title>');
    expect(page).toContain('<h1>4 series before the policy, 3 after <span class="soft">-25.0 %</span></h1>');
    expect(page).toContain('<td>a</td><td>unknown</td><td class="number">2</td><td class="number">1</td><td>dropLabels (1 merged)</td>');
    expect(page).toContain('budget.series is 1, and everything has 3 series after the policy');
  });

  test('has a picture with a bar for each number', () => expect(page.match(/<rect /g)).toHaveLength(4));

  test('needs nothing else: no script, no address, nothing to load', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|https?:|url\(|@import|\son\w+=/i);
    expect(page).toContain("default-src 'none'");
  });

  test('takes nothing of a dump for its own text', () => {
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  });

  test('closes what it opens', () => {
    const open: string[] = [];
    for (const [, closing, name, attributes] of page.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
      if (closing) {
        expect(open.pop()).toBe(name);
      } else if (!['meta', 'br'].includes(name!) && !attributes!.endsWith('/')) {
        open.push(name!);
      }
    }
    expect(open).toEqual([]);
  });

  test('has a table for each kind of figures, with numbers to the right', () => {
    const targets = [{ job: 'web', instance: 'w' }, { instance: 'x' }];
    const props = { dropMetrics: ['c'], dropLabels: ['x'], budget: { series: 3, seriesPerJob: 2 } };
    const tables = simulatePages(['# TYPE a counter\na{x="1"} 1\na{x="2"} 1\nb 1\n', 'b 1\nc 1\n'], new CardinalityPolicy(props), targets).toHtml();
    expect(rowsOf(tables)).toEqual({
      'Metrics': ['metric|kind|before#|after#|by', 'a|counter|2#|1#|dropLabels (1 merged)', 'b|unknown|2#|2#|', 'c|unknown|1#|0#|dropMetrics (1 dropped)'],
      'Jobs': ['job|targets#|before#|after#', 'web|1#|3#|2#', '(none)|1#|2#|1#'],
      'Labels, and how many series fewer there would be without each': [
        'label|values#|series#|adds#|values after#|adds after#', 'x|2#|2#|1#|0#|0#', 'instance|2#|5#|0#|2#|0#', 'job|1#|3#|0#|1#|0#',
      ],
      'Saved by': ['part|dropped#|merged#', 'dropMetrics|1#|0#', 'dropLabels|0#|1#'],
      'Merges: rules on the scrape path would lose 1 series without a word': ['metric|kind|part|series#|left#|', 'a|counter|dropLabels|2#|1#|merged by sum in a collector'],
      'Load, scraped every 60 s': [
        '|before#|after#', 'samples/s|0.0833#|0.05#', 'memory of the head|15 KiB to 45 KiB, usually 37.5 KiB|9 KiB to 27 KiB, usually 22.5 KiB',
        'object storage a day, raw|7.03 KiB to 14.1 KiB, usually 10.5 KiB|4.22 KiB to 8.44 KiB, usually 6.33 KiB',
      ],
      'Budgets': ['of|budget|allowed#|series#|', 'everything|series|3#|3#|kept', 'job web|seriesPerJob|2#|2#|kept', 'the job without a name|seriesPerJob|2#|1#|kept'],
    });
  });

  test('has broken budgets before others', () => {
    const budgeted = new CardinalityPolicy({ budget: { series: 9, seriesPerJob: 1 } });
    expect(rowsOf(simulatePages(['a 1\nb 1\n'], budgeted, [{ job: 'j' }]).toHtml()).Budgets!.slice(1)).toEqual(['job j|seriesPerJob|1#|2#|broken', 'everything|series|9#|2#|kept']);
  });

  test('has a hundred rows of a table, and counts the others', () => {
    const of = (count: number) => simulatePages([Array.from({ length: count }, (_, index) => `m${index} 1\n`).join('')]).toHtml();
    expect(rowsOf(of(102)).Metrics).toHaveLength(101);
    expect(of(102)).toContain('<p class="soft">and 2 more</p>');
    expect(of(100)).not.toContain('more</p>');
  });

  test('has recommendations when there are some', () => {
    const of = (count: number) => simulatePages([Array.from({ length: count }, (_, index) => `m{x="${index}"} 1\n`).join('')]).toHtml();
    expect(of(101)).toContain('<h2>Recommendations</h2><ul><li>label &#39;x&#39; has 101 values, over 100: without it there would be 100 series fewer</li></ul>');
    expect(of(100)).not.toContain('Recommendations');
  });

  test('has no effect of a policy when there is none', () => {
    const audit = simulatePages([PAGE]).toHtml();
    expect(audit).toContain('<title>4 series</title>');
    expect(Object.keys(rowsOf(audit))).toEqual(['Metrics', 'Jobs', 'Labels, and how many series fewer there would be without each', 'Load, scraped every 60 s']);
    expect(Object.values(rowsOf(audit)).map(([head]) => head)).toEqual(['metric|kind|series#', 'job|targets#|series#', 'label|values#|series#|adds#', '|#']);
    expect(audit).toContain('<h1>4 series</h1>');
  });
});
