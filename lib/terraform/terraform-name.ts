import { IConstruct } from 'constructs';

/** The beginning of the names in Terraform of what is made by a construct in a stack. */
export function namesIn(stack: IConstruct, construct: IConstruct): string {
  return terraformName(construct.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id));
}

/** A name of Terraform made of the ids on the way from a stack to a construct. */
export function terraformName(ids: readonly string[]): string {
  const name = ids.join('_').replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}
