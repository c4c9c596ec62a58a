import { isExpression } from '../../terraform/terraform-document';
import { fail } from '../../validation';

/** The beginning of an id of EC2, by what it names. */
type Kind = 'vpc' | 'rtb' | 'subnet' | 'sg';

/** Fails on something that is neither an id of EC2 nor an expression of Terraform. */
export function requireId(path: string, property: string, kind: Kind, id: string): void {
  if (!isExpression(id) && !new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) {
    fail(path, {
      what: `${property} '${id}' does not look like ${kind}-0123456789abcdef0`,
      why: 'EC2 knows nothing of such an id and refuses the endpoint when the rest of the stack is made already',
      fix: `${property}: an id that begins with ${kind}-, or an expression of Terraform`,
    });
  }
}

/** Fails on an empty list, and on ids in it that are none. */
export function requireIds(path: string, property: string, kind: Kind, ids: readonly string[], withoutAny: string): void {
  if (ids.length === 0) {
    fail(path, { what: `${property} is empty`, why: withoutAny, fix: `${property}: ['${kind}-0123456789abcdef0']` });
  }
  ids.forEach((id) => requireId(path, property, kind, id));
}
