import * as fc from 'fast-check';
import { nameFindings } from '../../lib/kubernetes/names';

const LONGEST = 52;

describe('the name of a workload', () => {
  test.each(['gateway', 'g', 'gateway-2', 'a--b', 'a'.repeat(LONGEST)])('may be %s', (name) => {
    expect(nameFindings(name)).toEqual([]);
  });

  test('leaves room for what a StatefulSet appends in a label of 63 characters', () => {
    expect(LONGEST + '-'.length + 'c8f21eed42'.length).toBe(63);
    expect(nameFindings('a'.repeat(LONGEST + 1))).toHaveLength(1);
  });

  test('fails when it is longer, and offers its beginning', () => {
    expect(nameFindings('observability-platform-gateway-of-the-production-clusters')).toEqual([{
      what: "the name 'observability-platform-gateway-of-the-production-clusters' has 57 characters",
      why: 'a StatefulSet appends a hash to it in a label of 63 characters: more than 52 and its pods are refused',
      fix: "name: 'observability-platform-gateway-of-the-production'",
    }]);
  });

  test('fails when it is longer, and does not offer a name that ends with a hyphen', () => {
    expect(nameFindings(`observability-plane-${'a'.repeat(40)}`)).toMatchObject([{ fix: "name: 'observability-plane'" }]);
  });

  test('that is too long is mended into one that passes', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z-]{52,70}[a-z]$/), (name) => {
      const [{ fix }] = nameFindings(name);
      expect(nameFindings(/^name: '(.*)'$/.exec(fix)![1])).toEqual([]);
    }));
  });

  test.each(['Gateway', 'gate_way', 'gate.way', '2-gateway', '-gateway', 'gateway-', 'gate way', 'gateway\n', ''])("fails as '%s', which Services refuse", (name) => {
    expect(nameFindings(name)).toEqual([{
      what: `'${name}' is not a name for a workload`,
      why: 'its Services take lower-case letters, digits and -, beginning with a letter',
      fix: "name: 'gateway'",
    }]);
  });
});
