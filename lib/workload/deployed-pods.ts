import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Workload } from './workload';

/** Pods of a workload of which none has anything of its own. */
export interface DeployedPodsPlan {
  readonly replicas: number;
  /** Asked at synth: more may have been added to the workload by then. */
  readonly template: () => k8s.PodTemplateSpec;
  /** How pods are replaced: one by one, each before the one that it replaces goes, when undefined. */
  readonly strategy?: k8s.DeploymentStrategy;
}

/** The Deployment of a workload. */
export function deployedPods(scope: Construct, workload: Workload, { replicas, template, strategy }: DeployedPodsPlan): ApiObject {
  return new k8s.KubeDeployment(scope, 'deployment', {
    metadata: workload.metadata(),
    spec: Lazy.any({
      produce: (): k8s.DeploymentSpec => ({
        replicas,
        selector: { matchLabels: workload.selector },
        strategy: strategy ?? rollingUpdate({ maxUnavailable: 0 }),
        template: template(),
      }),
    }) as k8s.DeploymentSpec,
  });
}

/** Pods are replaced one by one. */
export function rollingUpdate({ maxUnavailable }: { readonly maxUnavailable: number }): k8s.DeploymentStrategy {
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable), maxSurge: k8s.IntOrString.fromNumber(1) } };
}
