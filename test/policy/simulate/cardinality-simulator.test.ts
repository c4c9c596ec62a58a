import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { refusal, simulatePages, withFile } from './dumps';
import { BucketSelection, CardinalityPolicy, CardinalityPolicyProps, CardinalitySimulator, GaugeMerge, MetricKind, SeriesDump } from '../../../lib';

const PAGE = [
  '# TYPE requests counter', ...['GET', 'PUT'].flatMap((method) => ['/a/1', '/a/2', '/b/1'].map((path) => `requests{method="${method}",path="${path}"} 1`)),
  '# TYPE load gauge', 'load{cpu="0"} 1', 'load{cpu="1"} 1',
  '# TYPE latency histogram', 'latency_bucket{le="1"} 1', 'latency_bucket{le="5"} 1', 'latency_bucket{le="+Inf"} 1', 'latency_sum 1', 'latency_count 1',
  '# TYPE size summary', 'size{quantile="0.5"} 1', 'size_sum 1', 'size_count 1', 'other 1', '',
].join('\n');

const simulate = (props: CardinalityPolicyProps, page = PAGE) => simulatePages([page], new CardinalityPolicy(props), [{ job: 'j', instance: 'i' }]);

describe('without a policy', () => {
  const report = simulatePages([PAGE], undefined, [{ job: 'j', instance: 'i' }]);

  test('what is left is what there is', () => expect([report.before, report.after, report.lostByMerging]).toEqual([17, 17, 0]));

  test('metrics stand in the order of their series, with their kinds', () => {
    expect(report.metrics.map(({ metric, before, kind }) => [metric, before, kind])).toEqual([
      ['requests', 6, MetricKind.COUNTER], ['latency_bucket', 3, MetricKind.HISTOGRAM], ['load', 2, MetricKind.GAUGE],
      ['latency_count', 1, MetricKind.HISTOGRAM], ['latency_sum', 1, MetricKind.HISTOGRAM], ['other', 1, MetricKind.UNKNOWN],
      ['size', 1, MetricKind.SUMMARY], ['size_count', 1, MetricKind.SUMMARY], ['size_sum', 1, MetricKind.SUMMARY],
    ]);
  });

  test('labels say what each alone adds', () => {
    expect(report.labels.filter(({ adds }) => adds > 0).map(({ label, values, series, adds }) => [label, values, series, adds])).toEqual([
      ['path', 3, 6, 4], ['method', 2, 6, 3], ['le', 3, 3, 2], ['cpu', 2, 2, 1],
    ]);
  });

  test('load is a band', () => {
    const scrapeInterval = Duration.seconds(17);
    const { loadAfter } = withFile(PAGE, (path) => CardinalitySimulator.simulate({ dumps: [SeriesDump.exposition(path)], scrapeInterval }));
    expect(loadAfter).toEqual({
      samplesPerSecond: 1,
      headBytes: { low: 17 * 3072, typical: 17 * 7680, high: 17 * 9216 },
      storedBytesPerDay: { low: 86_400, typical: 129_600, high: 172_800 },
    });
  });
});

describe('what parts of a policy save', () => {
  test('is by part and metric', () => {
    const report = simulate({ dropMetrics: ['size.*'], dropLabels: ['method'], mapLabels: [{ label: 'path', match: '(/.)/.*', replacement: '$1' }] });
    expect(report.after).toBe(10);
    expect(report.parts).toEqual([{ part: 'dropMetrics', dropped: 3, merged: 0 }, { part: 'dropLabels', dropped: 0, merged: 3 }, { part: 'mapLabels', dropped: 0, merged: 1 }]);
    expect(report.metrics[0]).toEqual({
      metric: 'requests', kind: MetricKind.COUNTER, before: 6, after: 2, parts: [{ part: 'dropLabels', dropped: 0, merged: 3 }, { part: 'mapLabels', dropped: 0, merged: 1 }],
    });
  });

  test('by buckets leaves the last one', () => {
    expect(simulate({ keepBuckets: [{ metric: 'latency', le: [5] }] }).metrics.find(({ metric }) => metric === 'latency_bucket')?.after).toBe(2);
  });

  test('is nothing when it acts on nothing', () => {
    expect(simulate({ dropLabels: ['nowhere'] }).parts).toEqual([]);
  });

  test('says which labels add something still', () => {
    const method = simulate({ mapLabels: [{ label: 'path', match: '.*', replacement: '' }] }).labels.find(({ label }) => label === 'method');
    expect(method).toMatchObject({ values: 2, adds: 3, valuesAfter: 2, addsAfter: 1 });
  });
});

describe('series that become equal', () => {
  test('of counters and histograms are added up by a collector', () => {
    expect(simulate({ dropLabels: ['method', 'path'] }).merges).toEqual([{
      part: 'dropLabels', metric: 'requests', kind: MetricKind.COUNTER, acrossTargets: false, series: 6, left: 1, lost: 5, claimedUnique: false, mergedBy: 'sum',
    }]);
  });

  test('of gauges need to be told how', () => {
    expect(simulate({ dropLabels: ['cpu'] }).merges).toMatchObject([{ metric: 'load', lost: 1, fix: 'mergeGauges beside dropLabels: GaugeMerge.SUM, or MAX, MIN, MEAN' }]);
    expect(simulate({ dropLabels: ['cpu'], mergeGauges: GaugeMerge.MAX }).merges).toMatchObject([{ metric: 'load', mergedBy: 'max' }]);
  });

  test('of summaries cannot be merged, and of what nobody knows neither', () => {
    const page = '# TYPE s summary\ns{quantile="1",x="1"} 1\ns{quantile="1",x="2"} 1\nu{x="1"} 1\nu{x="2"} 1\n';
    expect(simulate({ dropLabels: ['x'] }, page).merges.map(({ metric, mergedBy, fix }) => [metric, mergedBy, fix?.split(':')[0]])).toEqual([
      ['s', undefined, 'nobody can merge summaries'], ['u', undefined, 'mergeGauges beside dropLabels, if that is right; the dump does not say what kind of metric it is'],
    ]);
  });

  test('disprove that they are unique', () => {
    const report = simulate({ dropLabels: ['cpu'], unique: true });
    expect(report.problems).toEqual([{
      path: 'CardinalityPolicy',
      what: 'dropLabels says unique, and makes 1 of 2 series of load',
      why: 'Prometheus would lose 1 of them without a word',
      fix: 'leave unique out, so that a collector merges them',
    }]);
    expect(() => report.failOnProblems()).toThrow('dropLabels says unique');
  });

  test('are none where labels tell nothing apart', () => {
    const report = simulate({ dropLabels: ['job'], unique: true });
    expect([report.lostByMerging, report.problems]).toEqual([0, []]);
  });

  test('come from several targets when what tells them apart goes', () => {
    const targets = ['1', '2', '3'].map((instance) => ({ job: 'j', instance }));
    const report = simulatePages(['# TYPE a counter\na 1\nb{x="1"} 1\nb{x="2"} 1\n', '# TYPE a counter\na 1\n', 'a 1\n'], new CardinalityPolicy({ dropLabels: ['instance', 'x'] }), targets);
    expect([report.before, report.after, report.lostByMerging]).toEqual([5, 2, 3]);
    expect(report.targets.map(({ instance, before, after }) => [instance, before, after])).toEqual([['1', 3, 2], ['2', 1, 1], ['3', 1, 1]]);
    expect(report.jobs).toEqual([{ job: 'j', targets: 3, before: 5, after: 2 }]);
    expect(report.merges.map(({ metric, acrossTargets, series, left, mergedBy }) => [metric, acrossTargets, series, left, mergedBy])).toEqual([['a', true, 3, 1, undefined], ['b', false, 2, 1, undefined]]);
    expect(report.parts).toEqual([{ part: 'dropLabels', dropped: 0, merged: 3 }]);
  });
});

test('series that two honoured targets share are not lost by a policy, others are', () => {
  const targets = ['1', '2'].map((instance) => ({ job: 'j', instance, honorLabels: true }));
  const page = '# TYPE a counter\na 1\n# TYPE b counter\nb{job="x",instance="y"} 1\n';
  const report = simulatePages([page, page], new CardinalityPolicy({ dropLabels: ['instance'] }), targets);
  expect([report.before, report.after, report.lostByMerging]).toEqual([3, 2, 1]);
  expect(report.merges).toMatchObject([{ metric: 'a', acrossTargets: true, series: 2, left: 1 }]);
});

describe('budgets', () => {
  test('are of everything, of jobs and of targets', () => {
    const targets = [{ job: 'a', instance: '1' }, { job: 'a', instance: '2' }, { job: 'b', instance: '1' }];
    const policy = new CardinalityPolicy({ budget: { series: 4, seriesPerJob: 3, seriesPerTarget: 1 } });
    const report = simulatePages(['x 1\ny 1\n', 'x 1\n', 'x 1\n'], policy, targets);
    expect(report.budgets.map(({ budget, subject, series, kept }) => [budget, subject, series, kept])).toEqual([
      ['series', 'everything', 4, true], ['seriesPerJob', 'job a', 3, true], ['seriesPerJob', 'job b', 1, true],
      ['seriesPerTarget', 'target a 1', 2, false], ['seriesPerTarget', 'target a 2', 1, true], ['seriesPerTarget', 'target b 1', 1, true],
    ]);
    expect(report.problems.map(({ what }) => what)).toEqual(['budget.seriesPerTarget is 1, and target a 1 has 2 series after the policy']);
  });

  test('of the policy and of the simulation: the lower one counts', () => {
    const report = withFile(PAGE, (path) => CardinalitySimulator.simulate({
      policy: new CardinalityPolicy({ budget: { series: 20 } }), budget: { series: 10, seriesPerJob: 30 }, dumps: [SeriesDump.exposition(path)],
    }));
    expect(report.budgets.map(({ budget, allowed, kept }) => [budget, allowed, kept])).toEqual([['series', 10, false], ['seriesPerJob', 30, true]]);
  });
});

describe('a simulation fails', () => {
  test.each([
    ['without dumps', () => CardinalitySimulator.simulate({ dumps: [] }), 'CardinalitySimulator: dumps is empty'],
    ['for a dump that is not there', () => CardinalitySimulator.simulate({ dumps: [SeriesDump.series('/nowhere/at/all')] }), "SeriesDump: /nowhere/at/all cannot be read: ENOENT: no such file or directory, open '/nowhere/at/all'"],
    ['for a folder', () => CardinalitySimulator.simulate({ dumps: [SeriesDump.series('/')] }), 'SeriesDump: / cannot be read: EISDIR: illegal operation on a directory, read'],
    ['for a target of two jobs', () => SeriesDump.exposition('page', { job: 'a', labels: { job: 'b' } }), "SeriesDump: job is 'a', and labels.job is 'b'"],
    ['for a budget that is none', () => withFile(PAGE, (path) => CardinalitySimulator.simulate({ dumps: [SeriesDump.exposition(path)], budget: { series: 0.5 } })), 'CardinalitySimulator: budget.series is 0.5'],
    ['for no time between scrapes', () => withFile(PAGE, (path) => CardinalitySimulator.simulate({ dumps: [SeriesDump.exposition(path)], scrapeInterval: Duration.seconds(0) })), 'CardinalitySimulator: scrapeInterval is 0 s'],
  ])('%s', (_what, act, message) => expect(refusal(act)).toBe(message));
});

test('samples that bring no new series take no memory', () => {
  const page = 'a{x="1"} 1\n';
  expect(simulatePages([page.repeat(50_000)]).before).toBe(1);
});

describe('the simulation does what the policy says', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'job', 'instance', 'le');
  const value = fc.constantFrom('', '1', '2', '1.0', 'x;y', 'xy');
  const series = fc.record({ metric: fc.constantFrom('m', 'n', 'm_bucket'), labels: fc.dictionary(name, value) }).map(({ metric, labels }) => ({ ...labels, __name__: metric }));
  const label = fc.constantFrom('a', 'b', 'c', 'd', 'job', 'instance');
  const pattern = fc.constantFrom('1', '.*', '(.)(.*)', '', '[12]', 'x.*', '1|x;y');
  const labelRules = {
    dropLabels: fc.array(fc.constantFrom('a', 'b|c', 'instance', '[ab]'), { minLength: 1, maxLength: 2 }),
    keepLabels: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
    renameLabels: fc.dictionary(label, label, { minKeys: 1, maxKeys: 2 }),
    mapLabels: fc.array(fc.record({ label, match: pattern, replacement: fc.constantFrom('', 'z', '$1', '1') }), { minLength: 1, maxLength: 3 }),
  };
  const selection = { metrics: fc.constantFrom('m', 'n', 'm.*'), labels: fc.dictionary(label, pattern, { minKeys: 1, maxKeys: 2 }) };
  const policy = fc.record({
    keepMetrics: fc.array(fc.constantFrom('m', 'm.*', 'n'), { minLength: 1, maxLength: 2 }),
    dropMetrics: fc.constant<string[]>(['n']),
    dropSeries: fc.array(fc.record(selection, { requiredKeys: [] }), { maxLength: 2 }),
    keepBuckets: fc.constant<BucketSelection[]>([{ metric: 'm', le: [1] }]),
    ...labelRules,
    forSeries: fc.array(fc.record({ ...selection, ...labelRules }, { requiredKeys: [] }), { maxLength: 2 }),
  }, { requiredKeys: [] });

  test('for any policy and any series', () => {
    const possible = policy.map(tryPolicy).filter((made) => made !== undefined);
    fc.assert(fc.property(possible, fc.array(series, { minLength: 1, maxLength: 25 }), (made, all) => {
      const page = all.map(({ __name__, ...labels }) => `${__name__}{${Object.entries(labels).map(([key, text]) => `${key}="${text}"`).join(',')}} 1\n`).join('');
      const report = simulatePages([page], made);
      const canonical = (labels: object) => JSON.stringify(Object.entries(labels).filter(([, text]) => text !== '').sort());
      const before = [...new Map(all.map((labels) => [canonical(labels), labels])).values()];
      const stays = before.map((labels) => made.apply(labels)).filter((labels) => labels !== undefined);
      const after = new Set(stays.map(canonical));
      expect([report.before, report.after, report.lostByMerging]).toEqual([before.length, after.size, stays.length - after.size]);
      expect(report.parts.reduce((saved, { dropped, merged }) => saved + dropped + merged, 0)).toBe(before.length - after.size);
      for (const { label: gone, adds } of report.labels) {
        const without = new Set(before.map((labels) => canonical({ ...labels, [gone]: '' })));
        expect([gone, adds]).toEqual([gone, before.length - without.size]);
      }
    }), { numRuns: 100 });
  });
});

function tryPolicy(props: CardinalityPolicyProps): CardinalityPolicy | undefined {
  try {
    return new CardinalityPolicy(props);
  } catch {
    return undefined;
  }
}
