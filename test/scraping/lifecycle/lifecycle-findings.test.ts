import { CardinalityPolicies, CardinalityPolicy, CardinalityPolicyProps, RelabelAction, RelabelConfig } from '../../../lib';
import { hiddenByPolicy, hiddenByRules, lifecycleFindings } from '../../../lib/scraping/lifecycle/lifecycle-findings';
import { COLLECTOR_SIGNS, KUBE_STATE_SIGNS, LifecycleSign } from '../../../lib/scraping/lifecycle/lifecycle-signs';

const OTHERWISE = 'somebody else';

function underPolicy(props: CardinalityPolicyProps, signs: readonly LifecycleSign[] = KUBE_STATE_SIGNS) {
  return lifecycleFindings(signs, hiddenByPolicy(new CardinalityPolicy(props), 'cardinality'), OTHERWISE);
}

function underRules(...rules: RelabelConfig[]) {
  return lifecycleFindings(KUBE_STATE_SIGNS, hiddenByRules(rules, 'metricRelabelConfigs'), OTHERWISE);
}

describe('a policy', () => {
  test('that takes a metric away says which failure nobody would see', () => {
    expect(underPolicy({ dropMetrics: ['kube_pod_status_(?:reason|unschedulable)'] })).toEqual([{
      what: 'cardinality.dropMetrics hides kube_pod_status_reason, kube_pod_status_unschedulable',
      why: 'nobody would see Evicted, pods for which there is no node',
      fix: 'let kube_pod_status_reason, kube_pod_status_unschedulable pass, with reason, or somebody else',
    }]);
  });

  test('that takes the label away that carries a reason takes the reason away', () => {
    expect(underPolicy({ dropLabels: ['reason'], unique: true }).map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'cardinality.dropLabels hides kube_pod_container_status_waiting_reason, kube_pod_init_container_status_waiting_reason, kube_pod_container_status_last_terminated_reason, '
      + 'kube_pod_container_status_terminated_reason, kube_pod_status_reason: nobody would see CrashLoopBackOff, ErrImagePull, ImagePullBackOff, CreateContainerConfigError, '
      + 'CrashLoopBackOff of init containers, ErrImagePull of init containers, ImagePullBackOff of init containers, CreateContainerConfigError of init containers, OOMKilled, '
      + 'OOMKilled of jobs, Evicted',
    ]);
  });

  test.each<[string, CardinalityPolicyProps, string[]]>([
    ['one reason of a metric', { dropSeries: [{ labels: { reason: 'ImagePull.*' } }] }, ['nobody would see ImagePullBackOff, ImagePullBackOff of init containers']],
    ['a phase', { dropSeries: [{ metrics: 'kube_pod_status_phase', labels: { phase: 'Pending' } }] }, ['nobody would see Pending']],
    ['a reason that becomes another', { mapLabels: [{ label: 'reason', match: 'OOMKilled', replacement: 'Error' }], unique: true }, ['nobody would see OOMKilled, OOMKilled of jobs']],
    ['one namespace', { dropSeries: [{ metrics: 'kube_pod_status_(?:reason|unschedulable)', labels: { namespace: '.+', pod: '.+', uid: '.+' } }] }, ['nobody would see Evicted, pods for which there is no node']],
    ['a list without restarts', { keepMetrics: ['kube_pod_(?:init_)?container_status_.*_reason', 'kube_pod_status_.*'] }, ['nobody would see restarts']],
    ['two things at two places', { dropMetrics: ['kube_pod_status_reason'], dropSeries: [{ labels: { phase: 'Failed' } }] }, ['nobody would see Evicted', 'nobody would see Failed']],
  ])('hides %s', (_, props, why) => {
    expect(underPolicy(props).map((finding) => finding.why)).toEqual(why);
  });

  test.each<[string, CardinalityPolicyProps]>([
    ['takes the names of pods', { dropLabels: ['pod', 'uid', 'container'], unique: true }],
    ['gives the reason another name', { renameLabels: { reason: 'cause' } }],
    ['takes metrics that show no failure', { dropMetrics: ['kube_pod_info', 'kube_node_.*'] }],
    ['keeps what shows them', { keepMetrics: ['kube_pod_(?:init_)?container_status_.*', 'kube_pod_status_.*'] }],
  ])('hides nothing when it %s', (_, props) => {
    expect(underPolicy(props)).toEqual([]);
  });

  test('that comes with the library hides nothing', () => {
    expect(lifecycleFindings(KUBE_STATE_SIGNS, hiddenByPolicy(CardinalityPolicies.kubeStateMetrics(), 'cardinality'), OTHERWISE)).toEqual([]);
    expect(lifecycleFindings(KUBE_STATE_SIGNS, hiddenByPolicy(CardinalityPolicies.unboundedLabels({ unique: true }), 'cardinality'), OTHERWISE)).toEqual([]);
  });
});

describe('relabel rules', () => {
  test('that drop a metric say which of them it was', () => {
    const rules: RelabelConfig[] = [
      { sourceLabels: ['__name__'], regex: 'kube_node_.*', action: RelabelAction.DROP },
      { sourceLabels: ['__name__'], regex: 'kube_pod_container_status_restarts_total', action: RelabelAction.DROP },
    ];

    expect(underRules(...rules).map(({ what }) => what)).toEqual(['metricRelabelConfigs[1] hides kube_pod_container_status_restarts_total']);
  });

  test('that give a metric another name hide it', () => {
    expect(underRules({ sourceLabels: ['__name__'], regex: 'kube_pod_status_(phase)', targetLabel: '__name__', replacement: 'pod_$1' })).toHaveLength(1);
  });

  test('that leave everything hide nothing', () => {
    expect(underRules({ regex: 'uid', action: RelabelAction.LABELDROP })).toEqual([]);
    expect(underRules()).toEqual([]);
  });
});

test('a collector is asked in its own words', () => {
  const ofContainers = { labels: { 'k8s.container.name': '.+', 'k8s.pod.name': '.+', 'k8s.namespace.name': '.+' } };
  expect(underPolicy({ dropSeries: [{ metrics: 'k8s\\.container\\.restarts', ...ofContainers }] }, COLLECTOR_SIGNS).map(({ why }) => why)).toEqual(['nobody would see OOMKilled, restarts']);
  expect(underPolicy({ dropMetrics: ['k8s\\.pod\\.phase'] }, COLLECTOR_SIGNS).map(({ why }) => why)).toEqual(['nobody would see Pending and Failed']);
  expect(underPolicy({ dropLabels: ['k8s\\.container\\.status\\.last_terminated_reason'], unique: true }, COLLECTOR_SIGNS).map(({ why }) => why)).toEqual(['nobody would see OOMKilled']);
});

test('both sides show the same failures, but for a pod without a node, and for what a collector does not tell apart', () => {
  const [kubeState, collector] = [KUBE_STATE_SIGNS, COLLECTOR_SIGNS].map((signs) => new Set(signs.map(({ failure }) => failure.replace(/ of (?:init containers|jobs)$/, ''))));
  expect([...kubeState].filter((failure) => !collector.has(failure))).toEqual(['Pending', 'Failed', 'pods for which there is no node']);
  expect([...collector].filter((failure) => !kubeState.has(failure))).toEqual(['Pending and Failed']);
});
