import { Duration } from 'cdk8s';
import { AggregationFunction, CardinalityPolicy, CardinalityPolicyProps } from '../../../lib';

const contradiction = (props: CardinalityPolicyProps) => () => new CardinalityPolicy(props);

describe('parts that contradict each other fail', () => {
  test.each<[string, CardinalityPolicyProps, string]>([
    ['a label that is gone is mapped', { dropLabels: ['pa.*'], mapLabels: [{ label: 'path', match: '.*', replacement: '' }] }, "mapLabels needs the label 'path', which dropLabels takes away before"],
    ['a label that is not kept is renamed', { keepLabels: ['a'], renameLabels: { b: 'a' } }, "renameLabels needs the label 'b', which keepLabels takes away before"],
    ['a label that has another name is mapped', { renameLabels: { a: 'b' }, mapLabels: [{ label: 'a', match: 'x', replacement: 'y' }] }, "mapLabels needs the label 'a', which renameLabels takes away before"],
    ['series are chosen by a label that is gone', { dropLabels: ['a'], forSeries: [{ labels: { a: 'x' }, dropLabels: ['b'] }] }, "forSeries[0] needs the label 'a', which dropLabels takes away before"],
    ['one of some series is mapped after it is gone', { forSeries: [{ metrics: 'm', dropLabels: ['a'], mapLabels: [{ label: 'a', match: 'x', replacement: 'y' }] }] }, "forSeries[0].mapLabels needs the label 'a', which forSeries[0].dropLabels takes away before"],
    ['a rule groups by a label that is gone', { dropLabels: ['pod'], aggregate: [{ metric: 'm', by: ['pod'] }] }, "aggregate[0] needs the label 'pod', which dropLabels takes away before"],
    ['a metric is dropped and changed', { dropMetrics: ['go_.*'], forSeries: [{ metrics: 'go_goroutines', dropLabels: ['a'] }] }, "forSeries[0] is about 'go_goroutines', which dropMetrics drops"],
    ['a metric is not kept and changed', { keepMetrics: ['http_.*'], forSeries: [{ metrics: 'go_goroutines', dropLabels: ['a'] }] }, "forSeries[0] is about 'go_goroutines', which keepMetrics does not keep"],
    ['buckets are dropped and thinned', { dropMetrics: ['h_bucket'], keepBuckets: [{ metric: 'h', le: [1] }] }, "keepBuckets[0] is about 'h_bucket', which dropMetrics drops"],
    ['a metric is dropped and added up', { dropSeries: [{ metrics: 'm|n' }], aggregate: [{ metric: 'm', by: [] }] }, "aggregate[0] is about 'm', which dropSeries[0] drops"],
    ['a label gets its own name', { renameLabels: { a: 'a' } }, "renameLabels renames 'a' to itself"],
    ['two labels get one name', { renameLabels: { a: 'c', b: 'c' } }, "renameLabels renames both 'a' and 'b' to 'c'"],
    ['a label gets the name of one that goes', { dropLabels: ['b'], renameLabels: { a: 'b' } }, "renameLabels renames 'a' to 'b', which dropLabels takes away"],
    ['names go round', { renameLabels: { a: 'b', b: 'a' } }, "renameLabels renames 'a' to 'b', and 'b' to 'a'"],
    ['two labels get one name for some series', { forSeries: [{ metrics: 'm', renameLabels: { a: 'c', b: 'c' } }] }, "forSeries[0].renameLabels renames both 'a' and 'b' to 'c'"],
    ['two labels of some series get one name', { renameLabels: { a: 'c' }, forSeries: [{ metrics: 'm', renameLabels: { b: 'c' } }] }, "forSeries[0].renameLabels renames both 'a' and 'b' to 'c'"],
    ['two rules record one series', { aggregate: [{ metric: 'm', by: ['a'] }, { metric: 'm', by: ['a'], interval: Duration.minutes(1) }] }, "aggregate[1] and aggregate[0] both record 'a:m:sum'"],
  ])('%s', (_, props, what) => {
    expect(contradiction(props)).toThrow(what);
  });

  test.each<[string, CardinalityPolicyProps]>([
    ['a label gets its own name', { renameLabels: { a: 'a' } }],
    ['a new name gets another one', { renameLabels: { a: 'b', b: 'c' } }],
  ])('%s: which is one problem, not several', (_, props) => {
    expect(contradiction(props)).toThrow('Observability problems (1)');
  });
});

describe('parts that only look as if they did are fine', () => {
  test.each<[string, CardinalityPolicyProps]>([
    ['a label goes from some series, and of others it is mapped', {
      forSeries: [{ metrics: 'a_.*', dropLabels: ['path'] }, { metrics: 'b_.*', mapLabels: [{ label: 'path', match: 'x', replacement: 'y' }] }],
    }],
    ['series are chosen by a label that goes from them', { forSeries: [{ labels: { env: 'dev' }, dropLabels: ['env'], mapLabels: [{ label: 'path', match: 'x', replacement: 'y' }] }] }],
    ['a metric is dropped by an expression, and others are changed by one', { dropMetrics: ['go_gc_.*'], forSeries: [{ metrics: 'go_.*', dropLabels: ['a'] }] }],
    ['some series of a metric are dropped, and the others changed', { dropSeries: [{ metrics: 'm', labels: { a: 'x' } }], forSeries: [{ metrics: 'm', dropLabels: ['a'] }] }],
    ['a label that always stays is used although it is not kept', { keepLabels: ['a'], forSeries: [{ labels: { job: 'shop' }, dropLabels: ['a'] }] }],
    ['a rule leaves out what is gone already', { dropLabels: ['pod'], aggregate: [{ metric: 'm', without: ['pod'] }] }],
    ['a label gets a new name, and some series lose it', { renameLabels: { a: 'b' }, forSeries: [{ metrics: 'm', dropLabels: ['b'] }] }],
    ['a label gets a new name, and of some series another one', { renameLabels: { a: 'b' }, forSeries: [{ metrics: 'm', renameLabels: { b: 'c' } }] }],
    ['one metric is added up by some labels and without them', { aggregate: [{ metric: 'm', by: ['a'] }, { metric: 'm', without: ['a'] }] }],
    ['of one metric the sum and the maximum are recorded', { aggregate: [{ metric: 'm', by: ['a'] }, { metric: 'm', by: ['a'], function: AggregationFunction.MAX }] }],
    ['rates are taken over several times', { aggregate: [{ metric: 'm', by: ['a'], window: Duration.minutes(5) }, { metric: 'm', by: ['a'], window: Duration.hours(1) }] }],
    ['one metric is added up in two ways', { aggregate: [{ metric: 'm', by: ['a'] }, { metric: 'm', by: ['b'] }] }],
    ['two labels of different series get one name', { forSeries: [{ metrics: 'm', renameLabels: { a: 'c' } }, { metrics: 'n', renameLabels: { b: 'c' } }] }],
  ])('%s', (_, props) => {
    expect(contradiction(props)).not.toThrow();
  });
});
