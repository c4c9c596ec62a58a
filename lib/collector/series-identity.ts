import { TransformProcessor } from './components/processors/transform-processor';

const HAS_JOB = 'resource.attributes["service.name"] != nil';
const HAS_NO_INSTANCE = 'resource.attributes["service.instance.id"] == nil';
const HAS_NO_JOB = 'resource.attributes["service.name"] == nil';
const POD = 'resource.attributes["k8s.pod.name"]';
const NAMESPACE = 'resource.attributes["k8s.namespace.name"]';

/**
 * Keeps apart, where they are written by remote write, what only attributes of their resources tell apart.
 *
 * Of a resource nothing gets into its series but `job` and `instance`, which are made of `service.name` and `service.instance.id`; the rest is in
 * `target_info`. What a node, a kubelet or the API server says has neither: the same metric of every pod would be one series, whose samples replace or refuse
 * each other. Their attributes become labels. An application that does not say which of its replicas it is, is called by its pod.
 *
 * @see https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/compatibility/prometheus_and_openmetrics.md#resource-attributes-1
 */
export function seriesIdentity(): TransformProcessor {
  return new TransformProcessor({
    name: 'series-identity',
    metricStatements: [
      `set(resource.attributes["service.instance.id"], Concat([${NAMESPACE}, ${POD}], ".")) where ${HAS_JOB} and ${HAS_NO_INSTANCE} and ${NAMESPACE} != nil and ${POD} != nil`,
      `merge_maps(datapoint.attributes, resource.attributes, "insert") where ${HAS_NO_JOB}`,
      // another one after every restart: a counter of restarts would never get beyond its first value
      `delete_key(datapoint.attributes, "container.id") where ${HAS_NO_JOB}`,
    ],
  });
}
