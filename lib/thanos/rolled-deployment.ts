import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ThanosWorkload } from './thanos-workload';

/** The Deployment of a component, whose pods are replaced one by one, each before the one that it replaces goes. */
export function rolledDeployment(scope: Construct, workload: ThanosWorkload, replicas: number): ApiObject {
  return new k8s.KubeDeployment(scope, 'deployment', {
    metadata: workload.metadata(),
    spec: Lazy.any({
      produce: (): k8s.DeploymentSpec => ({
        replicas,
        selector: { matchLabels: workload.selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) } },
        template: workload.thanosPods(),
      }),
    }) as k8s.DeploymentSpec,
  });
}
