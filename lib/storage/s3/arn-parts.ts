import { referenceTo, ResourceDocument, ValueDocument } from '../../terraform/terraform-document';

/** The fields of an ARN, by their place in it. */
export enum ArnPart {
  PARTITION = 1,
  ACCOUNT = 4,
}

/**
 * The ARN of a resource, taken apart: it knows partition and account, which nobody else does without asking AWS (a `data` source, which no plan
 * without credentials survives).
 */
export function arnParts(id: string, resource: Pick<ResourceDocument, 'type' | 'name'>): ValueDocument {
  return { id, name: localOf(resource), value: `\${split(":", ${referenceTo(resource, 'arn')})}` };
}

/** The expression that reads a field of an ARN that was taken apart. */
export function arnPart(resource: Pick<ResourceDocument, 'name'>, part: ArnPart): string {
  return `\${local.${localOf(resource)}[${part}]}`;
}

function localOf({ name }: Pick<ResourceDocument, 'name'>): string {
  return `${name}_arn_parts`;
}
