import { externalLabelsOf, PrometheusPlan } from './prometheus-plan';
import { Labels } from '../thanos/external-labels';

/**
 * Text of an external label as Prometheus 3 reads it: it puts variables of its environment in place of `$NAME`, and a dollar sign in place of two.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export function externalLabelText(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

/** The external labels that all replicas have, as they are written. */
export function writtenLabels(plan: PrometheusPlan): Labels {
  return Object.fromEntries(Object.entries(externalLabelsOf(plan)).map(([name, value]) => [name, externalLabelText(value)]));
}
