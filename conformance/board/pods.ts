/** Pods of rendered manifests, and who has them in view. */
import { Manifest, PodTemplate, podTemplate } from '../judging/kubernetes-types';

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface Selector {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: readonly Expression[];
}

export interface Pod {
  readonly owner: Manifest;
  readonly template: PodTemplate;
}

export interface DisruptionBudget extends Manifest {
  readonly spec: { readonly selector?: Selector; readonly minAvailable?: number | string; readonly maxUnavailable?: number | string };
}

export function ofKind<T extends Manifest>(manifests: readonly Manifest[], ...kinds: string[]): T[] {
  return manifests.filter(({ kind }) => kinds.includes(kind)) as T[];
}

export function podsOf(manifests: readonly Manifest[]): Pod[] {
  return manifests.flatMap((owner) => {
    const template = podTemplate(owner);
    return template === undefined ? [] : [{ owner, template }];
  });
}

function matches({ key, operator, values = [] }: Expression, labels: Record<string, string>): boolean {
  const value = labels[key];
  const listed = value !== undefined && values.includes(value);
  return { In: listed, NotIn: !listed, Exists: value !== undefined, DoesNotExist: value === undefined }[operator] ?? false;
}

export function selects(selector: Selector, { template }: Pod): boolean {
  const labels = template.metadata?.labels ?? {};
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (selector.matchExpressions ?? []).every((expression) => matches(expression, labels));
}

export function inSameNamespace(one: Manifest, { owner }: Pod): boolean {
  return one.metadata.namespace === owner.metadata.namespace;
}

export function budgetsOf(manifests: readonly Manifest[], pod: Pod): DisruptionBudget[] {
  return ofKind<DisruptionBudget>(manifests, 'PodDisruptionBudget').filter((budget) => inSameNamespace(budget, pod) && selects(budget.spec.selector ?? {}, pod));
}
