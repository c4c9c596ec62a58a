/** The stacks of the matrix of stores, written as any program writes them, for the judges of Terraform. */
import { join } from 'node:path';
import { LocalBackend, TerraformStack } from 'cdktf';
import { STORE_PROGRAMS } from './programs';
import { ObservabilityApp } from '../../lib';
import { Example, readExamples } from '../judging/documents';
import { temporaryFolder } from '../judging/processes';

export function writeStorePrograms(): Example[] {
  const folder = join(temporaryFolder('matrix'), 'stores');
  for (const [name, program] of Object.entries(STORE_PROGRAMS)) {
    const app = new ObservabilityApp({ outdir: join(folder, name) });
    const stack = new TerraformStack(app, 'storage');
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    program(stack);
    app.synth();
  }
  return readExamples(folder);
}
