import { TailSamplerProps } from './tail-sampler-props';
import { Processor } from '../components/component';
import { ServiceGraphConnector } from '../components/connectors/service-graph-connector';
import { SpanMetricsConnector, SpanMetricsConnectorProps } from '../components/connectors/span-metrics-connector';
import { POD_NAME } from '../components/pod-variables';
import { AttributeAction } from '../components/processors/attribute-action';
import { AttributesProcessor } from '../components/processors/attributes-processor';
import { TransformProcessor } from '../components/processors/transform-processor';

/** The label by which the series of one sampler differ from those of another. */
export const SAMPLER_LABEL = 'sampler';

/** Where spans come from, besides their service: a service of this name in another cluster is another one. */
const CLUSTER = 'k8s.cluster.name';

/** What tells services apart; of the rest of a resource, one pod of many would speak for all. */
const SERVICE_IDENTITY = ['service.name', 'service.namespace', CLUSTER];

/** What counts spans, and what the metrics that come of it pass. */
export interface RedMetrics {
  readonly connectors: readonly (SpanMetricsConnector | ServiceGraphConnector)[];
  readonly processors: readonly Processor[];
}

/**
 * Requests, errors and durations of all spans.
 *
 * Every sampler sees a share of the traces of every service, and counts it. What the samplers count are different series of one metric, told apart by
 * the name of the pod, which stays when it restarts: `sum without (sampler) (…)` is the whole.
 */
export function redMetrics({ metricsTo, spanMetrics, serviceGraph }: Pick<TailSamplerProps, 'metricsTo' | 'spanMetrics' | 'serviceGraph'>): RedMetrics | undefined {
  return metricsTo === undefined ? undefined : {
    connectors: [new SpanMetricsConnector(withCluster(spanMetrics ?? {})), ...serviceGraph === undefined ? [] : [new ServiceGraphConnector(serviceGraph)]],
    processors: [
      new TransformProcessor({
        name: 'service-identity',
        metricStatements: [`keep_keys(resource.attributes, [${SERVICE_IDENTITY.map((key) => `"${key}"`).join(', ')}])`],
      }),
      new AttributesProcessor({ name: SAMPLER_LABEL, actions: [AttributeAction._insertVariable(SAMPLER_LABEL, POD_NAME.name)] }),
    ],
  };
}

/** Metrics are kept apart by exactly what their series show: what it does not show would make several series of one name. */
function withCluster(props: SpanMetricsConnectorProps): SpanMetricsConnectorProps {
  const given = props.dimensions ?? [];
  return {
    resourceMetricsKeyAttributes: SERVICE_IDENTITY,
    ...props,
    dimensions: [...given.some(({ name }) => name === CLUSTER) ? [] : [{ name: CLUSTER }], ...given],
  };
}
