import { IConstruct } from 'constructs';

/** Whether a construct is a Terraform stack. cdktf marks its classes, so that it need not be loaded to find them. */
export function isTerraformStack(construct: IConstruct): boolean {
  return Symbol.for('cdktf/TerraformStack') in construct;
}

/** The Terraform stack that a construct is in. */
export function findStack(construct: IConstruct): IConstruct | undefined {
  return [...construct.node.scopes].reverse().find(isTerraformStack);
}
