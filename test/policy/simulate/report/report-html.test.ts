import { CardinalityPolicy } from '../../../../lib';
import { simulatePages } from '../dumps';

const EVIL = '<script>alert("1")</script>&\'';
const quoted = (text: string) => `"${text.replace(/"/g, '\\"')}"`;
const PAGE = `{${quoted(EVIL)},${quoted(`${EVIL}2`)}="x"} 1\n{${quoted(EVIL)},${quoted(`${EVIL}2`)}="y"} 1\na{x="1"} 1\na{x="2"} 1\n`;

describe('the page of a report', () => {
  const policy = new CardinalityPolicy({ dropLabels: ['x'], unique: true, budget: { series: 1 } });
  const page = simulatePages([PAGE], policy, [{ job: EVIL }]).toHtml();

  test('has the figures', () => {
    expect(page).toContain('<title>4 series before the policy, 3 after</title>');
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

  test('has no effect of a policy when there is none', () => {
    const audit = simulatePages([PAGE]).toHtml();
    expect(audit).toContain('<title>4 series</title>');
    expect(audit).not.toContain('Saved by');
  });
});
