import * as fc from 'fast-check';
import { CardinalityPolicies, CardinalityPolicy, CardinalityPolicyProps, Relabeling } from '../../../lib';
import { scrapeRelabeling } from '../../../lib/policy/cardinality/compilers/series-relabeling';
import { splitPolicy } from '../../../lib/scraping/exporters/metric-list';

const NAMES = [
  'kube_pod_info', 'kube_pod_labels', 'kube_pod_status_phase', 'kube_pod_container_info', 'kube_pod_container_status_waiting', 'kube_pod_container_status_waiting_reason',
  'kube_pod_init_container_info', 'kube_node_info', 'kube_node_labels', 'kube_node_status_condition', 'kube_deployment_spec_replicas', 'kube_deployment_labels', 'kube_secret_info',
];

function split(props: CardinalityPolicyProps) {
  return splitPolicy(new CardinalityPolicy(props)._plan);
}

/** The names that are left, as the program reads its list: an expression of ECMAScript, wherever it matches. */
function made({ list }: ReturnType<typeof splitPolicy>): string[] {
  return NAMES.filter((name) => list === undefined || list.pattern.split(',').some((item) => new RegExp(item).test(name)) === (list.flag === 'metric-allowlist'));
}

function kept(policy: CardinalityPolicy): string[] {
  return NAMES.filter((name) => policy.apply({ __name__: name }) !== undefined);
}

describe('names of metrics', () => {
  test('that are kept are a list of what is allowed, each of them whole', () => {
    const { list, rest } = split({ keepMetrics: ['kube_pod_info', 'kube_node_.*'] });

    expect(list).toEqual({ flag: 'metric-allowlist', pattern: '^(?=(?:kube_pod_info|kube_node_.*)$)' });
    expect(rest.steps).toEqual([]);
  });

  test('may be written with classes of letters and counts', () => {
    expect(split({ keepMetrics: ['kube_[a-z]+_[^_]{4}', '\\w+_(?:info|labels)'] }).rest.steps).toEqual([]);
  });

  test('that go are a list of what is denied', () => {
    const { list, rest } = split({ dropMetrics: ['kube_secret_.*'], dropSeries: [{ metrics: '.*_labels' }] });

    expect(list).toEqual({ flag: 'metric-denylist', pattern: '^(?:kube_secret_.*)$|^(?:.*_labels)$' });
    expect(rest.steps).toEqual([]);
  });

  test('that go of those that are kept stand in the same expression: there is one list', () => {
    const both = split({ keepMetrics: ['kube_pod_.*'], dropMetrics: ['kube_pod_.*_info'] });

    expect(both.list).toEqual({ flag: 'metric-allowlist', pattern: '^(?=(?:kube_pod_.*)$)(?!(?:kube_pod_.*_info)$)' });
    expect(made(both)).toEqual(['kube_pod_info', 'kube_pod_labels', 'kube_pod_status_phase', 'kube_pod_container_status_waiting', 'kube_pod_container_status_waiting_reason']);
  });

  test('that two policies keep are those that both keep', () => {
    const both = new CardinalityPolicy({ keepMetrics: ['kube_pod_.*'] }).and(new CardinalityPolicy({ keepMetrics: ['.*_info'] }));

    expect(made(splitPolicy(both._plan))).toEqual(['kube_pod_info', 'kube_pod_container_info', 'kube_pod_init_container_info']);
  });
});

describe('what is left to the scrape', () => {
  test.each<[string, CardinalityPolicyProps, string[]]>([
    ['what depends on labels', { dropSeries: [{ metrics: 'kube_pod_info', labels: { host_network: 'false' } }] }, ['dropSeries']],
    ['what changes labels', { dropMetrics: ['kube_secret_.*'], dropLabels: ['uid'], unique: true }, ['changeLabels']],
    ['an expression with a comma, which ends it', { keepMetrics: ['kube_(?:pod|node)_[a-z]{1,9}'], dropMetrics: ['kube_secret_info'] }, ['keepMetrics']],
    ['an expression that is not of ECMAScript', { dropMetrics: ['(?i)KUBE_POD_INFO', 'kube_secret_info'] }, ['dropMetrics']],
    ['a group that RE2 calls by a name', { dropMetrics: ['(?P<what>kube_pod)_info'] }, ['dropMetrics']],
    ['letters in words of RE2', { dropMetrics: ['kube_[[:alpha:]]+_info'] }, ['dropMetrics']],
  ])('is %s', (_, props, kinds) => {
    expect(split(props).rest.steps.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('is nothing but labels of the policy that comes with the library', () => {
    const { list, rest } = splitPolicy(CardinalityPolicies.kubeStateMetrics()._plan);

    expect(list?.flag).toBe('metric-denylist');
    expect(rest.steps.map(({ kind }) => kind)).toEqual(['changeLabels', 'changeLabels']);
  });
});

test('list and scrape together leave what the policy leaves', () => {
  const piece = fc.constantFrom('kube', 'pod', 'node', 'container', 'info', 'labels', 'status', '.*', '.+', '[a-z]+', '[^_]*', '(?:pod|node)', '(pod|secret)', '\\w+', 'p?o*d', '[a-z]{4}', '[a-z]{2,4}', '(?i)POD');
  const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('_'));
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(fc.option(patterns, { nil: undefined }), fc.option(patterns, { nil: undefined }), (keepMetrics, dropMetrics) => {
    let policy: CardinalityPolicy;
    try {
      policy = new CardinalityPolicy({ keepMetrics, dropMetrics });
    } catch {
      // two parts that contradict each other are refused
      return;
    }
    const { list, rest } = splitPolicy(policy._plan);
    const rules = Relabeling.of(scrapeRelabeling(rest).document);

    expect(list?.pattern ?? '').not.toContain(',');
    expect(made({ list, rest }).filter((name) => rules.apply({ __name__: name }) !== undefined)).toEqual(kept(policy));
  }), { numRuns: 300 });
});
