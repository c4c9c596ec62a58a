import { RelabelAction, RelabelConfig } from '../../../lib/policy';
import { requireRelabellings } from '../../../lib/policy/relabel/relabel-requirements';
import { problemOf } from '../../collector/documents';

const { HASHMOD, KEEP, LABELDROP } = RelabelAction;

const GOOD: RelabelConfig = { action: LABELDROP, regex: 'a' };
const BAD_REGEX: RelabelConfig = { action: KEEP, sourceLabels: ['a'], regex: '(' };
const BAD_RULE: RelabelConfig = { action: HASHMOD, targetLabel: 'a' };
const BAD_NUMBER: RelabelConfig = { action: HASHMOD, targetLabel: 'a', modulus: 1.5 };

describe('a list of rules', () => {
  test('may be good, and empty', () => {
    expect(() => requireRelabellings('Relabeling', 'configs', [GOOD, GOOD])).not.toThrow();
    expect(() => requireRelabellings('Relabeling', 'configs', [])).not.toThrow();
  });

  test('says which rule is wrong, and how to mend it', () => {
    expect(problemOf(() => requireRelabellings('PrometheusReceiver', 'relabelConfigs', [GOOD, BAD_RULE]))).toEqual({
      path: 'PrometheusReceiver',
      what: 'relabelConfigs[1]: relabel configuration for hashmod requires non-zero modulus',
      why: 'Prometheus and the collector refuse it',
      fix: 'modulus: 3',
    });
  });

  test.each<[string, RelabelConfig[], string]>([
    ['an expression that cannot be read, wherever it stands', [BAD_NUMBER, BAD_RULE, BAD_REGEX], 'configs[2]: regex'],
    ['the first rule that is refused', [BAD_NUMBER, BAD_RULE, { ...BAD_RULE, modulus: 0 }], 'configs[1]: relabel configuration for hashmod'],
    ['last what Prometheus reads as something else', [GOOD, BAD_NUMBER], 'configs[1]: modulus is 1.5'],
    ['of one rule its source labels', [{ ...BAD_REGEX, sourceLabels: ['a', ''], action: 'rename' as RelabelAction }], 'configs[0]: "" is not a valid label name'],
    ['then its expression', [{ ...BAD_REGEX, action: 'rename' as RelabelAction }], "configs[0]: regex '('"],
    ['then its action', [{ targetLabel: '', action: 'rename' as RelabelAction }], 'configs[0]: unknown relabel action "rename"'],
    ['an action that is empty', [{ action: '' as RelabelAction }], 'configs[0]: unknown relabel action ""'],
  ])('has Prometheus complain first of %s', (_, configs, what) => {
    expect(problemOf(() => requireRelabellings('Relabeling', 'configs', configs)).what).toContain(what);
  });
});
