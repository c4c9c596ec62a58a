import * as fs from 'fs';
import * as path from 'path';
import { App, IResolver, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isTerraformStack } from './terraform/find-stack';
import { judgeStack } from './terraform/judge-stack';
import { renderStacks } from './terraform/render-stacks';
import { failOnProblems, judgeOnce } from './validation';

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

  /**
   * Resolvers of values that only another tool knows, for example those of `@cdk8s/cdktf-resolver`.
   *
   * @default - none
   */
  readonly resolvers?: IResolver[];
}

/**
 * A cdk8s App whose tree holds the manifests and the Terraform of one platform.
 *
 * `synth()` judges the whole tree first. Any problem throws one error that lists them all, and nothing is written. Then charts go to
 * `<outdir>/kubernetes/<chart>.k8s.yaml`, and the Terraform stacks of the tree to `<outdir>/terraform/<stack>/cdk.tf.json`.
 *
 * Every construct of this library works in a plain cdk8s `App` too, with the same checks and the same error.
 */
export class ObservabilityApp extends App {
  private readonly terraformOutdir: string;

  public constructor(props: ObservabilityAppProps = {}) {
    // cdk8s decides where a program writes when the program does not say
    const outdir = props.outdir ?? new App().outdir;
    super({ outdir: path.join(outdir, 'kubernetes'), yamlOutputType: props.yamlOutputType, resolvers: props.resolvers });
    this.terraformOutdir = path.join(outdir, 'terraform');
  }

  /** Judges the tree, then writes manifests and Terraform. */
  public synth(): void {
    const stacks = this.node.findAll().filter(isTerraformStack);
    stacks.forEach(judgeStack);
    failOnProblems(this);
    // the first folder that was not there: cdk8s makes folders before it asks the validators of others
    const made = fs.mkdirSync(this.outdir, { recursive: true });
    try {
      this.write(stacks);
    } catch (error) {
      if (made !== undefined) {
        fs.rmSync(made, { recursive: true });
      }
      throw error;
    }
  }

  private write(stacks: readonly IConstruct[]): void {
    const terraform = renderStacks(stacks, this.terraformOutdir);
    try {
      // once more, for what aspects of Terraform have changed; then no more for this synth
      judgeOnce(this, () => super.synth());
    } catch (error) {
      terraform.discard();
      throw error;
    }
    terraform.commit();
  }
}
