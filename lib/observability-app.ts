import * as fs from 'fs';
import * as path from 'path';
import { App, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { failOnProblems } from './validation';

/** How and where an `ObservabilityApp` writes. */
export interface ObservabilityAppProps {
  /**
   * The folder under which `kubernetes/` and `terraform/` are written.
   *
   * @default - the folder that the cdk8s command line asks for (`cdk8s synth --output`), else `dist`
   */
  readonly outdir?: string;

  /**
   * How manifests are divided into files.
   *
   * @default YamlOutputType.FILE_PER_CHART
   */
  readonly yamlOutputType?: YamlOutputType;
}

/**
 * A cdk8s App whose tree holds the manifests and the Terraform of one platform.
 *
 * `synth()` judges the whole tree first. Any problem throws one error that lists them all, and nothing is written. Then charts go to
 * `<outdir>/kubernetes/<chart>.k8s.yaml` and Terraform stacks (placed directly under this app) to `<outdir>/terraform/<stack>/cdk.tf.json`.
 *
 * Every construct of this library works in a plain cdk8s `App` too, with the same checks and the same error.
 */
export class ObservabilityApp extends App {
  private readonly terraformOutdir: string;

  public constructor(props: ObservabilityAppProps = {}) {
    // cdk8s decides where a program writes when the program does not say
    const outdir = props.outdir ?? new App().outdir;
    super({ outdir: path.join(outdir, 'kubernetes'), yamlOutputType: props.yamlOutputType });
    this.terraformOutdir = path.join(outdir, 'terraform');
  }

  public synth(): void {
    failOnProblems(this);
    // rendered before anything is written: a stack that cannot be resolved must not leave half an output behind
    const stacks = this.node.children.filter(isTerraformStack).map(renderStack);
    super.synth();
    for (const { name, json } of stacks) {
      const folder = path.join(this.terraformOutdir, name);
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, 'cdk.tf.json'), json);
    }
  }
}

/** The part of a TerraformStack that is needed here: cdktf itself is loaded only by programs that use Terraform. */
interface TerraformStackLike extends IConstruct {
  prepareStack(): void;
  toTerraform(): unknown;
}

function isTerraformStack(construct: IConstruct): construct is TerraformStackLike {
  return Symbol.for('cdktf/TerraformStack') in construct;
}

function renderStack(stack: TerraformStackLike): { name: string; json: string } {
  stack.prepareStack();
  return { name: stack.node.id, json: `${JSON.stringify(stack.toTerraform(), null, 2)}\n` };
}
