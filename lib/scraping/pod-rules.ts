import { RelabelAction, RelabelConfig } from '../policy';

/** Of a pod that has ended nobody answers, and it is there until somebody deletes it. */
export const ENDED: RelabelConfig = { sourceLabels: ['__meta_kubernetes_pod_phase'], regex: 'Succeeded|Failed', action: RelabelAction.DROP };

/** What prepares a pod is over before the pod serves. */
export const PREPARING: RelabelConfig = { sourceLabels: ['__meta_kubernetes_pod_container_init'], regex: 'true', action: RelabelAction.DROP };
