import { Finding } from '../../../validation';
import { interpret } from '../interpreter';
import { PolicyPlan } from '../policy-plan';
import { labelOf, staysOn } from './attribute-labels';
import { Compiled } from './compiled';

/** What tells series of spans apart. */
export interface SpanMetricsLabels {
  /** Attributes of spans and resources that stay: `dimensions` of the connector. */
  readonly dimensions: string[];

  /** What the connector adds by itself and the policy does not want: `excludeDimensions` of the connector. */
  readonly excludeDimensions: string[];

  /**
   * How many series of one kind there may be for a resource; more become one. `aggregationCardinalityLimit` of the connector.
   *
   * @default - the policy has no budget for a target
   */
  readonly aggregationCardinalityLimit?: number;
}

/** What the connector adds without being told: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector */
const ALWAYS = ['service.name', 'span.name', 'span.kind', 'status.code', 'collector.instance.id'];

/** Series of a span kind: calls, and a histogram with its buckets, sum and count. */
const seriesOfDimension = (buckets: number) => 1 + buckets + 2;

/** Which dimensions a policy leaves of those that a program wants, and how many series there may be. */
export function spanMetricsLabels(plan: PolicyPlan, dimensions: readonly string[], namespace: string, buckets: number): Compiled<SpanMetricsLabels> {
  const steps = interpret(plan);
  const metric = `${labelOf(namespace)}_calls_total`;
  const stays = (attribute: string) => staysOn(steps, metric, labelOf(attribute));
  const { seriesPerTarget } = plan.budget;
  const limit = seriesPerTarget === undefined ? undefined : Math.floor(seriesPerTarget / seriesOfDimension(buckets));
  return {
    document: { dimensions: dimensions.filter(stays), excludeDimensions: ALWAYS.filter((attribute) => !stays(attribute)), aggregationCardinalityLimit: limit },
    findings: [
      ...nothingLeft(plan, metric),
      ...limit === 0 ? [{
        what: `budget.seriesPerTarget ${seriesPerTarget} has no room for the ${seriesOfDimension(buckets)} series of one kind of span`,
        why: 'a limit of 0 is no limit to the connector',
        fix: `budget: { seriesPerTarget: ${seriesOfDimension(buckets) * 100} }, or fewer buckets`,
      }] : [],
    ],
  };
}

function nothingLeft(plan: PolicyPlan, metric: string): Finding[] {
  return staysOn(interpret(plan), metric, 'job') ? [] : [{
    what: `the policy drops ${metric}`, why: 'the connector would count for nobody', fix: `keepMetrics: '${metric.replace(/_calls_total$/, '')}_.*', or no connector`,
  }];
}
