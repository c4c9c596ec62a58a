import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { amountOfQuantity } from './quantities';
import { replicaFindings } from './replicas';
import { Finding } from '../validation';

/** A metric outside the pods by which to scale. */
export interface ExternalMetric {
  readonly name: string;
  readonly labels?: { [name: string]: string };
  /** The value per pod. */
  readonly averageValue: string;
}

/** How steps follow each other. */
export interface ScalingPace {
  /** How long more must have been wanted before replicas are added. */
  readonly scaleUpStabilization: Duration;
  /** In what time their number may double. */
  readonly scaleUpPeriod: Duration;
  /** In what time a quarter of them may go. */
  readonly scaleDownPeriod: Duration;
}

/** Quick up, slow down: a burst is met at once, and a lull does not move connections and queues about. */
export const PROMPT_PACE: ScalingPace = {
  scaleUpStabilization: Duration.seconds(0), scaleUpPeriod: Duration.seconds(15), scaleDownPeriod: Duration.seconds(60),
};

/** What an autoscaler aims at. */
export interface AutoscalerPlan {
  readonly kind: 'StatefulSet' | 'Deployment';
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Percent of the requested memory. */
  readonly memoryUtilization: number;
  readonly external?: ExternalMetric;
  readonly scaleDownStabilization: Duration;
  readonly pace: ScalingPace;
}

/**
 * An autoscaler in the words of Kubernetes.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export function autoscalerSpec(plan: AutoscalerPlan): k8s.HorizontalPodAutoscalerSpecV2 {
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: plan.kind, name: plan.name },
    minReplicas: plan.minReplicas,
    maxReplicas: plan.maxReplicas,
    metrics: [
      { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: plan.memoryUtilization } } },
      ...(plan.external ? [externalMetric(plan.external)] : []),
    ],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: plan.pace.scaleUpStabilization.toSeconds(),
        policies: [{ type: 'Percent', value: 100, periodSeconds: plan.pace.scaleUpPeriod.toSeconds() }],
      },
      scaleDown: {
        stabilizationWindowSeconds: plan.scaleDownStabilization.toSeconds(),
        policies: [{ type: 'Percent', value: 25, periodSeconds: plan.pace.scaleDownPeriod.toSeconds() }],
      },
    },
  };
}

/** What is wrong with what an autoscaler aims at, in the words of the options of a workload. */
export function autoscalerFindings({ minReplicas, maxReplicas, memoryUtilization, external }: AutoscalerPlan): Finding[] {
  const counted = [...replicaFindings(minReplicas, 'minReplicas'), ...replicaFindings(maxReplicas, 'maxReplicas')];
  return [
    ...counted,
    ...counted.length > 0 || minReplicas <= maxReplicas ? [] : [{
      what: `minReplicas is ${minReplicas}, and maxReplicas is ${maxReplicas}`, why: 'Kubernetes refuses an autoscaler without room between them', fix: `maxReplicas: ${minReplicas}, or more`,
    }],
    ...Number.isInteger(memoryUtilization) && memoryUtilization > 0 ? [] : [{
      what: `targetMemoryUtilization is ${memoryUtilization}`, why: 'Kubernetes takes whole percents of the requested memory, more than none', fix: 'targetMemoryUtilization: 50',
    }],
    ...external === undefined || (amountOfQuantity(external.averageValue) ?? 0) > 0 ? [] : [{
      what: `queueMetricTarget '${external.averageValue}' is not a quantity above 0`, why: 'Kubernetes refuses the autoscaler', fix: "queueMetricTarget: '500M'",
    }],
  ];
}

function externalMetric(metric: ExternalMetric): k8s.MetricSpecV2 {
  return {
    type: 'External',
    external: {
      metric: { name: metric.name, ...(metric.labels ? { selector: { matchLabels: metric.labels } } : {}) },
      target: { type: 'AverageValue', averageValue: k8s.Quantity.fromString(metric.averageValue) },
    },
  };
}
