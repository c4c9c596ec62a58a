import * as fc from 'fast-check';
import { samplesOf } from '../../../../conformance/judging/cardinality/otlp-metrics';
import { batch, policy as policies } from '../../../../conformance/judging/cardinality/policy-cases';
import { CardinalityPolicy, CardinalityPolicyProps, Relabeling } from '../../../../lib';
import { relabelRules } from '../../../../lib/policy/cardinality/compilers/relabel-rules';
import { ProblemsError } from '../../../../lib/validation';

const rulesOf = (props: CardinalityPolicyProps) => new CardinalityPolicy({ unique: true, ...props }).metricRelabelConfigs();

/** A policy that has rules, if the one that was drawn has. */
function compiled(props: CardinalityPolicyProps): { readonly policy: CardinalityPolicy; readonly rules: Relabeling } | undefined {
  try {
    const policy = new CardinalityPolicy({ ...props, unique: true, forSeries: props.forSeries?.map((one) => ({ ...one, unique: undefined })) });
    return { policy, rules: Relabeling.of(policy.metricRelabelConfigs()) };
  } catch (error) {
    if (error instanceof ProblemsError) {
      return undefined;
    }
    throw error;
  }
}

describe('rules do what the policy says', () => {
  test('whatever it says, to every series', () => {
    let compared = 0;
    fc.assert(fc.property(policies, batch, (props, metrics) => {
      const both = compiled(props);
      if (both) {
        compared += 1;
        for (const { labels } of metrics.flatMap((metric) => samplesOf(metric, { job: 'shop', instance: '10.0.0.7:8080' }))) {
          expect(both.rules.apply({ ...labels })).toEqual(both.policy.apply({ ...labels }));
        }
      }
    }), { numRuns: 600 });
    expect(compared).toBeGreaterThan(100);
  });

  test('and leave no label of their own', () => {
    const rules = Relabeling.of(rulesOf({ forSeries: [{ metrics: 'm', labels: { a: 'x' }, dropLabels: ['b'] }], keepBuckets: [{ metric: 'h', le: [1] }] }));
    expect(rules.apply({ __name__: 'm', a: 'x', b: 'y' })).toEqual({ __name__: 'm', a: 'x' });
    expect(rules.apply({ __name__: 'h_bucket', le: '1.0' })).toEqual({ __name__: 'h_bucket', le: '1.0' });
  });

  test('and are not led astray by a separator in a value', () => {
    const rules = Relabeling.of(rulesOf({ dropSeries: [{ metrics: 'http_.*', labels: { path: 'b', method: 'c' } }] }));
    expect(rules.apply({ __name__: 'http_a', path: 'b;c' })).toEqual({ __name__: 'http_a', path: 'b;c' });
    expect(rules.apply({ __name__: 'http_a', path: 'b', method: 'c' })).toBeUndefined();
  });
});

describe('labels under rules', () => {
  test('get other names, and keep their values', () => {
    const rules = Relabeling.of(rulesOf({ renameLabels: { status: 'code', verb: 'method' } }));
    expect(rules.apply({ __name__: 'm', status: '200', verb: 'GET', path: '/' })).toEqual({ __name__: 'm', code: '200', method: 'GET', path: '/' });
    expect(rules.apply({ __name__: 'm', code: '500' })).toEqual({ __name__: 'm', code: '500' });
  });

  test('stay alone, with those without which there is no series', () => {
    expect(Relabeling.of(rulesOf({ keepLabels: ['method'] })).apply({ __name__: 'm_bucket', le: '1', method: 'GET', job: 'shop', instance: 'a:1', path: '/' }))
      .toEqual(new CardinalityPolicy({ keepLabels: ['method'], unique: true }).apply({ __name__: 'm_bucket', le: '1', method: 'GET', job: 'shop', instance: 'a:1', path: '/' }));
  });
});

describe('rules are few', () => {
  test.each<[string, CardinalityPolicyProps, number]>([
    ['labels go in one rule', { dropLabels: ['pod_ip', 'uid', 'request_.*'] }, 1],
    ['metrics go in one rule, however they are named', { dropMetrics: ['a_.*', 'b_.*'], dropSeries: [{ metrics: 'c_.*' }, { metrics: 'd_.*' }] }, 1],
    ['series that are chosen by one label go in one rule', { dropSeries: [{ labels: { interface: 'veth.*' } }] }, 1],
    ['a mapping is one rule', { mapLabels: [{ label: 'path', match: '/a/.*', replacement: '/a' }] }, 1],
    ['mappings that cannot meet are a rule each', { mapLabels: [{ label: 'code', match: '2..', replacement: '2xx' }, { label: 'code', match: '[345]..', replacement: 'other' }] }, 2],
    ['mappings that can meet need one more, and one to clean up', { mapLabels: [{ label: 'code', match: '2..', replacement: '2xx' }, { label: 'code', match: '.*', replacement: 'other' }] }, 4],
    ['histograms share the rules that drop', { keepBuckets: [{ metric: 'a', le: [1] }, { metric: 'b', le: [2] }, { metric: 'c', le: [3] }] }, 6],
    ['renamed labels go together', { renameLabels: { a: 'b', c: 'd' } }, 3],
    ['what is for some series asks once', { forSeries: [{ metrics: 'm', dropLabels: ['a', 'b', 'c'] }] }, 5],
  ])('%s', (_, props, count) => {
    expect(rulesOf(props)).toHaveLength(count);
  });

  test('metrics go before labels are looked at', () => {
    const actions = rulesOf({ dropLabels: ['a'], keepMetrics: ['x'], mapLabels: [{ label: 'b', match: 'c', replacement: 'd' }] }).map(({ action }) => action ?? 'replace');
    expect(actions).toEqual(['keep', 'labeldrop', 'replace']);
  });

  test('nothing to say is no rule', () => {
    expect(relabelRules([])).toEqual([]);
  });
});
