/** A stack in a folder of its own, which Terraform applies to the local AWS. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAws } from './local-aws';
import { TerraformDocument, TerraformStack } from '../judging/documents';
import { Change, complaints, diagnosticsOf, initialise, messagesOf, terraform, workingCopy } from '../judging/terraform/terraform-program';
import { Finding } from '../judging/verdict';

const SERVICES = ['s3', 's3control', 'kms', 'iam', 'sts', 'eks', 'ec2'];

/** Resources that moto answers with 404; they are planned and tested by the other judge of Terraform. */
export const NOT_IN_LOCAL_AWS = ['aws_eks_pod_identity_association'];

export interface Plan {
  /** whether Terraform has nothing to do, outputs included */
  readonly isEmpty: boolean;
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
}

function withoutMissing(document: TerraformDocument): TerraformDocument {
  const resource = Object.fromEntries(Object.entries(document.resource ?? {}).filter(([type]) => !NOT_IN_LOCAL_AWS.includes(type)));
  return { ...document, resource };
}

export class Workspace {
  private readonly folder: string;

  public constructor(stack: TerraformStack, aws: LocalAws, private readonly plugins: string) {
    this.folder = workingCopy(stack, {
      // here is somebody to ask
      skip_requesting_account_id: false,
      s3_use_path_style: true,
      endpoints: [Object.fromEntries(SERVICES.map((service) => [service, aws.endpoint]))],
    });
    this.replace(stack.document);
  }

  /** The stack as a later version of the program writes it. */
  public replace(document: TerraformDocument): void {
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(withoutMissing(document)));
  }

  public async init(): Promise<Finding[]> {
    return initialise(this.folder, this.plugins);
  }

  public async apply(): Promise<Finding[]> {
    // the provider waits until the lifecycle rules have been the same for a while
    const result = await terraform(this.folder, ['apply', '-auto-approve', '-input=false', '-json', '-parallelism=30'], { idle: true });
    return complaints('apply', result, diagnosticsOf(result.stdout));
  }

  /** What Terraform would do now; or why it refuses. */
  public async plan(...options: readonly string[]): Promise<Plan> {
    const result = await terraform(this.folder, ['plan', '-input=false', '-json', '-detailed-exitcode', ...options]);
    return {
      isEmpty: result.code === 0,
      findings: result.code === 1 ? complaints('plan', result, diagnosticsOf(result.stdout)) : [],
      changes: messagesOf(result.stdout).flatMap(({ type, change }) => type === 'planned_change' && change !== undefined ? [change] : []),
    };
  }

  /** What `terraform destroy` would do; or why it refuses. */
  public async destroy(): Promise<Plan> {
    return this.plan('-destroy', '-refresh=false');
  }
}
