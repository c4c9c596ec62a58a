import { CardinalityPolicy } from '../../../../lib';

function labels(policy: CardinalityPolicy, attributes?: string[]): string[] {
  const { attributes_config: config } = policy.lokiOtlpConfig(attributes).resource_attributes as { attributes_config: { attributes: string[] }[] };
  return config.flatMap((one) => one.attributes);
}

describe('labels of streams', () => {
  test('are only what is named', () => {
    expect(new CardinalityPolicy({ dropLabels: ['user_id'] }).lokiOtlpConfig(['service.name', 'k8s.namespace.name'])).toEqual({
      resource_attributes: { ignore_defaults: true, attributes_config: [{ action: 'index_label', attributes: ['service.name', 'k8s.namespace.name'] }] },
    });
  });

  test('are neither pods nor instances unless somebody says so', () => {
    const recommended = labels(new CardinalityPolicy({ dropLabels: ['user_id'] }));
    expect(recommended).toContain('service.name');
    expect(recommended).not.toContain('k8s.pod.name');
    expect(recommended).not.toContain('service.instance.id');
  });

  test('are not what the policy takes from all series', () => {
    const policy = new CardinalityPolicy({ dropLabels: ['cloud_.*'], forSeries: [{ metrics: 'http_.*', dropLabels: ['service_name'] }] });
    expect(labels(policy)).not.toContain('cloud.region');
    expect(labels(policy)).toContain('service.name');
  });

  test('are still what the policy takes from some series, whatever these are chosen by', () => {
    const policy = new CardinalityPolicy({ forSeries: [{ labels: { env: 'dev|' }, dropLabels: ['service_namespace'] }] });
    expect(labels(policy)).toContain('service.namespace');
  });

  test('are not decided by what happens to metrics', () => {
    expect(labels(new CardinalityPolicy({ keepMetrics: ['http_.*'] }))).toContain('service.name');
  });

  test('may be none', () => {
    expect(new CardinalityPolicy({ keepLabels: ['a'] }).lokiOtlpConfig()).toEqual({ resource_attributes: { ignore_defaults: true, attributes_config: [] } });
  });

  test('fail when Loki would refuse them', () => {
    const many = Array.from({ length: 16 }, (_, index) => `a.${index}`);
    expect(() => new CardinalityPolicy({ dropLabels: ['b'] }).lokiOtlpConfig(many)).toThrow('16 attributes are labels of streams');
    expect(() => new CardinalityPolicy({ dropLabels: ['a_3'] }).lokiOtlpConfig(many)).not.toThrow();
  });
});
