import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Labels } from '../kubernetes/labels';
import { bytesOf, quantity, readableSize, sizeQuantity } from '../kubernetes/quantities';
import { Finding } from '../validation';
import { isObjectName } from '../wiring/object-name';

/** The volume of each replica of a StatefulSet. */
export interface ClaimPlan {
  readonly name: string;
  readonly labels: Labels;
  readonly size: Size;
  /** The default class of the cluster when undefined. */
  readonly storageClassName?: string;
}

/** A claim of one pod alone. */
export function claimTemplate({ name, labels, size, storageClassName }: ClaimPlan): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name, labels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClassName === undefined ? {} : { storageClassName }),
      resources: { requests: { storage: quantity(sizeQuantity(size)) } },
    },
  };
}

/** What is wrong with the size and the class of a volume. */
export function claimFindings({ size, storageClassName }: Pick<ClaimPlan, 'size' | 'storageClassName'>, property = 'volume'): Finding[] {
  return [
    ...bytesOf(size) > 0 ? [] : [{ what: `${property} is ${readableSize(size)}`, why: 'Kubernetes refuses a claim of nothing', fix: `${property}: Size.gibibytes(10)` }],
    ...storageClassName === undefined || isObjectName(storageClassName) ? [] : [{
      what: `storageClassName '${storageClassName}' is not the name of a StorageClass`,
      why: 'Kubernetes refuses the claim',
      fix: "a name that 'kubectl get storageclass' shows, for example storageClassName: 'gp3'",
    }],
  ];
}
