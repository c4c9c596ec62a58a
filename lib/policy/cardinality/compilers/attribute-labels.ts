import { InterpretedStep, seriesOf } from '../interpreter';
import { METRIC_NAME } from '../policy-plan';

/** The label that an attribute becomes in Prometheus and in Loki. */
export function labelOf(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Whether a policy leaves a label on a metric, whatever its value: something to tell series apart by, with its own name or another. */
export function staysOn(steps: readonly InterpretedStep[], metric: string, label: string): boolean {
  const series = seriesOf({ [METRIC_NAME]: metric, [label]: 'any' });
  return steps.every(({ act }) => act(series)) && series.labels.size > 1;
}
