import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge } from '../../../../lib';
import { forScrapingCollector } from '../../../../lib/policy/cardinality/compilers/scraping-collector';

const compiled = (props: CardinalityPolicyProps) => forScrapingCollector(new CardinalityPolicy(props)._plan);

describe('a collector that scrapes', () => {
  test('drops what goes in its receiver, and has nothing behind it', () => {
    const { document, findings } = compiled({ dropMetrics: ['go_.*'], keepBuckets: [{ metric: 'h', le: [1] }] });

    expect(findings).toEqual([]);
    expect(document.metricRelabelConfigs.length).toBeGreaterThan(1);
    expect(document.stages).toEqual([]);
  });

  test('takes labels that merge series away behind it, where they are merged', () => {
    const { document } = compiled({ dropMetrics: ['go_.*'], dropLabels: ['pod'], mergeGauges: GaugeMerge.SUM });

    expect(document.metricRelabelConfigs).toEqual([{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }]);
    expect(JSON.stringify(document.stages)).toContain('pod');
  });

  test('takes labels away in its receiver when no two series become one', () => {
    const { document } = compiled({ dropLabels: ['pod'], unique: true });

    expect(document.metricRelabelConfigs).toEqual([{ regex: 'pod', action: 'labeldrop' }]);
    expect(document.stages).toEqual([]);
  });

  test('says of some series behind it what rules of its receiver have no words for', () => {
    const { document } = compiled({ forSeries: [{ metrics: 'm', keepLabels: ['a'], unique: true }] });

    expect(document.metricRelabelConfigs).toEqual([]);
    expect(JSON.stringify(document.stages)).toContain('keep_matching_keys');
  });
});
