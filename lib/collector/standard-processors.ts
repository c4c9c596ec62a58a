import { CollectorProps } from './collector-options';
import { ClusterIdentity } from '../wiring';
import { Processor } from './components/component';
import { AttributeAction } from './components/processors/attribute-action';
import { K8sAttributesProcessor } from './components/processors/k8s-attributes-processor';
import { MemoryLimiterProcessor } from './components/processors/memory-limiter-processor';
import { ResourceProcessor } from './components/processors/resource-processor';

/**
 * What passes every collector, in this order: protection, what Kubernetes knows, where it is, what the program adds.
 *
 * @param whereabouts what it knows of its place besides the cluster
 */
export function standardProcessors(props: CollectorProps, whereabouts: readonly AttributeAction[] = []): Processor[] {
  return [
    new MemoryLimiterProcessor(props.memoryLimiter),
    ...(props.kubernetesMetadata ? [new K8sAttributesProcessor(props.kubernetesMetadata)] : []),
    clusterProcessor(props.cluster, whereabouts),
    ...(props.processors ?? []),
  ];
}

/** The cluster on every record that does not say where it comes from: what another cluster has said stays. */
export function clusterProcessor({ name, region, environment }: ClusterIdentity, whereabouts: readonly AttributeAction[] = []): Processor {
  return new ResourceProcessor({
    name: 'cluster',
    attributes: [
      AttributeAction.insert('k8s.cluster.name', name),
      ...(region ? [AttributeAction.insert('cloud.region', region)] : []),
      ...(environment ? [AttributeAction.insert('deployment.environment.name', environment)] : []),
      ...whereabouts,
    ],
  });
}
