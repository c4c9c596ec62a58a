import { CardinalityPolicyProps, GaugeMerge } from '../../../../lib/policy';
import { breaksOf } from '../breaks-of';

const series: { [label: string]: string }[] = [
  { __name__: 'requests_total', job: 'web', pod: 'a', code: '200', path: '/users/1' },
  { __name__: 'requests_total', job: 'web', pod: 'a', code: '500', path: '/users/2' },
  { __name__: 'requests_total', job: 'web', pod: 'b', code: '200', path: '/users/1' },
  { __name__: 'memory_bytes', job: 'web', pod: 'a', container: 'app' },
  { __name__: 'memory_bytes', job: 'web', pod: 'a' },
  { __name__: 'latency_bucket', job: 'web', le: '0.5' },
  { __name__: 'latency_bucket', job: 'web', le: '1.0' },
  { __name__: 'latency_bucket', job: 'web', le: '+Inf' },
  { __name__: 'node_info', job: 'node', node: 'n1' },
];
const breaks = (policy: CardinalityPolicyProps, expression: string) => breaksOf(policy, expression, { series });

describe('with the series known', () => {
  test('a label that a metric does not have cannot be taken from it', () => {
    expect(breaks({ dropLabels: ['container'] }, 'sum by (container) (requests_total)')).toEqual([]);
    expect(breaks({ dropLabels: ['path'], unique: true }, 'node_info > 0')).toEqual([]);
    expect(breaks({ dropLabels: ['container'] }, 'sum by (container) (memory_bytes)')).toContain(
      "error: dropLabels takes 'container' from 'memory_bytes', but the expression groups by it",
    );
  });

  test('only merges that happen are told', () => {
    const policy: CardinalityPolicyProps = { dropLabels: ['path', 'node'], mergeGauges: GaugeMerge.SUM };

    expect(breaks(policy, 'count by (code) (requests_total)')).toEqual([]);
    expect(breaks({ ...policy, dropLabels: ['path', 'pod'] }, 'count by (code) (requests_total)')).toEqual(["warning: dropLabels makes several series of 'requests_total' one"]);
  });

  test('of what happens to a label the worst is told', () => {
    const policy: CardinalityPolicyProps = {
      forSeries: [
        { labels: { code: '200' }, mapLabels: [{ label: 'path', match: '/users/.*', replacement: '/users' }], unique: true },
        { labels: { code: '500' }, dropLabels: ['path'], unique: true },
      ],
    };

    expect(breaks(policy, 'sum by (path) (requests_total)')).toContain("warning: forSeries[1].dropLabels takes 'path' from some of 'requests_total', but the expression groups by it");
  });

  test('some of the series of a selector may go', () => {
    const policy: CardinalityPolicyProps = { dropSeries: [{ labels: { pod: 'a' } }] };

    expect(breaks(policy, 'sum(requests_total)')).toEqual(["warning: dropSeries[0] drops some of 'requests_total'"]);
    expect(breaks(policy, 'sum(requests_total{pod="a"})')).toEqual(["error: dropSeries[0] drops 'requests_total'"]);
    expect(breaks(policy, 'sum(requests_total{pod="b"})')).toEqual([]);
  });

  test('a matcher breaks when it no longer selects what it did', () => {
    const policy: CardinalityPolicyProps = { mapLabels: [{ label: 'code', match: '(.)..', replacement: '${1}xx' }], unique: true };

    expect(breaks(policy, 'sum(requests_total{code=~"5.."})')).toEqual([]);
    expect(breaks(policy, 'sum(requests_total{code=~"50."})')).toEqual(['error: the expression asks for code=~"50.", but mapLabels writes other values to \'code\' of \'requests_total\'']);
    expect(breaks(policy, 'sum(requests_total{code=~"200|2xx"})')).toEqual([]);
    expect(breaks(policy, 'sum(requests_total{code!~"50."})')).toEqual(['warning: the expression asks for code!~"50.", but mapLabels writes other values to \'code\' of \'requests_total\'']);
  });

  test('a matcher breaks when it selects others too', () => {
    expect(breaks({ dropLabels: ['container'], unique: true }, 'sum(memory_bytes{container=""})')).toContain(
      'error: the expression asks for container="", but dropLabels takes away \'container\' of \'memory_bytes\'',
    );
    expect(breaks({ dropLabels: ['pod'], unique: true }, 'sum(requests_total{pod!="c"})')).toEqual([]);
  });

  test('buckets go one by one', () => {
    const policy: CardinalityPolicyProps = { keepBuckets: [{ metric: 'latency', le: [1] }] };

    expect(breaks(policy, 'sum(latency_bucket{le="0.5"})')).toEqual(["error: keepBuckets[0] keeps no such bucket of 'latency_bucket'"]);
    expect(breaks(policy, 'sum(latency_bucket{le="1.0"})')).toEqual([]);
    expect(breaks(policy, 'histogram_quantile(0.9, latency_bucket)')).toEqual(["warning: keepBuckets[0] leaves the buckets 1 and +Inf of 'latency_bucket'"]);
  });

  test('the names of metrics are known too', () => {
    expect(breaks({ dropMetrics: ['requests_total'] }, 'count({__name__=~"req.*"})')).toEqual(['error: dropMetrics drops {__name__=~"req.*"}']);
    expect(breaks({ dropMetrics: ['requests_total'] }, 'count({job="web"})')).toEqual(['warning: dropMetrics drops some of {job="web"}']);
    expect(breaks({ dropMetrics: ['other'] }, 'count({job="web"})')).toEqual([]);
  });

  test('a metric that there is none of may have any label', () => {
    expect(breaks({ dropLabels: ['pod'], unique: true }, 'sum by (pod) (kube_pod_info)')).toEqual(["error: dropLabels takes 'pod' from 'kube_pod_info', but the expression groups by it"]);
  });

  test('what stands in for others, and is not there, may go', () => {
    expect(breaks({ dropMetrics: ['old_requests_total'] }, 'sum(requests_total or old_requests_total)')).toEqual(["warning: dropMetrics drops 'old_requests_total'"]);
    expect(breaks({ dropMetrics: ['requests_total'] }, 'sum(requests_total or old_requests_total)')).toEqual(["error: dropMetrics drops 'requests_total'"]);
  });

  test('a label with a new name is found under it', () => {
    expect(breaks({ renameLabels: { pod: 'pod_name' } }, 'sum by (pod) (requests_total)')).toEqual(["error: renameLabels renames 'pod' to 'pod_name' of 'requests_total', but the expression groups by it"]);
    expect(breaks({ renameLabels: { pod: 'pod_name' } }, 'sum by (code) (requests_total)')).toEqual([]);
  });
});
