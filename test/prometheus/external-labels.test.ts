import * as fc from 'fast-check';
import { externalLabelText } from '../../lib/prometheus/external-labels';

/** What Prometheus makes of it: Go's os.Expand, with a dollar sign for the variable of that name. */
function expanded(text: string): string {
  return text.replace(/\$(\$|\{[^}]*\}|\w+)/g, (_, name: string) => name === '$' ? '$' : '');
}

test('the text of an external label is literal, whatever it holds', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', 'HOME', ' ') }), (text) => {
    expect(expanded(externalLabelText(text))).toBe(text);
  }));
});
