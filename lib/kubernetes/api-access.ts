import { fail } from '../validation';
import { AccessRule } from '../wiring';
import { isNamespaceName } from '../wiring/object-name';

/** What reads objects of one kind, all of them and as they change. */
export function watching(apiGroup: string, resource: string): AccessRule {
  return { apiGroups: [apiGroup], resources: [resource], verbs: ['list', 'watch'] };
}

/** Fails on names that no namespace has: nothing would be watched, and nobody would say so. */
export function requireNamespaces(caller: string, namespaces: readonly string[] = [], property = 'namespaces'): void {
  const wrong = namespaces.find((namespace) => !isNamespaceName(namespace));
  if (wrong !== undefined) {
    fail(caller, {
      what: `${property} has '${wrong}', which is not the name of a namespace`,
      why: 'Kubernetes takes at most 63 lower-case letters, digits and -: nothing would be collected from it',
      fix: `${property}: ['payments']`,
    });
  }
}

/** One requirement of a label selector: existence, equality, or a set. */
const REQUIREMENT = /^\s*(!?\s*[\w./-]+|[\w./-]+\s*(=|==|!=)\s*[\w.-]*|[\w./-]+\s+(in|notin)\s*\(\s*[\w.-]*(\s*,\s*[\w.-]*)*\s*\))\s*$/;

/** Fails on a label selector that Kubernetes does not understand. */
export function requireLabelSelector(caller: string, selector = ''): void {
  // commas within brackets separate values, others separate requirements
  const wrong = selector === '' ? undefined : selector.split(/,(?![^(]*\))/).find((requirement) => !REQUIREMENT.test(requirement));
  if (wrong !== undefined) {
    fail(caller, {
      what: `labelSelector has '${wrong}'`,
      why: 'it is no requirement: whoever asks with it is refused, or gets nothing',
      fix: "labelSelector: 'app=web,tier in (front,back)'",
    });
  }
}
