import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { DATA_VOLUME, ThanosWorkload } from './thanos-workload';
import { failOnFindings } from '../validation';
import { claimFindings, claimTemplate } from '../workload/claim-template';

/** Pods of Thanos that have a volume each. */
export interface StatefulPodsPlan {
  readonly replicas: number;
  /** The headless Service that names them. */
  readonly serviceName: string;
  readonly volume: Size;
  readonly storageClassName?: string;
  /** Whether something on a volume is nowhere else; a volume of which everything is in the bucket goes with its pod. */
  readonly volumesHold: 'what is nowhere else' | 'copies';
  /** What this kind of pod says of its own of how pods are made and replaced. */
  readonly more?: Pick<k8s.StatefulSetSpec, 'minReadySeconds' | 'podManagementPolicy' | 'updateStrategy'>;
}

/** The StatefulSet of a component. Fails on a volume that Kubernetes refuses. */
export function statefulPods(scope: Construct, workload: ThanosWorkload, plan: StatefulPodsPlan): ApiObject {
  const { replicas, serviceName, volume: size, storageClassName, volumesHold, more } = plan;
  failOnFindings(scope.node.path, claimFindings({ size, storageClassName }));
  const whenGone = volumesHold === 'copies' ? 'Delete' : 'Retain';
  return new k8s.KubeStatefulSet(scope, 'stateful-set', {
    metadata: workload.metadata(),
    spec: Lazy.any({
      produce: (): k8s.StatefulSetSpec => ({
        replicas,
        serviceName,
        selector: { matchLabels: workload.selector },
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate' },
        ...more,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: whenGone, whenScaled: whenGone },
        template: workload.thanosPods(),
        volumeClaimTemplates: [claimTemplate({ name: DATA_VOLUME, labels: workload.selector, size, storageClassName })],
      }),
    }) as k8s.StatefulSetSpec,
  });
}
