import { WorkloadOptions } from './workload-options';
import { isLabelKey, isLabelValue } from '../kubernetes/labels';
import { Finding } from '../validation';
import { isObjectName } from '../wiring/object-name';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** What Kubernetes would refuse of what a program says of pods. */
export function optionFindings(options: WorkloadOptions): Finding[] {
  const { priorityClassName, imagePullSecrets = [], nodeSelector = {}, tolerations = [], podAnnotations = {} } = options;
  return [
    ...priorityClassName === undefined || isObjectName(priorityClassName) ? [] : [{
      what: `priorityClassName '${priorityClassName}' is not the name of a PriorityClass`,
      why: 'Kubernetes refuses the pods',
      fix: "a name that 'kubectl get priorityclass' shows, for example priorityClassName: 'system-cluster-critical'",
    }],
    ...imagePullSecrets.filter((name) => !isObjectName(name)).map((name) => ({
      what: `imagePullSecrets has '${name}'`, why: 'no Secret has such a name: images would be pulled without credentials', fix: "imagePullSecrets: ['registry']",
    })),
    ...Object.entries(nodeSelector).filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value)).map(([key, value]) => ({
      what: `nodeSelector has '${key}: ${value}'`, why: 'no node has such a label, and Kubernetes refuses the pods', fix: "nodeSelector: { 'kubernetes.io/os': 'linux' }",
    })),
    ...tolerations.flatMap(({ key, effect }) => [
      ...effect === undefined || EFFECTS.includes(effect) ? [] : [{
        what: `a toleration has the effect '${effect}'`, why: 'Kubernetes refuses the pods', fix: `effect: '${EFFECTS.join("', '")}', or none for all of them`,
      }],
      ...key === undefined || isLabelKey(key) ? [] : [{ what: `a toleration has the key '${key}'`, why: 'no taint has it, and Kubernetes refuses the pods', fix: "key: 'dedicated'" }],
    ]),
    ...Object.keys(podAnnotations).filter((key) => !isLabelKey(key)).map((key) => ({
      what: `podAnnotations has '${key}'`, why: 'Kubernetes refuses the pods', fix: "podAnnotations: { 'example.com/owner': 'platform' }",
    })),
  ];
}
