import { Labels } from '../../../kubernetes/labels';

/** A requirement of a set. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/**
 * A selector as it stands in a manifest. An empty one takes everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelRequirement[];
}

/** All that a selector asks for, as requirements of sets. */
export function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelRequirement[] {
  return [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })), ...matchExpressions];
}

/** Whether labels are what a selector asks for. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return requirementsOf(selector).every((requirement) => meets(requirement, labels));
}

/** Whether labels are what a requirement asks for. Who lacks a label has none of its values. */
export function meets({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
  const has = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In': return has && values.includes(labels[key]!);
    case 'NotIn': return !has || !values.includes(labels[key]!);
    case 'Exists': return has;
    case 'DoesNotExist': return !has;
    default: return false;
  }
}

/** A selector in the words of `kubectl get --selector`. */
export function selectorText(selector: LabelSelector): string {
  return requirementsOf(selector).map(({ key, operator, values = [] }) => {
    switch (operator) {
      case 'In': return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
      case 'NotIn': return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(', ')})`;
      case 'DoesNotExist': return `!${key}`;
      default: return key;
    }
  }).join(',');
}
