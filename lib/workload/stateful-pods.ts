import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { claimFindings, claimTemplate } from './claim-template';
import { Workload } from './workload';
import { failOnFindings } from '../validation';

/** Pods of a workload that have a volume each. */
export interface StatefulPodsPlan {
  /** An autoscaler decides when undefined. */
  readonly replicas?: number;
  /** The headless Service that names them. */
  readonly serviceName: string;
  /** What their volume is called. */
  readonly volumeName: string;
  readonly volume: Size;
  readonly storageClassName?: string;
  /** Whether something on a volume is nowhere else; a volume of which everything is elsewhere goes with its pod. */
  readonly volumesHold: 'what is nowhere else' | 'copies';
  /** Asked at synth: more may have been added to the workload by then. */
  readonly template: () => k8s.PodTemplateSpec;
  /** Metadata of the StatefulSet beside those of its workload. */
  readonly furtherMetadata?: Pick<k8s.ObjectMeta, 'annotations' | 'labels'>;
  /** What this kind of pod says of its own of how pods are made and replaced: all at once and one by one when undefined. */
  readonly more?: Pick<k8s.StatefulSetSpec, 'minReadySeconds' | 'podManagementPolicy' | 'updateStrategy'>;
}

/** The StatefulSet of a workload. Fails on a volume that Kubernetes refuses. */
export function statefulPods(scope: Construct, workload: Workload, plan: StatefulPodsPlan): ApiObject {
  const { replicas, serviceName, volumeName, volume: size, storageClassName, volumesHold, template, furtherMetadata, more } = plan;
  failOnFindings(scope.node.path, claimFindings({ size, storageClassName }));
  const whenGone = volumesHold === 'copies' ? 'Delete' : 'Retain';
  const metadata = workload.metadata();
  return new k8s.KubeStatefulSet(scope, 'stateful-set', {
    metadata: { ...metadata, ...furtherMetadata, labels: { ...metadata.labels, ...furtherMetadata?.labels } },
    spec: Lazy.any({
      produce: (): k8s.StatefulSetSpec => ({
        ...replicas === undefined ? {} : { replicas },
        serviceName,
        selector: { matchLabels: workload.selector },
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate' },
        ...more,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: whenGone, whenScaled: whenGone },
        template: template(),
        volumeClaimTemplates: [claimTemplate({ name: volumeName, labels: workload.selector, size, storageClassName })],
      }),
    }) as k8s.StatefulSetSpec,
  });
}
