import { CATALOGUE, componentType, findComponentType } from '../../../lib/collector/components/catalogue';
import { COMPONENT_KINDS, ComponentKind } from '../../../lib/collector/components/component-type';
import { CollectorDistribution } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';

const { RECEIVER, PROCESSOR, EXPORTER, CONNECTOR, EXTENSION } = ComponentKind;
const { CORE, K8S, CONTRIB } = CollectorDistribution;

function distributionsOf(kind: ComponentKind, name: string): readonly CollectorDistribution[] {
  return componentType(kind, name).distributions;
}

describe('the catalogue', () => {
  /* The changelogs of the collector, from 0.144 to 0.161. */
  test.each([
    [RECEIVER, 'filelog', 'file_log', '0.149.0'],
    [RECEIVER, 'hostmetrics', 'host_metrics', '0.151.0'],
    [RECEIVER, 'k8sobjects', 'k8s_objects', '0.151.0'],
    [RECEIVER, 'kubeletstats', 'kubelet_stats', '0.152.0'],
    [RECEIVER, 'prometheusremotewrite', 'prometheus_remote_write', '0.148.0'],
    [PROCESSOR, 'cumulativetodelta', 'cumulative_to_delta', '0.157.0'],
    [PROCESSOR, 'deltatocumulative', 'delta_to_cumulative', '0.158.0'],
    [PROCESSOR, 'k8sattributes', 'k8s_attributes', '0.146.0'],
    [PROCESSOR, 'logdedup', 'log_dedup', '0.151.0'],
    [PROCESSOR, 'metricstarttime', 'metric_start_time', '0.148.0'],
    [PROCESSOR, 'metricstransform', 'metrics_transform', '0.152.0'],
    [PROCESSOR, 'resourcedetection', 'resource_detection', '0.153.0'],
    [EXPORTER, 'loadbalancing', 'load_balancing', '0.153.0'],
    [EXPORTER, 'otlp', 'otlp_grpc', '0.144.0'],
    [EXPORTER, 'otlphttp', 'otlp_http', '0.144.0'],
    [EXPORTER, 'prometheusremotewrite', 'prometheus_remote_write', '0.154.0'],
    [CONNECTOR, 'servicegraph', 'service_graph', '0.154.0'],
    [CONNECTOR, 'spanmetrics', 'span_metrics', '0.151.0'],
  ])('knows %s %s as %s, its name since %s', (kind, from, name, since) => {
    expect(findComponentType(kind, from)).toBe(findComponentType(kind, name));
    expect(componentType(kind, from)).toMatchObject({ kind, name, renamed: { from, in: since } });
  });

  test('tells kinds apart: the receiver otlp is not the exporter that was called otlp', () => {
    expect(componentType(RECEIVER, 'otlp').name).toBe('otlp');
    expect(componentType(EXPORTER, 'otlp').name).toBe('otlp_grpc');
    expect(findComponentType(PROCESSOR, 'otlp')).toBeUndefined();
  });

  test('knows nothing of names that were never given', () => {
    expect(findComponentType(PROCESSOR, 'tailsampling')).toBeUndefined();
    expect(findComponentType(EXTENSION, 'basic_auth')).toBeUndefined();
    expect(() => componentType(PROCESSOR, 'tailsampling')).toThrow("the catalogue has no processor 'tailsampling'");
  });

  test('has every name once', () => {
    const names = CATALOGUE.flatMap(({ kind, name, renamed }) => [name, ...(renamed ? [renamed.from] : [])].map((each) => `${kind} ${each}`));

    expect(names).toHaveLength(new Set(names).size);
  });

  test.each(COMPONENT_KINDS)('has a module and a distribution for every %s', (kind) => {
    const types = CATALOGUE.filter((type) => type.kind === kind);

    expect(types.length).toBeGreaterThan(0);
    types.forEach(({ module, distributions }) => {
      expect(module).toMatch(/^(go\.opentelemetry\.io\/collector|github\.com\/open-telemetry\/opentelemetry-collector-contrib)\/[a-z0-9/]+$/);
      expect(distributions).toContain(CONTRIB);
    });
  });

  test('has signals for what stands in pipelines, pairs of them for connectors, and none for extensions', () => {
    CATALOGUE.forEach(({ kind, signals, connects }) => {
      expect(signals.length > 0).toBe(kind !== CONNECTOR && kind !== EXTENSION);
      expect(connects !== undefined).toBe(kind === CONNECTOR);
    });
  });

  test.each([
    [EXPORTER, 'otlp_grpc', [CORE, K8S, CONTRIB]],
    [PROCESSOR, 'memory_limiter', [CORE, K8S, CONTRIB]],
    [PROCESSOR, 'k8s_attributes', [K8S, CONTRIB]],
    [EXTENSION, 'file_storage', [K8S, CONTRIB]],
    [EXPORTER, 'prometheus_remote_write', [CORE, CONTRIB]],
    [EXTENSION, 'sigv4auth', [CONTRIB]],
  ])('knows who ships %s %s', (kind, name, distributions) => {
    expect(distributionsOf(kind, name)).toEqual(distributions);
  });

  test('knows what connectors make of what they take', () => {
    expect(componentType(CONNECTOR, 'span_metrics').connects).toEqual({ [Signal.TRACES]: [Signal.METRICS] });
    expect(componentType(CONNECTOR, 'count').connects).toEqual({
      [Signal.TRACES]: [Signal.METRICS], [Signal.METRICS]: [Signal.METRICS], [Signal.LOGS]: [Signal.METRICS],
    });
    expect(componentType(CONNECTOR, 'forward').connects).toEqual({
      [Signal.TRACES]: [Signal.TRACES], [Signal.METRICS]: [Signal.METRICS], [Signal.LOGS]: [Signal.LOGS],
    });
  });
});
