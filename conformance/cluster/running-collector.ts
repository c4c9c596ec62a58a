/** A collector in the cluster. */
import { Collector } from './collectors';
import { ClusterNode } from './node';
import { RunningWorkload } from './running-workload';

export class RunningCollector<T extends Collector = Collector> extends RunningWorkload {
  constructor(node: ClusterNode, public readonly collector: T, replicas: number) {
    super(node, collector.workload, replicas);
  }

  public async replaceConfig(text: string): Promise<void> {
    const { configKey, configMap } = this.collector;
    await this.node.kubectl([...this.inNamespace, 'patch', 'configmap', configMap.metadata.name, '--patch', JSON.stringify({ data: { [configKey]: text } })]);
    await this.rollout();
  }
}
