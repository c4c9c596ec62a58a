import { IConstruct } from 'constructs';
import { AWS } from '../../terraform/providers';
import * as generic from '../../terraform/terraform-writer';

/** Puts documents of AWS into the tree as constructs of cdktf. */
export interface TerraformWriter extends Omit<generic.TerraformWriter, 'ensureProvider'> {
  /** Makes the `aws` provider of the stack, unless it has one. One that the program makes later takes its place. */
  ensureAwsProvider(region: string): void;
}

/** The writer for a stack. Fails when the stack was not made by the cdktf that this library loads. */
export function terraformWriter(stack: IConstruct): TerraformWriter {
  const { ensureProvider, ...writer } = generic.terraformWriter(stack, AWS);
  return { ...writer, ensureAwsProvider: (region) => ensureProvider({ region }) };
}
