import { CollectorProps } from './collector-options';
import { Processor } from './components/component';
import { AttributeAction } from './components/processors/attribute-action';
import { K8sAttributesProcessor, K8sAttributesProcessorProps } from './components/processors/k8s-attributes-processor';
import { MemoryLimiterProcessor } from './components/processors/memory-limiter-processor';
import { ResourceProcessor } from './components/processors/resource-processor';

/** What passes every collector, in this order: protection, what Kubernetes knows, where it is, what the program adds. */
export function standardProcessors(props: CollectorProps, metadata?: K8sAttributesProcessorProps, ownNode = false): Processor[] {
  const { name, region, environment } = props.cluster;
  return [
    new MemoryLimiterProcessor(props.memoryLimiter),
    ...(metadata ? [new K8sAttributesProcessor(metadata)] : []),
    new ResourceProcessor({
      name: 'cluster',
      attributes: [
        AttributeAction.insert('k8s.cluster.name', name),
        ...(region ? [AttributeAction.insert('cloud.region', region)] : []),
        ...(environment ? [AttributeAction.insert('deployment.environment.name', environment)] : []),
        ...(ownNode ? [AttributeAction._insertVariable('k8s.node.name', 'NODE_NAME')] : []),
      ],
    }),
    ...(props.processors ?? []),
  ];
}
