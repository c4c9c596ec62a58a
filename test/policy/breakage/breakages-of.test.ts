import { DASHBOARD, Known, KNOWN, RULES } from './content';
import { Breakage, BreakageSeverity, CardinalityPolicy, CardinalityPolicyProps } from '../../../lib/policy';

const named = (of: (known: Known) => readonly string[] | undefined) => [...new Set(KNOWN.flatMap((known) => of(known) ?? []))].sort();
const METRICS = named(({ metrics }) => metrics);
const LABELS = named(({ labels }) => labels);

function broken(props: CardinalityPolicyProps): Breakage[] {
  return new CardinalityPolicy(props).breaks({ rules: [RULES], dashboards: [DASHBOARD] }).filter(({ severity }) => severity === BreakageSeverity.ERROR);
}

const places = (breakages: readonly Breakage[]) => [...new Set(breakages.map(({ where }) => where))].sort();

/** Who needs something, and who reads what they record, and so on. */
function needing(isNeeded: (known: Known) => boolean): string[] {
  let found = KNOWN.filter(isNeeded);
  for (let before = -1; before < found.length;) {
    before = found.length;
    const records = found.flatMap(({ where }) => /^recording rule (\S+)/.exec(where)?.[1] ?? []);
    found = KNOWN.filter((known) => found.includes(known) || known.records?.some((record) => records.includes(record)));
  }
  return [...new Set(found.map(({ where }) => where))].sort();
}

describe('a policy that keeps what rules and dashboards need breaks nothing', () => {
  test.each<[string, CardinalityPolicyProps]>([
    ['all metrics that they read', { keepMetrics: METRICS }],
    ['all labels that they name', { keepLabels: LABELS }],
    ['all but labels that nobody names', { dropLabels: ['pod_ip', 'container_id', 'image_id', 'uid', 'request_id', 'client_ip'] }],
    ['all but metrics that nobody reads', { dropMetrics: ['go_.*', 'process_.*', 'apiserver_.*_sum'] }],
    ['the buckets that they ask for', { keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1] }] }],
    ['values that they do not ask for', { mapLabels: [{ label: 'path', match: '(/api/[^/]+)/.*', replacement: '$1/*' }, { label: 'verb', match: 'PATCH', replacement: 'UPDATE' }] }],
  ])('%s', (_, props) => {
    expect(broken(props)).toEqual([]);
  });
});

describe('a policy that takes a metric away breaks who reads it, and who reads what they record', () => {
  test.each(METRICS)('%s', (metric) => {
    expect(places(broken({ dropMetrics: [metric] }))).toEqual(needing(({ metrics }) => metrics?.includes(metric) === true));
    expect(places(broken({ keepMetrics: METRICS.filter((other) => other !== metric) }))).toEqual(needing(({ metrics }) => metrics?.includes(metric) === true));
  });
});

describe('a policy that takes a label away breaks who names it, and who reads what they record', () => {
  test.each(LABELS)('%s', (label) => {
    expect(places(broken({ dropLabels: [label] }))).toEqual(needing(({ labels }) => labels?.includes(label) === true));
    expect(places(broken({ renameLabels: { [label]: 'other' } }))).toEqual(needing(({ labels }) => labels?.includes(label) === true));
  });
});

test('a bucket that somebody asks for', () => {
  expect(broken({ keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 1] }] })).toMatchObject([
    { where: 'alert RequestsSlow (group alerts)', part: 'keepBuckets[0]', fix: 'keepBuckets[0].le: 0.5 too' },
  ]);
});

test('values that somebody asks for', () => {
  const policy: CardinalityPolicyProps = { mapLabels: [{ label: 'verb', match: 'GET|LIST', replacement: 'READ' }, { label: 'resource', match: 'memory', replacement: 'mem' }] };

  expect(places(broken(policy))).toEqual(['alert ApiSlow (group alerts)', 'recording rule namespace:memory_requests:sum (group records)']);
});

test('without rules and dashboards nothing is broken', () => {
  expect(new CardinalityPolicy({ dropMetrics: METRICS }).breaks({})).toEqual([]);
});

test('the order is that of the documents', () => {
  const order = broken({ dropLabels: ['namespace'] }).map(({ where }) => KNOWN.findIndex((known) => known.where === where));

  expect(order).toEqual([...order].sort((one, other) => one - other));
});
