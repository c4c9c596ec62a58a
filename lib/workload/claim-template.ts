import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Labels } from '../kubernetes/labels';
import { quantity, sizeQuantity } from '../kubernetes/quantities';

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
