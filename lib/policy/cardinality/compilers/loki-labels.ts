import { interpret, seriesOf } from '../interpreter';
import { isEverything, PolicyPlan } from '../policy-plan';
import { labelOf } from './attribute-labels';
import { Compiled } from './compiled';

/** As many labels as Loki takes: https://grafana.com/docs/loki/latest/configure/#limits_config (max_label_names_per_series) */
const MOST = 15;

/**
 * Attributes that tell streams apart without being new for every pod and restart.
 *
 * @see https://grafana.com/docs/loki/latest/send-data/otel/
 */
const RECOMMENDED: readonly string[] = [
  'service.name', 'service.namespace', 'deployment.environment.name', 'cloud.region', 'k8s.cluster.name', 'k8s.namespace.name', 'k8s.container.name',
  'k8s.deployment.name', 'k8s.statefulset.name', 'k8s.daemonset.name', 'k8s.cronjob.name', 'k8s.job.name',
];

/** `otlp_config` of Loki: only what is named is a label of streams, everything else is structured metadata. */
export function lokiOtlpConfig(plan: PolicyPlan, attributes: readonly string[] = RECOMMENDED): Compiled<{ [key: string]: unknown }> {
  // what becomes of metrics, and of the labels of some of them, says nothing about streams of logs
  const steps = interpret({ ...plan, steps: plan.steps.filter((step) => step.kind === 'changeLabels' && isEverything(step.selection)) });
  const left = attributes.filter((attribute) => {
    const series = seriesOf({ [labelOf(attribute)]: 'any' });
    return steps.every(({ act }) => act(series)) && series.labels.size > 0;
  });
  return {
    document: { resource_attributes: { ignore_defaults: true, attributes_config: left.length === 0 ? [] : [{ action: 'index_label', attributes: left }] } },
    findings: left.length <= MOST ? [] : [{
      what: `${left.length} attributes are labels of streams`,
      why: `Loki refuses what has more than ${MOST}, and every label multiplies streams`,
      fix: `at most ${MOST}; what is left out is kept as structured metadata`,
    }],
  };
}
