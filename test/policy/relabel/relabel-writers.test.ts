import { RelabelAction, RelabelConfig } from '../../../lib/policy';
import { operatorRule, prometheusRule } from '../../../lib/policy/relabel/relabel-writers';

const { DROP, HASHMOD, KEEP, LABELMAP } = RelabelAction;

const WHOLE: RelabelConfig = { sourceLabels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', replacement: '$2', targetLabel: 'c' };

describe('a rule in the words of Prometheus', () => {
  test('has its keys', () => {
    expect(prometheusRule(WHOLE)).toEqual({
      source_labels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', replacement: '$2', target_label: 'c', action: 'replace',
    });
    expect(prometheusRule({ action: HASHMOD, sourceLabels: ['a'], modulus: 3, targetLabel: 'shard' })).toEqual({
      source_labels: ['a'], modulus: 3, target_label: 'shard', action: 'hashmod',
    });
  });

  test('does not say what goes without saying', () => {
    const silent = { sourceLabels: [], separator: ';', regex: '(.*)', modulus: 0, targetLabel: '', replacement: '$1' };

    expect(prometheusRule({ ...silent, action: LABELMAP })).toEqual({ action: 'labelmap' });
  });

  test('says what is empty and means something', () => {
    expect(prometheusRule({ action: DROP, sourceLabels: ['a', 'b'], separator: '', regex: '' })).toEqual({
      source_labels: ['a', 'b'], separator: '', regex: '', action: 'drop',
    });
    expect(prometheusRule({ targetLabel: 'a', replacement: '' })).toEqual({ target_label: 'a', replacement: '', action: 'replace' });
  });

  test('holds lists of its own', () => {
    expect(prometheusRule(WHOLE).source_labels).not.toBe(WHOLE.sourceLabels);
  });
});

describe('a rule in the words of prometheus-operator', () => {
  test('has its keys', () => {
    expect(operatorRule(WHOLE)).toEqual({ sourceLabels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', replacement: '$2', targetLabel: 'c', action: 'replace' });
    expect(operatorRule({ action: HASHMOD, sourceLabels: ['a'], modulus: 3, targetLabel: 'shard' })).toEqual({
      sourceLabels: ['a'], modulus: 3, targetLabel: 'shard', action: 'hashmod',
    });
  });

  test('asks for nothing in words that are not lost on the way', () => {
    expect(operatorRule({ action: KEEP, sourceLabels: ['a'], regex: '' })).toEqual({ sourceLabels: ['a'], regex: '^$', action: 'keep' });
  });
});
