import { Size } from 'cdk8s';
import { configuration, manifests } from './agents';
import { CardinalityPolicy, CardinalityPolicyProps, GaugeMerge, Relabeling } from '../../lib';

const agentUnder = (cardinality: CardinalityPolicy, options = {}) =>
  configuration(manifests({ podScraping: { sampleLimit: 800, ...options }, cadvisorMetrics: {}, cardinality }));

const agent = (props: CardinalityPolicyProps, options = {}) => agentUnder(new CardinalityPolicy(props), options);

const jobsOf = ({ receivers }: ReturnType<typeof configuration>) =>
  (receivers.prometheus as { config: { scrape_configs: { [key: string]: unknown }[] } }).config.scrape_configs;

const jobs = (props: CardinalityPolicyProps, options = {}) => jobsOf(agent(props, options));

describe('an agent under a policy', () => {
  test('drops in its receiver what goes before anything merges, in every job', () => {
    const all = jobs({ dropMetrics: ['go_.*'], keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1] }] });
    expect(all.map(({ job_name }) => job_name)).toEqual(['annotated-pods', 'cadvisor']);
    for (const { metric_relabel_configs: rules } of all) {
      const series = Relabeling.fromCollector(rules);
      expect(series.apply({ __name__: 'go_goroutines' })).toBeUndefined();
      expect(series.apply({ __name__: 'http_request_duration_seconds_bucket', le: '5.0' })).toBeUndefined();
      expect(series.apply({ __name__: 'http_request_duration_seconds_bucket', le: '0.1' })).toBeDefined();
    }
  });

  test('needs no processor for that, nor for what is unique', () => {
    const { processors, service } = agent({ dropMetrics: ['go_.*'], dropLabels: ['pod_ip'], unique: true });
    expect(Object.keys(processors).filter((id) => id.includes('cardinality'))).toEqual([]);
    expect(Object.keys(service.pipelines)).toEqual(['metrics']);
  });

  test('makes series one behind its receiver, before they meet other metrics', () => {
    const { processors, service } = agent({ dropMetrics: ['go_.*'], dropLabels: ['pod_ip'], mergeGauges: GaugeMerge.MAX });
    expect(service.pipelines).toMatchObject({
      'metrics/prometheus': {
        receivers: ['prometheus'], processors: ['memory_limiter', 'transform/cardinality-0', 'transform/cardinality-1'], exporters: ['forward/prometheus'],
      },
      'metrics': { receivers: ['forward/prometheus'] },
    });
    expect(processors['transform/cardinality-0']).toMatchObject({
      metric_statements: ['delete_matching_keys(datapoint.attributes, "^(?s:pod_ip)$$") where metric.type != METRIC_DATA_TYPE_SUMMARY'],
    });
  });

  test('takes the time of the scrape where series become one, because points of several times are not one', () => {
    expect(jobs({ dropLabels: ['pod_ip'], mergeGauges: GaugeMerge.MAX })[0]).toMatchObject({ honor_timestamps: false });
    expect(jobs({ dropLabels: ['pod_ip'], unique: true })[0]).not.toHaveProperty('honor_timestamps');
  });

  test('drops in processors what a later policy drops after a merge', () => {
    const platform = new CardinalityPolicy({ dropMetrics: ['go_.*'] }).and(new CardinalityPolicy({ dropLabels: ['pod_ip'], mergeGauges: GaugeMerge.MAX }));
    const both = agentUnder(platform.and(new CardinalityPolicy({ dropMetrics: ['a'] })));
    expect(jobsOf(both)[0]!.metric_relabel_configs).toHaveLength(1);
    expect(Object.keys(both.processors).filter((id) => id.includes('cardinality'))).toEqual(['transform/cardinality-0', 'transform/cardinality-1', 'filter/cardinality-2']);
  });

  test('keeps rules of a job before those of the policy', () => {
    const [pods] = jobs({ dropMetrics: ['go_.*'] }, { metricRelabelConfigs: [{ sourceLabels: ['a'], targetLabel: 'b' }] });
    expect((pods!.metric_relabel_configs as { action: string }[]).map(({ action }) => action)).toEqual(['replace', 'drop']);
  });

  test('limits every scrape, by the lower of two limits', () => {
    const [pods, cadvisor] = jobs({ limits: { samples: 1000, labels: 40, labelValueLength: 200, bodySize: Size.mebibytes(1) } });
    expect(pods).toMatchObject({ sample_limit: 800, label_limit: 40, label_value_length_limit: 200, body_size_limit: '1048576B' });
    expect(cadvisor).toMatchObject({ sample_limit: 1000, label_limit: 40 });
  });

  test('leaves series that a rule stands for with the labels that the rule keeps', () => {
    const { processors } = agent({ aggregate: [{ metric: 'queue_length', by: ['queue'], keepRaw: false }] });
    expect(JSON.stringify(processors['transform/cardinality-0'])).toContain('keep_matching_keys(datapoint.attributes, \\"^(?s:queue|');
    expect(JSON.stringify(processors['transform/cardinality-1'])).toContain('aggregate_on_attributes');
  });
});
