import { AnchoredPattern } from '../../../lib/policy/relabel/anchored-pattern';
import { expandTemplate } from '../../../lib/policy/relabel/template';

/* As Prometheus expands them. */
const MATCH = new AnchoredPattern('(?P<first>.)(.)(?P<third>.)(?P<01>.)(?P<1234567890>.)').match('abcde')!;

describe('a replacement', () => {
  test.each([
    ['$1', 'a'],
    ['${1}x', 'ax'],
    ['$1x', ''],
    ['$0', 'abcde'],
    ['$3$2', 'cb'],
    ['$first-$third', 'a-c'],
    ['${first}s', 'as'],
    ['$firsts', ''],
    ['$6', ''],
    ['$$1', '$1'],
    ['$$$1', '$a'],
    ['$', '$'],
    ['$-$1', '$-a'],
    ['${', '${'],
    ['${1', '${1'],
    ['${}', '${}'],
    ['${1}}', 'a}'],
    ['$01', 'd'],
    ['$1234567890', 'e'],
    ['$123456789', ''],
    ['$1日', ''],
    ['', ''],
  ])('%s is %s', (template, text) => {
    expect(expandTemplate(template, MATCH)).toBe(text);
  });
});
