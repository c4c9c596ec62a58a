import { ANNOTATED_PODS } from '../scraping/annotated-pods';
import { TransformProcessor } from './components/processors/transform-processor';

/**
 * The receiver names the container that discovery saw, on the resource, whatever rules say: of a pod that is one target it is any of them, and
 * metadata of a wrong container would follow. The label says it where it is known.
 */
export function withoutGuessedContainer(): TransformProcessor {
  return new TransformProcessor({
    name: ANNOTATED_PODS,
    metricStatements: [`delete_key(resource.attributes, "k8s.container.name") where resource.attributes["service.name"] == "${ANNOTATED_PODS}"`],
  });
}
