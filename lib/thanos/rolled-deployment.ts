import { k8s } from 'cdk8s-plus-30';
import { ThanosWorkload } from './thanos-workload';

/** A Deployment whose pods are replaced one by one, each before the one that it replaces goes. */
export function rolledDeployment(workload: ThanosWorkload, replicas: number): k8s.DeploymentSpec {
  return {
    replicas,
    selector: { matchLabels: workload.selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) } },
    template: workload.thanosPods(),
  };
}
