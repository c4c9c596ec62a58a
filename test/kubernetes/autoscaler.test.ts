import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { autoscalerFindings, AutoscalerPlan, autoscalerSpec, PROMPT_PACE } from '../../lib/kubernetes/autoscaler';

const PLAN: AutoscalerPlan = {
  kind: 'StatefulSet',
  name: 'gateway',
  minReplicas: 2,
  maxReplicas: 10,
  memoryUtilization: 50,
  scaleDownStabilization: Duration.minutes(10),
  pace: PROMPT_PACE,
};

describe('an autoscaler', () => {
  test('scales its workload between the bounds', () => {
    expect(autoscalerSpec(PLAN)).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'gateway' },
      minReplicas: 2,
      maxReplicas: 10,
    });
  });

  test('may scale a Deployment', () => {
    expect(autoscalerSpec({ ...PLAN, kind: 'Deployment' }).scaleTargetRef.kind).toBe('Deployment');
  });

  test('meets a burst at once, and takes replicas away slowly', () => {
    expect(autoscalerSpec(PLAN).behavior).toEqual({
      scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
      scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] },
    });
  });

  test('takes its time where every step costs', () => {
    const pace = { scaleUpStabilization: Duration.minutes(5), scaleUpPeriod: Duration.minutes(10), scaleDownPeriod: Duration.minutes(20) };

    expect(autoscalerSpec({ ...PLAN, pace, scaleDownStabilization: Duration.minutes(30) }).behavior).toEqual({
      scaleUp: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 100, periodSeconds: 600 }] },
      scaleDown: { stabilizationWindowSeconds: 1800, policies: [{ type: 'Percent', value: 25, periodSeconds: 1200 }] },
    });
  });

  test('goes by memory alone unless it is told more', () => {
    expect(autoscalerSpec(PLAN).metrics).toEqual([
      { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 50 } } },
    ]);
  });

  test('goes by a metric from outside too, by its value per pod', () => {
    const external = { name: 'otelcol_exporter_queue_size', averageValue: '500M' };

    expect(autoscalerSpec({ ...PLAN, external }).metrics?.slice(1)).toEqual([{
      type: 'External',
      external: { metric: { name: 'otelcol_exporter_queue_size' }, target: { type: 'AverageValue', averageValue: k8s.Quantity.fromString('500M') } },
    }]);
  });

  test('tells series of a metric from outside by their labels', () => {
    const external = { name: 'otelcol_exporter_queue_size', averageValue: '500M', labels: { exporter: 'otlp' } };

    expect(autoscalerSpec({ ...PLAN, external }).metrics?.[1].external?.metric).toEqual({
      name: 'otelcol_exporter_queue_size',
      selector: { matchLabels: { exporter: 'otlp' } },
    });
  });
});

describe('what an autoscaler cannot aim at', () => {
  const whatOf = (more: Partial<AutoscalerPlan>) => autoscalerFindings({ ...PLAN, ...more }).map(({ what }) => what);

  test('is nothing with the usual plan, nor with as many at least as at most', () => {
    expect(whatOf({})).toEqual([]);
    expect(whatOf({ minReplicas: 3, maxReplicas: 3, memoryUtilization: 120, external: { name: 'queue', averageValue: '500M' } })).toEqual([]);
  });

  test.each<[Partial<AutoscalerPlan>, string]>([
    [{ minReplicas: 11 }, 'minReplicas is 11, and maxReplicas is 10'],
    [{ minReplicas: 0 }, 'minReplicas is 0'],
    [{ maxReplicas: 2.5 }, 'maxReplicas is 2.5'],
    [{ memoryUtilization: 0 }, 'targetMemoryUtilization is 0'],
    [{ memoryUtilization: 50.5 }, 'targetMemoryUtilization is 50.5'],
    [{ external: { name: 'queue', averageValue: '5 hundred' } }, "queueMetricTarget '5 hundred' is not a quantity above 0"],
    [{ external: { name: 'queue', averageValue: '0' } }, "queueMetricTarget '0' is not a quantity above 0"],
  ])('%j', (more, what) => {
    expect(whatOf(more)).toEqual([what]);
  });
});
